const EXIF_HEADER = 'Exif\0\0';
const POINTER_TO_PHOTO_PART = 0x8769;
const TAKEN_AT = 0x9003;
const CHANGED_AT = 0x0132;
const ENTRY_BYTES = 12;
const MOST_ENTRIES = 200;
const STAMP = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** Reads numbers from the TIFF block inside EXIF; its offsets count from the block's start. */
interface Tiff {
  readonly block: Buffer;
  readonly little: boolean;
}

/**
 * When a picture was taken by its camera's own clock, as civil time `YYYY-MM-DDTHH:MM:SS` without a zone;
 * undefined when `exif` does not say or is damaged. Nothing else of the block is read: position, device and
 * owner are none of our business.
 */
export function takenAt(exif: Buffer): string | undefined {
  try {
    const tiff = openTiff(exif);
    const main = entriesAt(tiff, number32(tiff, 4));
    const photo = main.get(POINTER_TO_PHOTO_PART);
    const part = photo === undefined ? undefined : entriesAt(tiff, number32(tiff, photo + 8));
    return stampAt(tiff, part?.get(TAKEN_AT)) ?? stampAt(tiff, main.get(CHANGED_AT));
  } catch {
    // An offset that points outside the block.
    return undefined;
  }
}

function openTiff(exif: Buffer): Tiff {
  const block = exif.toString('latin1', 0, 6) === EXIF_HEADER ? exif.subarray(6) : exif;
  return { block, little: block.toString('latin1', 0, 2) === 'II' };
}

/** Where each entry of the directory at `start` lies, by its tag. */
function entriesAt(tiff: Tiff, start: number): Map<number, number> {
  const count = Math.min(number16(tiff, start), MOST_ENTRIES);
  const positions = Array.from({ length: count }, (_, index) => start + 2 + index * ENTRY_BYTES);
  return new Map(positions.map((position) => [number16(tiff, position), position]));
}

function stampAt(tiff: Tiff, entry: number | undefined): string | undefined {
  if (entry === undefined) return undefined;
  const start = number32(tiff, entry + 8);
  const [, year, month, day, time] = STAMP.exec(tiff.block.toString('latin1', start, start + 19)) ?? [];
  if (year === undefined || Number(year) === 0) return undefined;
  const stamp = `${year}-${month}-${day}T${time}`;
  return Number.isNaN(Date.parse(`${stamp}Z`)) ? undefined : stamp;
}

function number16({ block, little }: Tiff, at: number): number {
  return little ? block.readUInt16LE(at) : block.readUInt16BE(at);
}

function number32({ block, little }: Tiff, at: number): number {
  return little ? block.readUInt32LE(at) : block.readUInt32BE(at);
}
