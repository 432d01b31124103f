import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { tidy } from '../support/chat.ts';
import { ownMillisecond, shownText, signed, textBody } from '../support/dingtalk-client.ts';
import { DINGTALK, WECOM } from '../support/program.ts';
import { WecomClient } from '../support/wecom-client.ts';

export type PlatformName = 'wecom' | 'dingtalk';
export const PLATFORMS: readonly PlatformName[] = ['wecom', 'dingtalk'];

/** Something sent to a program: by whom, where (a single chat without `group`), as what. */
export interface Sent {
  readonly platform: PlatformName;
  readonly sender: string;
  readonly group?: string;
  /** Message id; a new one when absent. */
  readonly id?: string;
  /** The sender's clock; the machine's when absent. */
  readonly at?: Date;
  /** Members of the callback body that differ from a plain text message. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** What came back: the text a person sees, `''` for nothing. Throws for any status but 200 and 503. */
export async function send(url: string, text: string, sent: Sent): Promise<string> {
  return tidy(await (sent.platform === 'wecom' ? byWecom(url, text, sent) : byDingtalk(url, text, sent)));
}

/** The lines of a reply. */
export const linesOf = (reply: string): readonly string[] => reply.split('\n');
/** The line that is meant to be copied. */
export const lastLine = (reply: string): string => linesOf(reply).at(-1) ?? '';
/** The first case number of a reply; throws when there is none. */
export function numberIn(reply: string): string {
  const no = /[KYT]\d{2}-\d{4,}-[A-Z]/.exec(reply)?.[0];
  if (no === undefined) throw new Error(`no number in: ${reply}`);
  return no;
}

async function byWecom(url: string, text: string, { sender, group, id, at, extra }: Sent): Promise<string> {
  const client = new WecomClient(WECOM);
  const message = {
    msgid: id ?? randomBytes(8).toString('hex'),
    aibotid: WECOM.botId,
    ...(group === undefined ? { chattype: 'single' } : { chatid: group, chattype: 'group' }),
    from: { userid: sender },
    msgtype: 'text',
    text: { content: group === undefined ? text : `@校园哨兵 ${text}` },
    ...extra,
  };
  const request = client.callback(message, { at: at ?? new Date() });
  const body = await posted(`${url}/webhooks/wecom?${request.query}`, {
    body: new Uint8Array(request.body),
  });
  return body === '' ? '' : shownByWecom(client.openReply(body, request.query.get('nonce') ?? ''));
}

function shownByWecom(opened: unknown): string {
  const reply = opened as {
    stream?: { finish: boolean; content: string };
    text?: { content: string };
    markdown?: { content: string };
  };
  if (reply.stream !== undefined) return reply.stream.finish ? reply.stream.content : '';
  return reply.text?.content ?? reply.markdown?.content ?? '';
}

async function byDingtalk(
  url: string,
  text: string,
  { sender, group, id, at, extra }: Sent,
): Promise<string> {
  const now = at ?? new Date();
  const message = {
    text,
    sender,
    ...(group === undefined ? {} : { group }),
    ...(id === undefined ? {} : { id }),
  };
  const { headers, body } = signed(DINGTALK, textBody(DINGTALK, message, now, extra), ownMillisecond(now));
  return shownText(await posted(`${url}/webhooks/dingtalk`, { headers: { ...headers }, body }));
}

const COME_AGAIN = { times: 40, afterMs: 250 };

/** The body of the answer. Who is told to come again (503) does, as the platforms do; throws for any other status. */
async function posted(address: string, request: Pick<RequestInit, 'headers' | 'body'>): Promise<string> {
  for (let times = 0; ; times += 1) {
    const response = await fetch(address, { method: 'POST', ...request });
    if (response.status === 200) return await response.text();
    if (response.status !== 503 || times === COME_AGAIN.times) throw new Error(`status ${response.status}`);
    await sleep(COME_AGAIN.afterMs);
  }
}
