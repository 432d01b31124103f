import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;

/** The files of a zip archive by their names, read from its central directory; stored or deflated ones only. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  // The end record is 22 bytes when there is no comment, and tells how many entries there are, and where.
  const end = archive.length - 22;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error('no central directory');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, contentAt(archive, archive.readUInt32LE(at + 42), archive.readUInt32LE(at + 20)));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

function contentAt(archive: Buffer, local: number, size: number): Buffer {
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(start, start + size);
  return archive.readUInt16LE(local + 8) === 0 ? bytes : inflateRawSync(bytes);
}
