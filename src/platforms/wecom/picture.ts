const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** Whether these bytes begin like a JPG or a PNG: the only pictures the vendor takes. */
export function sniffPicture(bytes: Buffer): boolean {
  return bytes.subarray(0, 3).equals(JPEG) || bytes.subarray(0, 4).equals(PNG);
}
