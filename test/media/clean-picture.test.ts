import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { cleanPicture } from '../../src/media/clean-picture.ts';
import { takenAt } from '../../src/media/exif-date.ts';
import { heic, phonePhoto } from './pictures.ts';

describe('cleanPicture', () => {
  it('leaves position and device behind, keeps the time, turns upright and shrinks', async () => {
    const photo = await phonePhoto();
    const before = await sharp(photo).metadata();
    expect(before).toMatchObject({ orientation: 6, exif: expect.any(Buffer) });
    expect(before.exif?.includes('Phone')).toBe(true);

    const cleaned = await cleanPicture(photo);
    const picture = 'picture' in cleaned ? cleaned.picture : undefined;
    expect(picture).toMatchObject({ width: 1_024, height: 2_048, takenAt: '2026-11-02T09:10:11' });
    const after = await sharp(picture?.jpeg).metadata();
    expect(after).not.toHaveProperty('exif');
    expect(after).not.toHaveProperty('xmp');
    expect(after).toMatchObject({ format: 'jpeg', width: 1_024 });
    expect(picture?.jpeg.includes('Phone')).toBe(false);
  });

  it.each(['png', 'webp'] as const)('takes a %s and keeps its size when small', async (format) => {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 4, background: '#0000' } })
      .toFormat(format)
      .toBuffer();
    expect(await cleanPicture(bytes)).toMatchObject({ picture: { width: 40, height: 30 } });
  });

  const refused: readonly (readonly [string, Buffer, string])[] = [
    ['a HEIC', heic(), 'heic'],
    ['a PDF named .jpg', Buffer.from('%PDF-1.7 …'), 'type'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'type'],
    ['nothing', Buffer.alloc(0), 'type'],
    ['a broken JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)]), 'damaged'],
  ];
  it.each(refused)('refuses %s', async (_what, bytes, fault) => {
    expect(await cleanPicture(bytes)).toEqual({ fault });
  });

  it('refuses a small file that unfolds into too many pixels', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9, palette: true })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await cleanPicture(bomb)).toEqual({ fault: 'too-big' });
  });
});

describe('takenAt', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['cut off', Buffer.from('Exif\0\0II*\0')],
    ['pointing outside', Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f', 'latin1')],
  ])('says nothing of a block that is %s', (_what, exif) => {
    expect(takenAt(exif)).toBeUndefined();
  });
});
