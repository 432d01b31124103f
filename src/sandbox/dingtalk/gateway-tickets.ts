import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

/** How an opening can be made to fail, each one once. */
export type OpeningTrouble =
  /** 400, as for wrong credentials, an unpublished app, a robot in HTTP mode. */
  | 'refused'
  /** 403, the rate limit. */
  | 'too-fast'
  /** 503. */
  | 'down'
  /** The HTML page for addresses that call too often. */
  | 'page'
  /** The call is cut without an answer. */
  | 'cut'
  /** A ticket that is not taken. */
  | 'ticket'
  /** The handshake is cut. */
  | 'handshake'
  /** Closed as soon as it is open. */
  | 'flap';

/** Who may open a connection. */
export interface GatewayClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What one ticket lets in. */
export interface Admission {
  readonly topics: ReadonlySet<string>;
  readonly trouble?: 'handshake' | 'flap';
}

/** Hands out and redeems tickets. */
export interface Tickets {
  /** Answers `POST /v1.0/gateway/connections/open`. */
  open(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The admission behind a ticket, once and within its life. */
  redeem(ticket: string): Admission | undefined;
}

/** What tickets depend on. */
export interface TicketParts {
  readonly client: GatewayClient;
  /** `ws://127.0.0.1:PORT/connect` */
  readonly endpoint: string;
  readonly ticketMs: number;
  /** Tickets full of characters that mean something in an address. */
  readonly oddTickets: boolean;
  /** The trouble the next opening is to have. */
  readonly nextTrouble: () => OpeningTrouble | undefined;
  readonly complain: (what: string) => void;
}

const MAX_BODY = 64 * 1024;

const openBody = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  ua: z.string().optional(),
  localIp: z.string().optional(),
  subscriptions: z
    .array(
      z.union([
        z.object({ type: z.literal('EVENT'), topic: z.literal('*') }),
        z.object({ type: z.literal('CALLBACK'), topic: z.string().startsWith('/v1.0/') }),
      ]),
    )
    .min(1),
});

/** Tickets as the gateway gives them: for one connection, for 90 seconds. */
export function createTickets(parts: TicketParts): Tickets {
  const open = new Map<string, Admission & { readonly until: number }>();

  const give = (topics: ReadonlySet<string>, trouble: OpeningTrouble | undefined): string => {
    const ticket = parts.oddTickets ? `a+b/c&d=${randomBytes(9).toString('base64')}==` : randomUUID();
    const until = performance.now() + (trouble === 'ticket' ? -1 : parts.ticketMs);
    const inside = trouble === 'handshake' || trouble === 'flap' ? { trouble } : {};
    open.set(ticket, { topics, until, ...inside });
    return ticket;
  };

  return {
    async open(request, response) {
      const trouble = parts.nextTrouble();
      if (trouble === 'cut') return void request.socket.destroy();
      const refusal = trouble && REFUSALS[trouble];
      const body = await readBody(request);
      if (refusal) return refusal(response);
      if (!body.success) {
        parts.complain('opening: not the documented body');
        return fail(response, 400, 'invalidParameter');
      }
      const { clientId, clientSecret, subscriptions } = body.data;
      if (clientId !== parts.client.clientId || clientSecret !== parts.client.clientSecret)
        return fail(response, 400, 'authFailed');
      if (!request.headers.accept?.includes('application/json')) return xml(response);
      const topics = new Set(subscriptions.map(({ type, topic }) => `${type} ${topic}`));
      json(response, 200, { endpoint: parts.endpoint, ticket: give(topics, trouble) });
    },
    redeem(ticket) {
      const admission = open.get(ticket);
      open.delete(ticket);
      return admission && admission.until > performance.now() ? admission : undefined;
    },
  };
}

const REFUSALS: Partial<Record<OpeningTrouble, (response: ServerResponse) => void>> = {
  refused: (response) => fail(response, 400, 'authFailed'),
  'too-fast': (response) => fail(response, 403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'),
  down: (response) => fail(response, 503, 'ServiceUnavailable'),
  page: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>punish</html>');
  },
};

async function readBody(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY) break;
  }
  return openBody.safeParse(parsed(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fail(response: ServerResponse, status: number, code: string): void {
  json(response, status, { code, message: code, requestid: randomBytes(8).toString('hex') });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What a client gets that does not ask for JSON. */
function xml(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end('<result/>');
}
