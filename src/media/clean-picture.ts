import sharp, { type OutputInfo } from 'sharp';
import { takenAt } from './exif-date.ts';

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

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

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

/** What a file is by its first bytes; the name and the type it came with are not believed. */
type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'other';

/** The kind of the picture in `bytes`, or `other` for anything that is none we know. */
function sniff(bytes: Buffer): PictureKind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes.subarray(0, 8).equals(PNG)) return 'png';
  if (tag(bytes, 0) === 'RIFF' && tag(bytes, 8) === 'WEBP') return 'webp';
  if (tag(bytes, 4) === 'ftyp' && HEIC_BRANDS.has(tag(bytes, 8))) return 'heic';
  return 'other';
}

function tag(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}
