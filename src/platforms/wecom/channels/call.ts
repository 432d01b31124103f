import type { Logger } from 'pino';
import { z } from 'zod';
import type { SendOutcome } from '../../channel.ts';
import { type Fetched, type FetchRequest, fetchLimited } from '../../fetch-limited.ts';
import { hostAllowList } from '../../host-allow-list.ts';
import { hintOf, outcomeOfErrcode } from '../errcodes.ts';

/** What a call to the vendor's HTTP interface gave: its answer, good or bad, or what else became of it. */
export type CallResult =
  | { readonly kind: 'answered'; readonly errcode: number; readonly json: unknown }
  | { readonly kind: 'failed'; readonly outcome: SendOutcome };

/** One call. `path` begins with `/cgi-bin/`; `query` holds the secrets and is never logged. */
export interface VendorCall {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** JSON to POST, a prepared body, or nothing for a GET. */
  readonly json?: object;
  readonly prepared?: { readonly type: string; readonly bytes: Uint8Array };
  readonly timeoutMs?: number;
}

/** Calls the vendor. Never throws. */
export type CallVendor = (call: VendorCall) => Promise<CallResult>;

/** How long a call may take when nothing else is said. */
export const CALL_MS = 8_000;
const MAX_ANSWER_BYTES = 1_024 * 1_024;
const SOON_MS = 5_000;
const BLOCK_MS = 60_000;

const answer = z.object({ errcode: z.number().default(0), errmsg: z.string().optional().catch(undefined) });

/** Calls below `apiBase` (without trailing slash) and nowhere else; errcodes are logged with their hint only. */
export function createCallVendor(apiBase: string, log: Logger): CallVendor {
  const allow = hostAllowList([new URL(apiBase).origin]);
  return async ({ path, query, json, prepared, timeoutMs = CALL_MS }) => {
    const address = `${apiBase}${path}?${new URLSearchParams(query)}`;
    const limits = { timeoutMs, maxBytes: MAX_ANSWER_BYTES, allow };
    const called = read(await fetchLimited(address, requestOf(json, prepared), limits));
    if (called.kind === 'failed') {
      log.warn({ platform: 'wecom', path, ...called.outcome }, 'vendor call failed');
    } else if (called.errcode !== 0) {
      const { errmsg } = answer.parse(called.json);
      log.warn({ platform: 'wecom', path, errcode: called.errcode, hint: hintOf(errmsg) }, 'vendor refused');
    }
    return called;
  };
}

/** The outcome of a message whose call ended so. */
export function outcomeOfCall(called: CallResult): SendOutcome {
  return called.kind === 'failed' ? called.outcome : outcomeOfErrcode(called.errcode);
}

function requestOf(json: object | undefined, prepared: VendorCall['prepared']): FetchRequest {
  if (prepared) return { headers: { 'content-type': prepared.type }, body: prepared.bytes };
  if (json === undefined) return {};
  return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(json) };
}

/** The vendor reports its own errors with status 200; another status comes from something in between. */
function read(fetched: Fetched): CallResult {
  switch (fetched.outcome) {
    case 'refused':
      return failed({ outcome: 'rejected', code: 'address' });
    case 'too-big':
      return failed({ outcome: 'unknown', code: 'too-big' });
    case 'failed':
      return failed(
        fetched.sent
          ? { outcome: 'unknown', code: fetched.reason }
          : { outcome: 'retry', afterMs: SOON_MS, code: fetched.reason },
      );
    case 'answered':
      return fetched.status === 200 ? readBody(fetched.body) : failed(outcomeOfStatus(fetched.status));
  }
}

function readBody(body: Buffer): CallResult {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    return { kind: 'answered', errcode: answer.parse(json).errcode, json };
  } catch {
    return failed({ outcome: 'unknown', code: 'not-json' });
  }
}

/** 500, 502 and 504 may come after the request was carried out; a redirect, a block or a limit come before. */
function outcomeOfStatus(status: number): SendOutcome {
  const code = `http-${status}`;
  if (status === 503) return { outcome: 'retry', afterMs: SOON_MS, code };
  if (status >= 500) return { outcome: 'unknown', code };
  if (status === 429 || status === 403 || (status >= 300 && status < 400)) {
    return { outcome: 'retry', afterMs: BLOCK_MS, code };
  }
  return { outcome: 'rejected', code };
}

const failed = (outcome: SendOutcome): CallResult => ({ kind: 'failed', outcome });
