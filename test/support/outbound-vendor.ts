import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/kit/clock.ts';
import { shownText } from './dingtalk-client.ts';

// The HTTP side of both vendors. It shares no code with src/platforms on purpose.

/** A way into a chat, by the name of the program's channel; `wecom.url` is an answer through a response URL. */
export type Way =
  | 'dingtalk.session'
  | 'dingtalk.webhook'
  | 'dingtalk.group'
  | 'dingtalk.person'
  | 'wecom.webhook'
  | 'wecom.app'
  | 'wecom.url';

/** One message that a vendor took and shows: to whom (a session, key, group or person), in words. */
export interface Shown {
  readonly way: Way;
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

/** What the vendors know. */
export interface VendorFacts {
  readonly dingtalk: { readonly appKey: string; readonly appSecret: string; readonly robotCode: string };
  readonly wecomApp?: { readonly corpId: string; readonly secret: string; readonly agentId: number };
  /** Secrets of DingTalk group webhooks, by access token. */
  readonly signing: Readonly<Record<string, string>>;
  /** Where a Stream gateway listens: its one call is handed on. */
  readonly gateway: string;
  readonly clock: Clock;
}

/** Both vendors' servers on this machine's loopback address. */
export interface Vendor {
  /** `http://127.0.0.1:PORT` */
  readonly base: string;
  readonly shown: readonly Shown[];
  /** Calls that were refused, as `path code`. */
  readonly refusals: readonly string[];
  /** How many tokens were given out, by vendor. */
  readonly tokens: { dingtalk: number; wecom: number };
  /** Serves these bytes under an address of the vendors' storage. */
  store(name: string, bytes: Buffer): string;
  close(): Promise<void>;
}

type Answer = readonly [status: number, body: unknown];
type Body = Readonly<Record<string, unknown>>;

const GATEWAY = '/v1.0/gateway/connections/open';
const TOKEN = 'token-of-the-tests';

/** Starts the vendors. */
export async function startVendor(facts: VendorFacts): Promise<Vendor> {
  const shown: Shown[] = [];
  const refusals: string[] = [];
  const tokens = { dingtalk: 0, wecom: 0 };
  const files = new Map<string, Buffer>();

  const show = (way: Way, to: string, text: string): void =>
    void shown.push({ way, to, text, at: performance.now() });

  const state: State = { facts, show, tokens, base: () => base };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', base);
    const text = await textOf(request);
    if (url.pathname === GATEWAY) return await handOn(facts.gateway, request, text, response);
    const file = files.get(url.pathname.replace(/^\/files\//, ''));
    if (file) return void response.end(file);
    const body = (text === '' ? {} : JSON.parse(text)) as Body;
    const token = String(request.headers['x-acs-dingtalk-access-token']);
    const [status, said] = sideOf(url.pathname)(state, { url, body, token });
    const { errcode = 0, code = errcode } = said as { errcode?: number; code?: string | number };
    if (code !== 0) refusals.push(`${url.pathname} ${code}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    shown,
    refusals,
    tokens,
    store: (name, bytes) => {
      files.set(name, bytes);
      return `${base}/files/${name}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the sides of the vendors share. */
interface State {
  readonly facts: VendorFacts;
  readonly tokens: Vendor['tokens'];
  show(way: Way, to: string, text: string): void;
  base(): string;
}

interface Call {
  readonly url: URL;
  readonly body: Body;
  readonly token: string;
}

type Side = (state: State, call: Call) => Answer;

function sideOf(path: string): Side {
  if (path.startsWith('/robot/')) return robotSide;
  if (!path.startsWith('/cgi-bin/')) return path.endsWith('/accessToken') ? tokenSide : openApiSide;
  return path.endsWith('/aibot/response') || path.endsWith('/webhook/send') ? wecomChatSide : wecomAppSide;
}

/** DingTalk's new API: the token. */
const tokenSide: Side = ({ facts: { dingtalk }, tokens }, { body }) => {
  if (body.appKey !== dingtalk.appKey || body.appSecret !== dingtalk.appSecret)
    return bad('invalidClientIdOrSecret');
  tokens.dingtalk += 1;
  return [200, { accessToken: TOKEN, expireIn: 7_200 }];
};

/** DingTalk's new API: files and messages to groups and persons. */
const openApiSide: Side = ({ facts, show, base }, { url: { pathname }, body, token }) => {
  if (token !== TOKEN) return bad('InvalidAuthentication');
  if (body.robotCode !== facts.dingtalk.robotCode) return bad('invalidParameter.robotCode.auth');
  if (pathname.endsWith('/messageFiles/download'))
    return [200, { downloadUrl: `${base()}/files/${String(body.downloadCode)}` }];
  const text = templateText(body);
  if (text === undefined) return bad('invalidParameter.msgParam.invalid');
  if (pathname.endsWith('/groupMessages/send')) show('dingtalk.group', String(body.openConversationId), text);
  else for (const id of body.userIds as readonly string[]) show('dingtalk.person', id, text);
  return [200, { processQueryKey: 'key', invalidStaffIdList: [], flowControlledStaffIdList: [] }];
};

/** DingTalk's old API: sessions and the webhooks of groups. */
const robotSide: Side = ({ facts, show }, { url, body }) => {
  const text = shownText(JSON.stringify(body));
  if (url.pathname.endsWith('/sendBySession')) {
    show('dingtalk.session', url.searchParams.get('session') ?? '', text);
    return OK;
  }
  const token = url.searchParams.get('access_token') ?? '';
  const secret = facts.signing[token];
  if (secret === undefined) return refused(300_005);
  if (!isSigned(url, secret, facts.clock.now())) return refused(310_000);
  show('dingtalk.webhook', token, text);
  return OK;
};

const markdownOf = ({ markdown }: Body): string =>
  (markdown as { content?: string } | undefined)?.content ?? '';

/** WeCom: response URLs and the webhooks of groups. */
const wecomChatSide: Side = ({ show }, { url: { pathname, searchParams }, body }) => {
  if (pathname.endsWith('/aibot/response'))
    show('wecom.url', searchParams.get('response_code') ?? '', markdownOf(body));
  else show('wecom.webhook', searchParams.get('key') ?? '', markdownOf(body));
  return OK;
};

/** WeCom's self-built app. */
const wecomAppSide: Side = ({ facts, show, tokens }, { url: { pathname, searchParams: query }, body }) => {
  const { wecomApp: app } = facts;
  if (pathname.endsWith('/gettoken')) {
    const isKnown = query.get('corpid') === app?.corpId && query.get('corpsecret') === app?.secret;
    if (!isKnown) return refused(40_001);
    tokens.wecom += 1;
    return [200, { errcode: 0, access_token: TOKEN, expires_in: 7_200 }];
  }
  if (query.get('access_token') !== TOKEN) return refused(40_014);
  if (pathname.endsWith('/openuserid_to_userid')) return [200, { errcode: 0, userid_list: [] }];
  if (!pathname.endsWith('/message/send') || body.agentid !== app?.agentId) return refused(40_056);
  for (const id of String(body.touser).split('|')) show('wecom.app', id, markdownOf(body));
  return OK;
};

const OK: Answer = [200, { errcode: 0, errmsg: 'ok' }];
const refused = (code: number): Answer => [200, { errcode: code, errmsg: 'refused' }];
const bad = (code: string): Answer => [400, { code, message: code }];

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** A cut of the gateway's is a cut of ours. */
async function handOn(
  gateway: string,
  { headers }: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const answered = await fetch(gateway + GATEWAY, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: headers.accept ?? '' },
    body,
  });
  const type = answered.headers.get('content-type') ?? '';
  response.writeHead(answered.status, { 'content-type': type }).end(await answered.text());
}

/** 加签: base64 of HMAC-SHA256 over `timestamp + "\n" + secret`, not older than an hour. */
function isSigned(url: URL, secret: string, now: Date): boolean {
  const timestamp = url.searchParams.get('timestamp') ?? '';
  const wanted = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return url.searchParams.get('sign') === wanted && Math.abs(now.getTime() - Number(timestamp)) < 3_600_000;
}

/** The words of an OpenAPI message; undefined for one that DingTalk would not show. */
function templateText({ msgKey, msgParam }: Body): string | undefined {
  const param = JSON.parse(String(msgParam ?? '{}')) as { title?: string; text?: string };
  const isShown = String(msgKey).startsWith('sample') && param.title !== '' && param.text !== undefined;
  return isShown ? shownText(JSON.stringify({ msgtype: 'markdown', markdown: param })) : undefined;
}
