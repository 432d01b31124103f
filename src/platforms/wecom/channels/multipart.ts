import { randomBytes } from 'node:crypto';
import type { OutgoingFile } from '../../channel.ts';

/**
 * One file as multipart/form-data the way the vendor's uploads want it: part `media`, with the length beside the
 * name. Names are reduced to ASCII: whether others survive is not documented.
 */
export function multipart({ name, bytes }: OutgoingFile): { readonly type: string; readonly bytes: Buffer } {
  const boundary = `----sentinel${randomBytes(12).toString('hex')}`;
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${asciiName(name)}"; filelength=${bytes.length}`,
    'Content-Type: application/octet-stream',
    '',
    '',
  ].join('\r\n');
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, bytes: body };
}

/** Keeps the ending: by it the vendor judges what a file is, and clients choose what opens it. */
function asciiName(name: string): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/s.exec(name) ?? [];
  const clean = stem.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^[_.]+|[_.]+$/g, '');
  return `${clean === '' ? 'file' : clean}${ending}`;
}
