import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { utf8Bytes } from '../../../kit/bytes.ts';
import { unfitAttachment } from '../../attachment.ts';
import type { Address, Channel, OutgoingContent, SendOutcome } from '../../channel.ts';
import { sniffPicture } from '../picture.ts';
import { cutToFit, render } from '../render.ts';
import { CALL_MS, type CallVendor, createCallVendor, outcomeOfCall } from './call.ts';
import { inOrder } from './in-order.ts';
import { multipart } from './multipart.ts';
import { hasAllowedSize, readUpload, UPLOAD_MS } from './upload-media.ts';

/** What the channel takes from outside. */
export interface WebhookChannelParts {
  /** Without trailing slash; webhook addresses must be on its host. */
  readonly apiBase: string;
  readonly log: Logger;
}

const TEXT_BYTES = 4_096;
const PICTURE_MIB = 2;
const FILE_MIB = 20;
const SEND = '/cgi-bin/webhook/send';
const UPLOAD = '/cgi-bin/webhook/upload_media';

/**
 * A group's own webhook (消息推送, formerly 群机器人): pushes only, into the one group it was made in. The key in its
 * address is all its secret. Not idempotent. The vendor takes 20 messages a minute; one of ours is up to two or
 * three of them (words, picture, file), hence the slow pace.
 */
export function createWebhookChannel({ apiBase, log }: WebhookChannelParts): Channel {
  const call = createCallVendor(apiBase, log);
  const sendOne = async (address: Address, content: OutgoingContent): Promise<SendOutcome> => {
    const key = keyOf(address, apiBase);
    if (key === undefined) return { outcome: 'rejected', code: 'webhook-address' };
    const bodies = await bodiesOf(call, key, content);
    if (!Array.isArray(bodies)) return bodies;
    return await inOrder(bodies, async (json) =>
      outcomeOfCall(await call({ path: SEND, query: { key }, json })),
    );
  };
  return {
    id: 'wecom.webhook',
    platform: 'wecom',
    idempotent: false,
    batch: 1,
    limits: [{ scope: 'address', burst: 1, perMinute: 5 }],
    textBytes: TEXT_BYTES,
    measure: (text) => utf8Bytes(render(text)),
    reaches: (address) => address.kind === 'group' && keyOf(address, apiBase) !== undefined,
    send: (addresses, content) => Promise.all(addresses.map((address) => sendOne(address, content))),
    timeoutMs: UPLOAD_MS + 3 * CALL_MS + 1_000,
  };
}

/** The key of a webhook address on the vendor's host; undefined for any other address. */
function keyOf({ webhook }: Address, apiBase: string): string | undefined {
  if (webhook === undefined || !URL.canParse(webhook.url)) return undefined;
  const url = new URL(webhook.url);
  const isOurs = url.origin === new URL(apiBase).origin && url.pathname.endsWith(SEND);
  return isOurs ? (url.searchParams.get('key') ?? undefined) : undefined;
}

/** Everything that can fail without being seen comes first: sizes and the upload. */
async function bodiesOf(
  call: CallVendor,
  key: string,
  { text, picture, file }: OutgoingContent,
): Promise<object[] | SendOutcome> {
  const bodies: object[] = [
    { msgtype: 'markdown', markdown: { content: cutToFit(render(text), TEXT_BYTES) } },
  ];
  if (picture) {
    if (!hasAllowedSize(picture, PICTURE_MIB) || !sniffPicture(picture.bytes)) return UNFIT;
    const md5 = createHash('md5').update(picture.bytes).digest('hex');
    bodies.push({ msgtype: 'image', image: { base64: picture.bytes.toString('base64'), md5 } });
  }
  if (file) {
    if (!hasAllowedSize(file, FILE_MIB)) return UNFIT;
    const query = { key, type: 'file' };
    const uploaded = readUpload(
      await call({ path: UPLOAD, query, prepared: multipart(file), timeoutMs: UPLOAD_MS }),
    );
    if (!uploaded.ok) return uploaded.outcome;
    bodies.push({ msgtype: 'file', file: { media_id: uploaded.mediaId } });
  }
  return bodies;
}

const UNFIT = unfitAttachment('file-size-or-type');
