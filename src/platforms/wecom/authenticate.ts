import type { HttpAnswer, RawRequest, Received } from '../platform.ts';
import { openSealed } from './cipher.ts';
import { readCiphertext } from './envelope.ts';
import { isFresh, type SignedQuery, signatureMatches } from './signature.ts';

/** What proves that a callback comes from WeCom. */
export interface CallbackSecrets {
  readonly token: string;
  readonly aesKey: string;
  /** What a callback may be sealed for: nobody (`''`) or its own id for a robot, the CorpID alone for a self-built app. */
  readonly receiveIds: readonly string[];
}

/** An authentic callback in plain text, or the answer to everything else. */
export type Authenticated =
  | { readonly ok: true; readonly plain: string; readonly signed: SignedQuery }
  | { readonly ok: false; readonly received: Received };

/** The content type of every answer. */
export const TEXT = 'text/plain; charset=utf-8';
/** Nothing to say: anything but 200 would make WeCom send the callback again. */
export const EMPTY: HttpAnswer = { status: 200, type: TEXT, body: '' };

/** Signature first, then freshness, then decryption. The verification of the address is answered here. */
export function authenticate(request: RawRequest, secrets: CallbackSecrets): Authenticated {
  const query = readQuery(request.query);
  if (!query.ok) return refused(query.status, query.reason);
  const isHandshake = request.method === 'GET';
  const ciphertext = isHandshake ? query.echostr : readCiphertext(request.body);
  if (!ciphertext) return refused(400, isHandshake ? 'no echostr' : 'no ciphertext');
  if (!signatureMatches(secrets.token, query.signed, ciphertext)) return refused(401, 'wrong signature');
  if (!isFresh(query.signed.timestamp, request.now)) return refused(401, 'stale signature');
  const opened = openSealed(secrets.aesKey, ciphertext, secrets.receiveIds);
  if (!opened.ok) return refused(400, opened.reason);
  if (!isHandshake) return { ok: true, plain: opened.message, signed: query.signed };
  const answer = { status: 200, type: TEXT, body: opened.message };
  return { ok: false, received: { type: 'handshake', answer } };
}

const refused = (status: 400 | 401 | 403, reason: string): Authenticated => ({
  ok: false,
  received: { type: 'refused', status, reason },
});

/** The signature's name differs from scene to scene. */
const SIGNATURE_NAMES = ['msg_signature', 'msgsignature', 'signature'] as const;

const NAMES = [...SIGNATURE_NAMES, 'timestamp', 'nonce', 'echostr'] as const;

/** The query of a callback, or why it cannot be one. */
type QueryRead =
  | { readonly ok: true; readonly signed: SignedQuery; readonly echostr: string }
  | { readonly ok: false; readonly status: 400 | 401; readonly reason: string };

/** Reads the query. A name given twice is refused: two readers might take different ones. */
function readQuery(query: URLSearchParams): QueryRead {
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
