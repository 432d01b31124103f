import { z } from 'zod';
import type { Attachment } from '../../../chat/message.ts';
import { fetchLimited } from '../../fetch-limited.ts';
import { hostAllowList } from '../../host-allow-list.ts';
import type { FetchedMedia } from '../../platform.ts';
import type { TokenCaller } from '../channels/token.ts';
import { TOKEN_ERRCODES } from '../errcodes.ts';

const TIMEOUT_MS = 15_000;
const errors = z.object({ errcode: z.number() });
const PASSING: ReadonlySet<number> = new Set([-1, 45_009, 45_033, ...TOKEN_ERRCODES]);

/** Fetches a file that was sent to the app, by its media id (three days). Not encrypted. Never throws. */
export async function fetchAppMedia(
  tokens: TokenCaller,
  apiBase: string,
  { downloadCode }: Attachment,
  maxBytes: number,
): Promise<FetchedMedia> {
  if (downloadCode === undefined) return { outcome: 'gone', reason: 'no media id' };
  const token = await tokens.token();
  if (token === undefined) return { outcome: 'retry', reason: 'no token' };
  const query = new URLSearchParams({ access_token: token, media_id: downloadCode });
  const allow = hostAllowList([new URL(apiBase).origin]);
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes, allow };
  const fetched = await fetchLimited(`${apiBase}/cgi-bin/media/get?${query}`, {}, limits);
  if (fetched.outcome === 'refused') return { outcome: 'refused', reason: fetched.reason };
  if (fetched.outcome === 'too-big') return { outcome: 'refused', reason: 'too big' };
  if (fetched.outcome === 'failed') return { outcome: 'retry', reason: fetched.reason };
  if (fetched.status !== 200) return { outcome: 'retry', reason: `status ${fetched.status}` };
  const errcode = errcodeOf(fetched.body);
  if (errcode === undefined) return { outcome: 'ok', bytes: fetched.body };
  if (TOKEN_ERRCODES.has(errcode)) await tokens.forget(token);
  return { outcome: PASSING.has(errcode) ? 'retry' : 'gone', reason: `errcode ${errcode}` };
}

/** Errors come as JSON with status 200 where the file should be. */
function errcodeOf(body: Buffer): number | undefined {
  if (body[0] !== 0x7b || body.length > 4_096) return undefined;
  try {
    const read = errors.safeParse(JSON.parse(body.toString('utf8')));
    return read.success && read.data.errcode !== 0 ? read.data.errcode : undefined;
  } catch {
    return undefined;
  }
}
