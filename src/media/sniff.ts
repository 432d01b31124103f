/** What a file is by its first bytes; the name and the type it came with are not believed. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'other';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** The kind of the picture in `bytes`, or `other` for anything that is none we know. */
export function sniff(bytes: Buffer): PictureKind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes.subarray(0, 8).equals(PNG)) return 'png';
  if (tag(bytes, 0) === 'RIFF' && tag(bytes, 8) === 'WEBP') return 'webp';
  if (tag(bytes, 4) === 'ftyp' && HEIC_BRANDS.has(tag(bytes, 8))) return 'heic';
  return 'other';
}

function tag(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}
