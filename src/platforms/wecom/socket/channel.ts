import { utf8Bytes } from '../../../kit/bytes.ts';
import { within } from '../../../kit/within.ts';
import { afterWords, uploadFailed } from '../../attachment.ts';
import type { Address, Channel, OutgoingContent, SendOutcome } from '../../channel.ts';
import { render, STREAM_BYTES } from '../render.ts';
import type { Line } from './line.ts';
import type { RateGuard } from './rate-guard.ts';
import { markdownBody, type PushTarget, type Speaker } from './speaker.ts';
import { upload } from './upload.ts';

/** What the channel works on. */
export interface SocketChannelParts {
  readonly line: () => Line | undefined;
  readonly speaker: Speaker;
  readonly guard: RateGuard;
  readonly hasSpoken: (address: Address) => boolean;
  readonly ackMs: number;
}

/** Uploads have this long; then nothing has been said yet, and the whole is tried later. */
const UPLOAD_MS = 25_000;
const SPARE_MS = 1_000;
const SAFETY_BYTES = 480;

/**
 * Pushes through the long connection, to groups and persons alike. Only the instance that has the connection can
 * send: `ready` says so, elsewhere a send is to be tried again. Not idempotent: the vendor knows no message id.
 * A message with picture or file is two or three messages of the vendor's 30 a minute, hence the slow pace.
 */
export function createSocketChannel(parts: SocketChannelParts): Channel {
  const sendOne = async (address: Address, content: OutgoingContent): Promise<SendOutcome> => {
    const line = parts.line();
    if (line === undefined) return { outcome: 'retry', afterMs: 2_000, code: 'not-connected' };
    const media = await uploadAll(line, content);
    if (!Array.isArray(media)) return media;
    const target: PushTarget = { kind: address.kind === 'person' ? 'single' : 'group', id: address.id };
    const afterMs = parts.guard.take(target.id, 1 + media.length);
    if (afterMs > 0) return { outcome: 'retry', afterMs, code: 'own-limit' };
    const said = await parts.speaker.push(line, target, markdownBody(content.text));
    if (said.outcome !== 'sent') return said;
    for (const body of media) {
      const shown = await parts.speaker.push(line, target, body);
      if (shown.outcome !== 'sent') return afterWords(shown);
    }
    return said;
  };

  return {
    id: 'wecom.socket',
    platform: 'wecom',
    idempotent: false,
    batch: 1,
    limits: [{ scope: 'address', burst: 2, perMinute: 13 }],
    textBytes: STREAM_BYTES - SAFETY_BYTES,
    measure: (text) => utf8Bytes(render(text)),
    ready: () => parts.line() !== undefined,
    reaches: (address) => address.id !== '' && parts.hasSpoken(address),
    send: (addresses, content) => Promise.all(addresses.map((address) => sendOne(address, content))),
    timeoutMs: UPLOAD_MS + 3 * parts.ackMs + SPARE_MS,
  };
}

/** The bodies of picture and file, or why they cannot be sent. */
async function uploadAll(line: Line, { picture, file }: OutgoingContent): Promise<object[] | SendOutcome> {
  const work = async (): Promise<object[] | SendOutcome> => {
    const bodies: object[] = [];
    for (const [type, one] of [['image', picture] as const, ['file', file] as const]) {
      if (one === undefined) continue;
      const uploaded = await upload(line.wire, type, one);
      if (!uploaded.ok) return uploaded.outcome;
      bodies.push({ msgtype: type, [type]: { media_id: uploaded.mediaId } });
    }
    return bodies;
  };
  if (picture === undefined && file === undefined) return [];
  return await within(UPLOAD_MS, work(), () =>
    uploadFailed({ outcome: 'retry', afterMs: 60_000, code: 'upload-timeout' }),
  );
}
