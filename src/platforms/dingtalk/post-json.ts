import { fetchLimited } from '../fetch-limited.ts';
import type { AllowUrl } from '../host-allow-list.ts';

/** What came of a call. `unsent`: it surely did not arrive; `lost`: it may have arrived. */
export type PostResult =
  | { readonly outcome: 'answered'; readonly status: number; readonly json: JsonObject | undefined }
  | { readonly outcome: 'unsent' }
  | { readonly outcome: 'lost' };

/** A JSON object of a vendor: nothing is promised about its members. */
export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_ANSWER_BYTES = 64 * 1024;

/** How long one call may take when nothing else is said. */
export const TIMEOUT_MS = 8_000;

/** Where a call goes: `base` is the configured address of the vendor, nothing outside its origin is called. */
export interface PostTarget {
  readonly base: string;
  readonly url: string;
  readonly timeoutMs?: number;
}

/** Posts JSON and reads a JSON object back; bounded in time and size. Never throws. */
export async function postJson(
  { base, url, timeoutMs = TIMEOUT_MS }: PostTarget,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<PostResult> {
  const fetched = await fetchLimited(
    url,
    {
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    },
    { timeoutMs, maxBytes: MAX_ANSWER_BYTES, allow: sameOrigin(base) },
  );
  if (fetched.outcome === 'refused') return { outcome: 'unsent' };
  if (fetched.outcome === 'too-big') return { outcome: 'lost' };
  if (fetched.outcome === 'failed') return { outcome: fetched.sent ? 'lost' : 'unsent' };
  return { outcome: 'answered', status: fetched.status, json: parseObject(fetched.body.toString('utf8')) };
}

/** Allows the origin of a configured address and nothing else. */
export function sameOrigin(base: string): AllowUrl {
  const { origin } = new URL(base);
  return (address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url?.origin === origin ? url : undefined;
  };
}

/** A JSON object; undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** A member that is a string, else undefined. */
export function textOf(json: JsonObject | undefined, member: string): string | undefined {
  const value = json?.[member];
  return typeof value === 'string' ? value : undefined;
}

/** A code that vendors print as a number or as a string; undefined when it is neither. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
}
