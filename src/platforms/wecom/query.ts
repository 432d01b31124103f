import type { SignedQuery } from './signature.ts';

/** The signature's name differs from scene to scene. */
const SIGNATURE_NAMES = ['msg_signature', 'msgsignature', 'signature'] as const;

const NAMES = [...SIGNATURE_NAMES, 'timestamp', 'nonce', 'echostr'] as const;

/** The query of a callback, or why it cannot be one. */
export type QueryRead =
  | { readonly ok: true; readonly signed: SignedQuery; readonly echostr: string }
  | { readonly ok: false; readonly status: 400 | 401; readonly reason: string };

/** Reads the query. A name given twice is refused: two readers might take different ones. */
export function readQuery(query: URLSearchParams): QueryRead {
  if (NAMES.some((name) => query.getAll(name).length > 1)) {
    return { ok: false, status: 400, reason: 'duplicate parameter' };
  }
  const signature = SIGNATURE_NAMES.map((name) => query.get(name)).find((value) => value) ?? '';
  const timestamp = query.get('timestamp') ?? '';
  const nonce = query.get('nonce') ?? '';
  if (signature === '' || timestamp === '' || nonce === '') {
    return { ok: false, status: 401, reason: 'missing signature' };
  }
  return { ok: true, signed: { signature, timestamp, nonce }, echostr: query.get('echostr') ?? '' };
}
