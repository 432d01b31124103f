import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { within } from '../../../kit/within.ts';
import { unfitAttachment, uploadFailed } from '../../attachment.ts';
import type { OutgoingFile, SendOutcome } from '../../channel.ts';
import { fetchLimited } from '../../fetch-limited.ts';
import type { TokenSource } from '../access-token.ts';
import type { DingtalkConfig } from '../config.ts';
import { numberOf, parseObject, sameOrigin, textOf } from '../post-json.ts';
import { extensionOf } from './content.ts';
import { BLOCKED, errcodeOutcome, NO_TOKEN, UNREACHABLE } from './outcomes.ts';

/** What an upload gave: the id to show it by, or why nothing can be sent. */
export type Uploaded = { readonly mediaId: string } | { readonly failed: SendOutcome };

/** Puts files where messages can show them. */
export interface Uploader {
  /** Uploads once per content and process; bounded by `UPLOAD_MS`, never throws. Nothing is shown by it yet. */
  upload(kind: 'image' | 'file', file: OutgoingFile): Promise<Uploaded>;
}

/** Upper bound of one upload. */
export const UPLOAD_MS = 25_000;

const CALL_MS = 15_000;
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_ANSWER_BYTES = 64 * 1024;
const KEPT_MS = 24 * 3_600_000;
const KINDS: Readonly<Record<'image' | 'file', ReadonlySet<string>>> = {
  image: new Set(['jpg', 'jpeg', 'gif', 'png', 'bmp']),
  file: new Set(['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'zip', 'pdf', 'rar']),
};
/** The token is wrong, or over. */
const TOKEN_REFUSED: ReadonlySet<number> = new Set([40_014, 42_001]);
const SLOW: SendOutcome = { outcome: 'retry', afterMs: 30_000, code: 'upload-slow' };

const rejected = (code: string): Uploaded => ({ failed: unfitAttachment(code) });

/** An uploader that shares the access token of the rest. */
export function createUploader(config: DingtalkConfig, tokens: TokenSource): Uploader {
  const done = new LRUCache<string, Promise<Uploaded>>({ max: 200, ttl: KEPT_MS });

  const attempt = async (kind: 'image' | 'file', file: OutgoingFile, again: boolean): Promise<Uploaded> => {
    const token = await tokens.get();
    if (token === undefined) return { failed: NO_TOKEN };
    const answer = await call(config, token, kind, file);
    if (typeof answer !== 'number') return answer;
    if (!TOKEN_REFUSED.has(answer)) return refusal(answer);
    tokens.drop(token);
    return again ? attempt(kind, file, false) : { failed: NO_TOKEN };
  };

  return {
    async upload(kind, file) {
      if (file.bytes.length > MAX_BYTES) return rejected('file-too-big');
      if (!KINDS[kind].has(extensionOf(file.name))) return rejected('file-type');
      const key = `${kind}:${file.name}:${createHash('sha256').update(file.bytes).digest('hex')}`;
      const uploading = done.get(key) ?? attempt(kind, file, true);
      done.set(key, uploading);
      const uploaded = await within(UPLOAD_MS, uploading, () => ({ failed: SLOW }));
      if (!('failed' in uploaded)) return uploaded;
      done.delete(key);
      return { failed: uploadFailed(uploaded.failed) };
    },
  };
}

/** The media id, a failure, or the error code of an answer. */
async function call(
  { oapiBase }: DingtalkConfig,
  token: string,
  kind: 'image' | 'file',
  file: OutgoingFile,
): Promise<Uploaded | number> {
  const form = new FormData();
  form.set('type', kind);
  form.set('media', new Blob([new Uint8Array(file.bytes)]), file.name);
  // The kind stands in the query as well: some gateways of theirs look for it there.
  const query = new URLSearchParams({ access_token: token, type: kind });
  const fetched = await fetchLimited(
    `${oapiBase}/media/upload?${query}`,
    { body: form },
    { timeoutMs: CALL_MS, maxBytes: MAX_ANSWER_BYTES, allow: sameOrigin(oapiBase) },
  );
  // Uploading twice shows nothing twice, so whatever went wrong is worth another try.
  if (fetched.outcome !== 'answered') return { failed: UNREACHABLE };
  const json = parseObject(fetched.body.toString('utf8'));
  const errcode = numberOf(json?.errcode);
  if (errcode === undefined) return { failed: fetched.status >= 500 ? UNREACHABLE : BLOCKED };
  const mediaId = textOf(json, 'media_id');
  if (errcode !== 0) return errcode;
  return mediaId ? { mediaId } : { failed: UNREACHABLE };
}

function refusal(errcode: number): Uploaded {
  const outcome = errcodeOutcome(errcode);
  return outcome.outcome === 'retry' ? { failed: outcome } : rejected(`upload-${errcode}`);
}
