import { z } from 'zod';
import { uploadFailed } from '../../attachment.ts';
import type { OutgoingFile, SendOutcome } from '../../channel.ts';
import { type CallResult, outcomeOfCall } from './call.ts';

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
export function hasAllowedSize({ bytes }: OutgoingFile, mostMib: number): boolean {
  return bytes.length >= LEAST && bytes.length <= mostMib * MIB;
}

/** What an upload gave. */
export function readUpload(called: CallResult): UploadedMedia {
  const media =
    called.kind === 'answered' && called.errcode === 0 ? uploaded.safeParse(called.json) : undefined;
  if (media?.success) return { ok: true, mediaId: media.data.media_id };
  return { ok: false, outcome: uploadFailed(outcomeOfCall(called)) };
}
