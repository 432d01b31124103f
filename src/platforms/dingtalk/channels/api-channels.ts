import { defined } from '../../../kit/defined.ts';
import { afterWords, unfitAttachment } from '../../attachment.ts';
import type { Address, Channel, OutgoingContent, RecallOutcome, SendOutcome } from '../../channel.ts';
import type { DingtalkConfig } from '../config.ts';
import type { ApiResult, OpenApi } from '../open-api.ts';
import { TIMEOUT_MS, textOf } from '../post-json.ts';
import { measure } from '../render.ts';
import { type ApiMessage, apiMessage, fileMessage, PARAM_BYTES } from './content.ts';
import { apiOutcome } from './outcomes.ts';
import { UPLOAD_MS, type Uploader } from './upload.ts';

/** What the API channels work with. */
export interface ApiParts {
  readonly config: DingtalkConfig;
  readonly api: OpenApi;
  readonly uploader: Uploader;
}

/** Room for title, buttons and a picture. */
const TEXT_BYTES = PARAM_BYTES - 1_000;
/** A call may need a token, be refused, and need another token. */
const CALL_MS = 4 * TIMEOUT_MS;
/** 20 calls a second for each app and path: burst and one second of the rate stay below. */
const PACE = { scope: 'channel', burst: 8, perMinute: 600 } as const;
const FLOW_CONTROLLED: SendOutcome = { outcome: 'retry', afterMs: 60_000, code: 'flow-controlled' };

const COMMON = {
  platform: 'dingtalk',
  idempotent: false,
  textBytes: TEXT_BYTES,
  measure,
  quota: 'api',
  // Uploads of picture and file side by side, then the words and the file, each a call.
  timeoutMs: UPLOAD_MS + 2 * CALL_MS + 1_000,
} as const;

type Call = (addresses: readonly Address[], message: ApiMessage) => Promise<readonly SendOutcome[]>;

/** `dingtalk.group`: groupMessages/send. It has no idempotency key and cannot mention people. */
export function groupChannel({ config: { robotCode }, api, uploader }: ApiParts): Channel {
  const call: Call = (addresses, message) =>
    Promise.all(
      addresses.map(async ({ id: openConversationId }) =>
        apiOutcome(
          await api.post('/v1.0/robot/groupMessages/send', { robotCode, openConversationId, ...message }),
        ),
      ),
    );
  return {
    ...COMMON,
    id: 'dingtalk.group',
    batch: 1,
    // There is a limit per group, too, but nobody tells its size.
    limits: [PACE, { scope: 'address', burst: 5, perMinute: 15 }],
    reaches: ({ kind, id }) => kind === 'group' && id !== '',
    send: (addresses, content) => sendParts(addresses, content, uploader, call),
  };
}

/** `dingtalk.person`: oToMessages/batchSend, up to 20 persons in one call, with a result for each. */
export function personChannel({ config: { robotCode }, api, uploader }: ApiParts): Channel {
  const call: Call = async (addresses, message) => {
    const userIds = addresses.map(({ id }) => id);
    const result = await api.post('/v1.0/robot/oToMessages/batchSend', { robotCode, userIds, ...message });
    return addresses.map(({ id }) => personOutcome(result, id));
  };
  return {
    ...COMMON,
    id: 'dingtalk.person',
    batch: 20,
    limits: [PACE],
    reaches: ({ kind, id }) => kind === 'person' && id !== '',
    send: (addresses, content) => sendParts(addresses, content, uploader, call),
    recall: async (handles) =>
      recallOutcome(
        await api.post('/v1.0/robot/otoMessages/batchRecall', { robotCode, processQueryKeys: handles }),
      ),
  };
}

/** A success may still say that a message was not taken back; it was by a call before, where its answer was lost. */
function recallOutcome(result: ApiResult): RecallOutcome {
  if (result.outcome === 'gone') return { outcome: 'gone', code: result.code };
  if (result.outcome !== 'ok') return { outcome: 'retry', code: result.code };
  const { failedResult } = result.json;
  const failed = typeof failedResult === 'object' && failedResult !== null ? Object.values(failedResult) : [];
  return failed.length === 0 ? { outcome: 'recalled' } : { outcome: 'gone', code: 'not-recalled' };
}

/** A success may still say that some of the persons were not reached. */
function personOutcome(result: ApiResult, id: string): SendOutcome {
  if (result.outcome !== 'ok') return apiOutcome(result);
  const lists = (value: unknown): boolean => Array.isArray(value) && value.includes(id);
  if (lists(result.json.invalidStaffIdList)) return { outcome: 'gone', code: 'invalid-staff' };
  return lists(result.json.flowControlledStaffIdList)
    ? FLOW_CONTROLLED
    : { outcome: 'sent', ...defined({ handle: textOf(result.json, 'processQueryKey') }) };
}

async function sendParts(
  addresses: readonly Address[],
  content: OutgoingContent,
  uploader: Uploader,
  call: Call,
): Promise<readonly SendOutcome[]> {
  const parts = await partsOf(content, uploader);
  if ('failed' in parts) return addresses.map(() => parts.failed);
  let outcomes: readonly SendOutcome[] = addresses.map(() => ({ outcome: 'sent' }));
  for (const [n, part] of parts.messages.entries()) {
    const merged = n === 0 ? (outcome: SendOutcome) => outcome : afterWords;
    const reached = addresses.filter((_, at) => outcomes[at]?.outcome === 'sent');
    if (reached.length === 0) break;
    const results = [...(await call(reached, part))];
    outcomes = outcomes.map((before) =>
      before.outcome === 'sent' ? merged(results.shift() ?? before) : before,
    );
  }
  return outcomes;
}

/** The messages to send one after the other: the words with the picture, then the file. */
async function partsOf(
  content: OutgoingContent,
  uploader: Uploader,
): Promise<{ readonly messages: readonly ApiMessage[] } | { readonly failed: SendOutcome }> {
  const { file, picture, text } = content;
  const [shown, kept] = await Promise.all([
    picture && uploader.upload('image', picture),
    file && uploader.upload('file', file),
  ]);
  if (shown && 'failed' in shown) return shown;
  if (kept && 'failed' in kept) return kept;
  const attached = file && kept && fileMessage(file.name, kept.mediaId);
  if (file && !attached) return { failed: unfitAttachment('file-type') };
  const silent = text.trim() === '' && !picture && file !== undefined;
  const words = silent ? undefined : apiMessage(content, shown?.mediaId);
  if (!silent && !words) return { failed: { outcome: 'rejected', code: 'too-long' } };
  return { messages: [words, attached].filter((message) => message !== undefined) };
}
