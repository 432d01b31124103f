import { SentinelError } from '../errors.ts';

const KEY_BYTES = 32;

/**
 * The keys of a DATA_KEY value: 32 bytes each in base64 (either alphabet), separated by commas, newest first.
 * Throws SentinelError `bad_data_key` that says which one is wrong, never what was written.
 */
export function parseDataKeys(text: string): Buffer[] {
  const keys = text.split(',').map((part, at) => parseKey(part.trim(), at + 1));
  if (new Set(keys.map((key) => key.toString('hex'))).size < keys.length) {
    throw new SentinelError('bad_data_key', 'DATA_KEY holds the same key twice.');
  }
  return keys;
}

function parseKey(text: string, nth: number): Buffer {
  const key = Buffer.from(text, 'base64');
  const canonical = key.toString('base64').replace(/=+$/, '');
  const written = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (key.length !== KEY_BYTES || canonical !== written) {
    throw new SentinelError('bad_data_key', `DATA_KEY, key ${nth}: not 32 bytes in base64.`);
  }
  return key;
}
