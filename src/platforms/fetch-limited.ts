import { defined } from '../kit/defined.ts';
import type { AllowUrl } from './host-allow-list.ts';

/** How far one call to a vendor may go. */
export interface FetchLimits {
  /** Milliseconds for everything, the body included. */
  readonly timeoutMs: number;
  /** The most bytes of the body (after decompression). */
  readonly maxBytes: number;
  /** Asked for the address itself and for every redirect. */
  readonly allow: AllowUrl;
}

/** What to send; a GET unless a body is given. */
export interface FetchRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** POSTed as it is; a form as multipart. A POST is never redirected: its 3xx is the answer. */
  readonly body?: string | FormData | Uint8Array;
}

/** How a bounded call ended. The reasons are short codes without address or content. */
export type Fetched =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Buffer;
    }
  /** The address, or a redirect, is not allowed. */
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'too-big' }
  /** `sent`: false when the request certainly never reached the other side. */
  | { readonly outcome: 'failed'; readonly sent: boolean; readonly reason: string };

const MAX_REDIRECTS = 3;

/** One HTTP call bounded in time, size and destination. Never throws. */
export async function fetchLimited(
  address: string,
  request: FetchRequest,
  limits: FetchLimits,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let next = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const url = limits.allow(next);
    if (url === undefined) return { outcome: 'refused', reason: hop === 0 ? 'host' : 'redirect-host' };
    const result = await callOnce(url, request, limits.maxBytes, signal);
    const target = request.body === undefined ? redirectTarget(result, url) : undefined;
    if (target === undefined) return result;
    next = target;
  }
  return { outcome: 'refused', reason: 'too-many-redirects' };
}

async function callOnce(
  url: URL,
  request: FetchRequest,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Fetched> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      ...defined({ headers: request.headers }),
      ...(request.body === undefined ? {} : { method: 'POST', body: request.body }),
    });
    const body = await readLimited(response, maxBytes);
    if (body === undefined) return { outcome: 'too-big' };
    return { outcome: 'answered', status: response.status, headers: response.headers, body };
  } catch (thrown) {
    const reason = failureCode(thrown, signal);
    return { outcome: 'failed', sent: !NEVER_SENT.has(reason), reason };
  }
}

async function readLimited(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function redirectTarget(result: Fetched, from: URL): string | undefined {
  if (result.outcome !== 'answered' || result.status < 300 || result.status > 399) return undefined;
  const location = result.headers.get('location');
  return location !== null && URL.canParse(location, from.href)
    ? new URL(location, from.href).href
    : undefined;
}

/** Failures before the first byte of the request left us. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** `timeout`, a system code such as `ECONNREFUSED`, or `failed`; never the message, which may hold the address. */
function failureCode(thrown: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout';
  return textOf(thrown, 'code') ?? textOf(memberOf(thrown, 'cause'), 'code') ?? 'failed';
}

function textOf(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
