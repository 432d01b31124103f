import sharp, { type OutputInfo } from 'sharp';
import { takenAt } from './exif-date.ts';
import { sniff } from './sniff.ts';

/** Why a picture could not be kept; the words for people are somebody else's. */
export type PictureFault = 'heic' | 'type' | 'damaged' | 'too-big';

/** A picture with nothing in it but what can be seen. */
export interface CleanPicture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  /** Civil time by the camera's clock, when it noted one. */
  readonly takenAt?: string;
}

/** Or why there is none. */
export type Cleaned = { readonly picture: CleanPicture } | { readonly fault: PictureFault };

const LONGEST_SIDE = 2_048;
// A phone's 50 megapixels pass; a small file that unfolds into gigabytes does not.
const MOST_PIXELS = 60_000_000;
const QUALITY = 82;

// Receipts come first: pictures get one thread and keep nothing in memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Draws a picture anew as a JPEG of at most 2048 pixels a side, upright. All of EXIF stays behind, the position
 * above all; only the time it was taken is kept, apart. Never rejects because of what is in `bytes`.
 */
export async function cleanPicture(bytes: Buffer): Promise<Cleaned> {
  const kind = sniff(bytes);
  if (kind === 'heic') return { fault: 'heic' };
  if (kind === 'other') return { fault: 'type' };
  try {
    const { exif, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS) return { fault: 'too-big' };
    const taken = exif === undefined ? undefined : takenAt(exif);
    const { data, info } = await redrawn(bytes);
    const picture = { jpeg: data, width: info.width, height: info.height };
    return { picture: taken === undefined ? picture : { ...picture, takenAt: taken } };
  } catch {
    return { fault: 'damaged' };
  }
}

async function redrawn(bytes: Buffer): Promise<{ data: Buffer; info: OutputInfo }> {
  return await sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true });
}
