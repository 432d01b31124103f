import type { Attachment } from '../../chat/message.ts';
import { fetchLimited } from '../fetch-limited.ts';
import type { AllowUrl } from '../host-allow-list.ts';
import type { FetchedMedia } from '../platform.ts';
import { openFile } from './cipher.ts';

const TIMEOUT_MS = 15_000;
/** Padding makes the encrypted file up to this much longer. */
const PADDING_BYTES = 32;

/**
 * Fetches an attachment by its signed address (valid 5 minutes, no login) and decrypts it with its own key or,
 * in URL mode where it has none, with the robot's. Never throws.
 */
export async function fetchMedia(
  { url, aesKey }: Attachment,
  robotsKey: string | undefined,
  maxBytes: number,
  allow: AllowUrl,
): Promise<FetchedMedia> {
  if (url === undefined) return { outcome: 'gone', reason: 'no address' };
  const key = aesKey ?? robotsKey;
  if (key === undefined) return { outcome: 'refused', reason: 'no key' };
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: maxBytes + PADDING_BYTES, allow };
  const result = await fetchLimited(url.trim(), {}, limits);
  switch (result.outcome) {
    case 'refused':
      return { outcome: 'refused', reason: result.reason };
    case 'too-big':
      return { outcome: 'refused', reason: 'too big' };
    case 'failed':
      return { outcome: 'retry', reason: result.reason };
    case 'answered':
      return result.status === 200 ? open(result.body, key, maxBytes) : missing(result.status);
  }
}

function open(sealed: Buffer, aesKey: string, maxBytes: number): FetchedMedia {
  const bytes = openFile(aesKey, sealed);
  if (bytes === undefined) return { outcome: 'refused', reason: 'undecipherable' };
  return bytes.length > maxBytes ? { outcome: 'refused', reason: 'too big' } : { outcome: 'ok', bytes };
}

/** An expired address answers 403; a storage that is down may be back soon. */
function missing(status: number): FetchedMedia {
  const passing = status === 408 || status === 429 || status >= 500;
  return { outcome: passing ? 'retry' : 'gone', reason: `status ${status}` };
}
