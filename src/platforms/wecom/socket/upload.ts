import { createHash } from 'node:crypto';
import { z } from 'zod';
import { unfitAttachment, uploadFailed } from '../../attachment.ts';
import type { OutgoingFile, SendOutcome } from '../../channel.ts';
import { sendOutcomeOf } from './ack-outcome.ts';
import type { Ack } from './requests.ts';
import type { Wire } from './wire.ts';

/** A file that is with the vendor, or why it is not. Nobody has seen anything of it either way. */
export type Uploaded =
  | { readonly ok: true; readonly mediaId: string }
  | { readonly ok: false; readonly outcome: SendOutcome };

/** Bytes of one piece before base64. */
const CHUNK = 512 * 1_024;
const TRIES = 3;
/** The vendor's limits on one file, in bytes. */
const MOST = { image: 10 * 1_024 * 1_024, file: 20 * 1_024 * 1_024 } as const;
const LEAST = 6;

const begun = z.object({ upload_id: z.string().min(1) });
const finished = z.object({ media_id: z.string().min(1) });

/**
 * Sends a picture or file up in pieces, one after the other: the vendor's storage dislikes many at once. Valid
 * for three days, for this bot. A piece may come twice, so one without answer is simply sent again.
 */
export async function upload(wire: Wire, type: 'image' | 'file', file: OutgoingFile): Promise<Uploaded> {
  const { name, bytes } = file;
  if (bytes.length < LEAST || bytes.length > MOST[type]) {
    return { ok: false, outcome: unfitAttachment('file-size') };
  }
  const pieces = Math.ceil(bytes.length / CHUNK);
  const md5 = createHash('md5').update(bytes).digest('hex');
  const plan = { type, filename: name, total_size: bytes.length, total_chunks: pieces, md5 };
  const start = await command(wire, 'aibot_upload_media_init', plan);
  const session = begun.safeParse(bodyOf(start));
  if (!session.success) return failed(start);
  const { upload_id } = session.data;
  for (let index = 0; index < pieces; index += 1) {
    const base64_data = bytes.subarray(index * CHUNK, (index + 1) * CHUNK).toString('base64');
    const sent = await command(wire, 'aibot_upload_media_chunk', {
      upload_id,
      chunk_index: index,
      base64_data,
    });
    if (bodyOf(sent) === undefined) return failed(sent);
  }
  const end = await command(wire, 'aibot_upload_media_finish', { upload_id });
  const done = finished.safeParse(bodyOf(end));
  return done.success ? { ok: true, mediaId: done.data.media_id } : failed(end);
}

async function command(wire: Wire, cmd: string, body: object): Promise<Ack> {
  let ack: Ack = { kind: 'unsent' };
  for (let tries = 0; tries < TRIES; tries += 1) {
    ack = await wire.request(cmd, body);
    if (ack.kind !== 'unanswered') break;
  }
  return ack;
}

/** The body of a good answer; an empty one when it has none. */
const bodyOf = (ack: Ack): unknown =>
  ack.kind === 'acked' && ack.errcode === 0 ? (ack.body ?? {}) : undefined;

function failed(ack: Ack): Uploaded {
  return { ok: false, outcome: uploadFailed(sendOutcomeOf(ack)) };
}
