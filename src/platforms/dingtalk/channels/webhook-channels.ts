import { LRUCache } from 'lru-cache';
import type { Clock } from '../../../kit/clock.ts';
import { unfitAttachment } from '../../attachment.ts';
import type { Address, Channel, OutgoingContent, SendOutcome } from '../../channel.ts';
import type { DingtalkConfig } from '../config.ts';
import { TIMEOUT_MS } from '../post-json.ts';
import { measure } from '../render.ts';
import { isSessionWebhook } from '../session-webhook.ts';
import { ROBOT_BYTES, robotMessage } from './content.ts';
import { NO_SUCH_WEBHOOK } from './outcomes.ts';
import { isRobotWebhook, postToWebhook, signedWebhook } from './robot-webhook.ts';
import { UPLOAD_MS, type Uploader } from './upload.ts';

/** What the webhook channels work with. */
export interface WebhookParts {
  readonly config: DingtalkConfig;
  readonly clock: Clock;
  readonly uploader: Uploader;
}

/** Room for title, buttons and a picture. */
const TEXT_BYTES = ROBOT_BYTES - 2_000;
/** A session this close to its end is not used any more. */
const MARGIN_MS = 60_000;
/** How many ended sessions are remembered. */
const ENDED = 5_000;

const COMMON = {
  platform: 'dingtalk',
  batch: 1,
  textBytes: TEXT_BYTES,
  measure,
  quota: 'message',
  timeoutMs: UPLOAD_MS + TIMEOUT_MS + 1_000,
} as const;

/** `dingtalk.webhook`: the webhook of a group's own robot. Idempotent by `msgUuid`. No files. */
export function webhookChannel({ config, clock, uploader }: WebhookParts): Channel {
  const { oapiBase } = config;
  const post = async (address: Address, message: object, uuid: string): Promise<SendOutcome> => {
    const { url, secret } = address.webhook ?? { url: '' };
    if (!isRobotWebhook(url, oapiBase)) return { outcome: 'rejected', code: 'no-webhook' };
    const signed = signedWebhook(url, secret, clock.now().getTime());
    return await postToWebhook(signed, oapiBase, { ...message, msgUuid: uuid });
  };
  return {
    ...COMMON,
    id: 'dingtalk.webhook',
    idempotent: true,
    // 20 a minute and robot; whoever exceeds it is shut out for ten minutes.
    limits: [{ scope: 'address', burst: 5, perMinute: 15 }],
    reaches: ({ webhook }) => webhook !== undefined && isRobotWebhook(webhook.url, oapiBase),
    send: (addresses, content, uuid) =>
      sendEach(addresses, content, uploader, (address, message) => post(address, message, uuid)),
  };
}

/**
 * `dingtalk.session`: the session webhook of a chat's last message, about 90 minutes. No files. A session that
 * ends early is `retry` at once with code `session-closed`, and is not reached from then on: another channel may.
 */
export function sessionChannel({ config, clock, uploader }: WebhookParts): Channel {
  const { oapiBase } = config;
  const ended = new LRUCache<string, true>({ max: ENDED });
  const usable = ({ session }: Address): boolean =>
    session !== undefined &&
    isSessionWebhook(session.url, oapiBase) &&
    clock.now().getTime() < session.expires - MARGIN_MS &&
    !ended.has(session.url);

  const post = async (address: Address, message: object): Promise<SendOutcome> => {
    const url = address.session?.url ?? '';
    if (!usable(address)) return { outcome: 'retry', afterMs: 0, code: 'session-closed' };
    const outcome = await postToWebhook(url, oapiBase, message);
    if (outcome.outcome !== 'gone' || !NO_SUCH_WEBHOOK.has(Number(outcome.code))) return outcome;
    // The session is gone, not the chat.
    ended.set(url, true);
    return { outcome: 'retry', afterMs: 0, code: 'session-closed' };
  };
  return {
    ...COMMON,
    id: 'dingtalk.session',
    idempotent: false,
    // Not documented; taken to be the 20 a minute of other webhooks, with room left for late answers.
    limits: [{ scope: 'address', burst: 4, perMinute: 10 }],
    reaches: usable,
    send: (addresses, content) => sendEach(addresses, content, uploader, post),
  };
}

async function sendEach(
  addresses: readonly Address[],
  content: OutgoingContent,
  uploader: Uploader,
  post: (address: Address, message: object) => Promise<SendOutcome>,
): Promise<readonly SendOutcome[]> {
  const all = (outcome: SendOutcome): SendOutcome[] => addresses.map(() => outcome);
  if (content.file) return all(unfitAttachment('no-files'));
  const picture = content.picture && (await uploader.upload('image', content.picture));
  if (picture && 'failed' in picture) return all(picture.failed);
  const message = robotMessage(content, picture?.mediaId);
  if (!message) return all({ outcome: 'rejected', code: 'too-long' });
  return await Promise.all(addresses.map((address) => post(address, message)));
}
