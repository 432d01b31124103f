import type { Attachment } from '../../chat/message.ts';
import { fetchLimited } from '../fetch-limited.ts';
import { type AllowUrl, hostAllowList } from '../host-allow-list.ts';
import type { FetchedMedia } from '../platform.ts';
import type { DingtalkConfig } from './config.ts';
import type { OpenApi } from './open-api.ts';
import { textOf } from './post-json.ts';

const TIMEOUT_MS = 30_000;

/** Fetches a file by its download code: first a temporary address, then the bytes. Never throws. */
export async function fetchByCode(
  { downloadCode }: Attachment,
  maxBytes: number,
  config: DingtalkConfig,
  api: OpenApi,
): Promise<FetchedMedia> {
  if (!downloadCode) return { outcome: 'refused', reason: 'no-download-code' };
  const { robotCode } = config;
  const asked = await api.post('/v1.0/robot/messageFiles/download', { downloadCode, robotCode });
  // Asking twice does no harm, so an unknown outcome is worth another try.
  if (asked.outcome === 'retry' || asked.outcome === 'unknown')
    return { outcome: 'retry', reason: asked.code };
  if (asked.outcome === 'gone') return { outcome: 'gone', reason: asked.code };
  const address = textOf(asked.json, 'downloadUrl');
  return address ? download(address, maxBytes, allowed(config)) : { outcome: 'retry', reason: 'no-address' };
}

/** Their own example address is plain http: what is fetched is a picture under a secret name, and checked later. */
function allowed({ mediaHosts }: DingtalkConfig): AllowUrl {
  const plain = mediaHosts
    .filter((pattern) => !pattern.includes('://'))
    .map((pattern) => `http://${pattern}`);
  return hostAllowList([...mediaHosts, ...plain]);
}

async function download(address: string, maxBytes: number, allow: AllowUrl): Promise<FetchedMedia> {
  const fetched = await fetchLimited(address, {}, { timeoutMs: TIMEOUT_MS, maxBytes, allow });
  if (fetched.outcome === 'refused') return { outcome: 'refused', reason: fetched.reason };
  if (fetched.outcome === 'too-big') return { outcome: 'refused', reason: 'too-big' };
  if (fetched.outcome === 'failed') return { outcome: 'retry', reason: fetched.reason };
  const { status, body } = fetched;
  if (status === 200) return { outcome: 'ok', bytes: body };
  const final = status === 403 || status === 404 || status === 410;
  return { outcome: final ? 'gone' : 'retry', reason: `http-${status}` };
}
