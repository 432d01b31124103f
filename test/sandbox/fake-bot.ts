import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import type Router from '@koa/router';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import type { Context } from 'koa';
import getRawBody from 'raw-body';

/** Credentials made up for the tests. */
export const WECOM = {
  token: 'sandboxTOKEN',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  botId: 'aibSandbox',
  botName: '校园哨兵',
};
export const APP = { corpId: 'wwSandbox', secret: 'the secret of the app', agentId: 1_000_002 };
export const DINGTALK = {
  clientId: 'dingsandbox',
  clientSecret: 'a secret of the sandbox',
  robotCode: 'dingsandbox',
  corpId: 'dingcorp',
};

/** What the fake bot saw, for assertions. */
export interface Seen {
  readonly wecom: Record<string, unknown>[];
  readonly dingtalk: Record<string, unknown>[];
}

// biome-ignore lint/suspicious/noExplicitAny: the callbacks are what is under test
type Json = any;

/**
 * Plays the program: webhook routes that check each callback with code the sandbox does not share
 * (the vendor's own library for WeCom) and answer with an echo. Some words ask for something else:
 * 慢 answers later, 伪 signs wrongly, 拒 refuses, 坏 fails once and then works.
 */
export function addFakeBot(router: Router, base: () => string): Seen {
  const seen: Seen = { wecom: [], dingtalk: [] };
  const polls = new Map<string, number>();
  const failed = new Set<string>();

  router.post('/webhooks/wecom', async (ctx) => {
    const { encrypt: sealed } = await json(ctx);
    const { msg_signature, timestamp, nonce } = ctx.query as Record<string, string>;
    if (getSignature(WECOM.token, timestamp ?? '', nonce ?? '', sealed) !== msg_signature)
      return status(ctx, 401);
    const message: Json = JSON.parse(decrypt(WECOM.aesKey, sealed).message);
    seen.wecom.push(message);
    const words = await wecomWords(message);
    if (words.includes('拒')) return status(ctx, 401);
    if (words.includes('坏') && !failed.has(message.msgid)) {
      failed.add(message.msgid);
      return status(ctx, 500);
    }
    ctx.body = wecomAnswer(wecomReply(message, words, polls), nonce ?? '', words.includes('伪'));
  });

  router.post('/webhooks/dingtalk', async (ctx) => {
    const stamp = ctx.get('timestamp');
    const sign = createHmac('sha256', DINGTALK.clientSecret).update(`${stamp}\n${DINGTALK.clientSecret}`);
    if (sign.digest('base64') !== ctx.get('sign')) return status(ctx, 401);
    const message: Json = await json(ctx);
    seen.dingtalk.push(message);
    const words = await dingtalkWords(message, base());
    if (words.includes('拒')) return status(ctx, 401);
    const about = message.text?.isReplyMsg ? `关于「${message.text.repliedMsg.content.text}」` : '';
    const echo = { msgtype: 'markdown', markdown: { title: '回声', text: `回声：**${words}**${about}` } };
    ctx.body = words.includes('慢') || words.includes('推') ? { msgtype: 'empty' } : echo;
    if (words.includes('慢')) setTimeout(() => post(message.sessionWebhook, echo), 100);
    if (words.includes('推')) setTimeout(() => push(base(), message, '推来的'), 100);
  });
  return seen;
}

function wecomReply(message: Json, words: string, polls: Map<string, number>): Json {
  if (message.msgtype === 'event')
    return { msgtype: 'text', text: { content: '您好，发“帮助”看能做什么。' } };
  if (message.msgtype === 'stream') {
    const count = (polls.get(message.stream.id) ?? 0) + 1;
    polls.set(message.stream.id, count);
    return stream(message.stream.id, count >= 2, count >= 2 ? '慢慢好了' : '还在办');
  }
  const about = message.quote ? `关于「${message.quote.text.content}」` : '';
  return words.includes('慢')
    ? stream(`s-${message.msgid}`, false, '')
    : stream('s', true, `回声：**${words}**${about}`);
}

const stream = (id: string, finish: boolean, content: string): Json => ({
  msgtype: 'stream',
  stream: { id, finish, content },
});

function wecomAnswer(reply: Json, nonce: string, forged: boolean): Json {
  const sealed = encrypt(WECOM.aesKey, JSON.stringify(reply), '');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const msgsignature = getSignature(forged ? 'other' : WECOM.token, timestamp, nonce, sealed);
  return { encrypt: sealed, msgsignature, timestamp: Number(timestamp), nonce };
}

async function wecomWords(message: Json): Promise<string> {
  const items = message.mixed?.msg_item ?? [message];
  const texts = items.map((item: Json) => item.text?.content ?? '');
  const images = items.filter((item: Json) => item.image).map((item: Json) => download(item.image.url));
  return [...texts, ...(await Promise.all(images)).map((bytes) => ` 图${hash(decryptFile(bytes))}`)].join('');
}

/** CBC with the vendor's padding, opened by hand: the library has no call for files. */
function decryptFile(bytes: Buffer): Buffer {
  const key = Buffer.from(`${WECOM.aesKey}=`, 'base64');
  const opener = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([opener.update(bytes), opener.final()]);
  return plain.subarray(0, plain.length - (plain.at(-1) ?? 0));
}

async function dingtalkWords(message: Json, base: string): Promise<string> {
  if (message.msgtype === 'text') return message.text.content;
  const items = message.content.richText ?? [message.content];
  const words = items.map((item: Json) => item.text ?? '').join('');
  const code = items.find((item: Json) => item.downloadCode).downloadCode;
  const { downloadUrl } = await openApi(base, 'robot/messageFiles/download', {
    downloadCode: code,
    robotCode: message.robotCode,
  });
  return `${words} 图${hash(await download(downloadUrl))}`;
}

async function push(base: string, message: Json, content: string): Promise<void> {
  const fields = {
    robotCode: message.robotCode,
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content }),
  };
  if (message.conversationType === '2') {
    await openApi(base, 'robot/groupMessages/send', {
      ...fields,
      openConversationId: message.conversationId,
    });
  } else {
    await openApi(base, 'robot/oToMessages/batchSend', { ...fields, userIds: [message.senderStaffId] });
  }
}

async function openApi(base: string, path: string, body: Json): Promise<Json> {
  const root = `${base}/sandbox/vendor/dingtalk/v1.0`;
  const keys = { appKey: DINGTALK.clientId, appSecret: DINGTALK.clientSecret };
  const { accessToken } = await post(`${root}/oauth2/accessToken`, keys);
  return post(`${root}/${path}`, body, { 'x-acs-dingtalk-access-token': accessToken });
}

async function post(url: string, body: Json, headers: Record<string, string> = {}): Promise<Json> {
  const sent = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  };
  return (await fetch(url, sent)).json();
}

async function download(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

async function json(ctx: Context): Promise<Json> {
  return JSON.parse((await getRawBody(ctx.req)).toString('utf8'));
}

function status(ctx: Context, code: number): void {
  ctx.status = code;
  ctx.body = '';
}

/** Eight hex digits that tell one picture from another. */
export function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}
