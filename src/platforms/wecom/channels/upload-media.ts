import { z } from 'zod';
import type { OutgoingFile, SendOutcome } from '../../channel.ts';
import { type Called, outcomeOfCall } from './call.ts';

/** A file that is with the vendor for three days, or why it is not. Nobody has seen anything of it. */
export type UploadedMedia =
  | { readonly ok: true; readonly mediaId: string }
  | { readonly ok: false; readonly outcome: SendOutcome };

const uploaded = z.object({ media_id: z.string().min(1) });

/** How long one upload may take. */
export const UPLOAD_MS = 20_000;
const LEAST = 6;
const MIB = 1_024 * 1_024;

/** Whether a file has a size the vendor takes. */
export function fits({ bytes }: OutgoingFile, mostMib: number): boolean {
  return bytes.length >= LEAST && bytes.length <= mostMib * MIB;
}

/** What an upload gave. One of which nothing is known is simply made again: it says nothing to anybody. */
export function readUpload(called: Called): UploadedMedia {
  const media =
    called.kind === 'answered' && called.errcode === 0 ? uploaded.safeParse(called.json) : undefined;
  if (media?.success) return { ok: true, mediaId: media.data.media_id };
  if (media !== undefined) return { ok: false, outcome: { outcome: 'rejected', code: 'no-media-id' } };
  const outcome = outcomeOfCall(called);
  if (outcome.outcome !== 'unknown') return { ok: false, outcome };
  return { ok: false, outcome: { outcome: 'retry', afterMs: 5_000, code: outcome.code } };
}
