import sharp from 'sharp';

/** A JPEG as a telephone makes it: turned by EXIF, with its time and where it was taken. */
export async function phonePhoto(width = 3_000, height = 1_500): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: '#c04020' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Phone', DateTime: '2026:11:01 08:00:00' },
      IFD2: { DateTimeOriginal: '2026:11:02 09:10:11' },
      IFD3: { GPSLatitude: '30/1 15/1 2/1', GPSLatitudeRef: 'N' },
    })
    .jpeg()
    .toBuffer();
}

/** The first bytes of a HEIC file. */
export function heic(): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]);
}
