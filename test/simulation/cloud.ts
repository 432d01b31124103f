import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { shownText } from '../support/dingtalk-client.ts';
import type { TestClock } from './test-clock.ts';

/** One message as somebody sees it on their telephone. */
export interface Seen {
  /** Grows by one with every message. */
  readonly nr: number;
  readonly platform: 'wecom' | 'dingtalk';
  /** `person`: in their private chat with the bot. */
  readonly kind: 'person' | 'group';
  /** User id or chat id. */
  readonly to: string;
  readonly text: string;
  /** Virtual time. */
  readonly at: Date;
  /** Through the session of a message that was received: mostly an answer that came late. */
  readonly bySession: boolean;
}

/** What DingTalk's bill says of a month. */
export interface Bill {
  /** Calls of the open API that send or upload. */
  readonly api: number;
  /** Messages by webhook, session or received. */
  readonly messages: number;
  /** Calls for a token, which DingTalk does not bill. */
  readonly tokens: number;
}

/** Both vendors' clouds, as far as they matter here: they take messages, show them and count. */
export interface Cloud {
  readonly base: string;
  readonly seen: readonly Seen[];
  /** What was refused or not understood, as `path why`: there should be nothing. */
  readonly refused: readonly string[];
  /** A message of a person goes to the robot: DingTalk counts it. */
  received(platform: 'wecom' | 'dingtalk'): void;
  /** Whoever waited for an answer has taken this one for it. */
  isAnswer(seen: Seen): void;
  wasAnswer(seen: Seen): boolean;
  /** By `YYYY-MM` of the virtual clock. */
  bills(): ReadonlyMap<string, Bill>;
  close(): Promise<void>;
}

type Body = Readonly<Record<string, unknown>>;
type Kind = keyof Bill;

/** Starts the clouds on this machine's loopback address. */
export async function startCloud(clock: TestClock): Promise<Cloud> {
  const seen: Seen[] = [];
  const refused: string[] = [];
  const bills = new Map<string, { [K in Kind]: number }>();

  const count = (kind: Kind): void => {
    const month = clock.month();
    const bill = bills.get(month) ?? { api: 0, messages: 0, tokens: 0 };
    bill[kind] += 1;
    bills.set(month, bill);
  };
  const show = (
    platform: Seen['platform'],
    kind: Seen['kind'],
    to: string,
    text: string,
    bySession = false,
  ): void => {
    seen.push({ nr: seen.length, platform, kind, to, text: plain(text), at: clock.now(), bySession });
  };

  const answers = new Set<Seen>();
  const sides: Sides = { show, count };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://cloud');
    bodyOf(request)
      .then((body) => {
        const taken = CALLS[url.pathname];
        if (taken === undefined) refused.push(`${url.pathname} unknown`);
        const said = JSON.stringify(taken?.(sides, { query: url.searchParams, body }) ?? { errcode: 404 });
        response.writeHead(200, { 'content-type': 'application/json' }).end(said);
      })
      .catch((thrown: unknown) => {
        refused.push(`${url.pathname} ${String(thrown)}`);
        response.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    seen,
    refused,
    received: (platform) => {
      if (platform === 'dingtalk') count('messages');
    },
    isAnswer: (one) => void answers.add(one),
    wasAnswer: (one) => answers.has(one),
    bills: () => bills,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Sides {
  count(kind: Kind): void;
  show(platform: Seen['platform'], kind: Seen['kind'], to: string, text: string, bySession?: boolean): void;
}

type Call = (sides: Sides, asked: { readonly query: URLSearchParams; readonly body: Body }) => object;

const OK = { errcode: 0, errmsg: 'ok' };

/** What the clouds understand, by path. */
const CALLS: Readonly<Record<string, Call>> = {
  '/v1.0/oauth2/accessToken': ({ count }) => {
    count('tokens');
    return { accessToken: 'token', expireIn: 7_200 };
  },
  '/v1.0/robot/oToMessages/batchSend': ({ count, show }, { body }) => {
    count('api');
    for (const id of body.userIds as readonly string[]) show('dingtalk', 'person', id, wordsOf(body));
    return { processQueryKey: 'key', invalidStaffIdList: [], flowControlledStaffIdList: [] };
  },
  '/v1.0/robot/groupMessages/send': ({ count, show }, { body }) => {
    count('api');
    show('dingtalk', 'group', String(body.openConversationId), wordsOf(body));
    return { processQueryKey: 'key' };
  },
  '/media/upload': ({ count }) => {
    count('api');
    return { ...OK, media_id: '@picture' };
  },
  // The session is named after its chat: `group:<chat>` or `person:<user>`.
  '/robot/sendBySession': ({ count, show }, { query, body }) => {
    count('messages');
    const [kind, to = ''] = (query.get('session') ?? '').split(':');
    show('dingtalk', kind === 'group' ? 'group' : 'person', to, shownText(JSON.stringify(body)), true);
    return OK;
  },
  '/cgi-bin/gettoken': () => ({ ...OK, access_token: 'token', expires_in: 7_200 }),
  '/cgi-bin/media/upload': () => ({ ...OK, type: 'image', media_id: 'picture', created_at: '1' }),
  '/cgi-bin/message/send': ({ show }, { body }) => {
    if (body.msgtype === 'image') return OK;
    for (const id of String(body.touser).split('|')) show('wecom', 'person', id, markdownOf(body));
    return OK;
  },
};

const markdownOf = ({ markdown }: Body): string => (markdown as { readonly content: string }).content;

/** The words of a message of the new API. */
function wordsOf({ msgParam }: Body): string {
  const { title, text } = JSON.parse(String(msgParam)) as { title?: string; text?: string };
  return shownText(JSON.stringify({ msgtype: 'markdown', markdown: { title, text } }));
}

/** As lines without marks: headings, emphasis and pictures are what people see, not what they read. */
export function plain(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/\*\*|!\[[^\]]*\]\([^)]*\)|<\/?font[^>]*>/g, '')
        .replace(/^[#>]+ ?/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('消息编号：'))
    .join('\n');
}

/** Uploads have no words of interest. */
async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const isJson = String(request.headers['content-type'] ?? '').includes('json');
  const text = Buffer.concat(chunks).toString('utf8');
  return isJson && text !== '' ? (JSON.parse(text) as Body) : {};
}
