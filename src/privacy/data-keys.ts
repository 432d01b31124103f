import { StartRefused } from '../errors.ts';

const KEY_BYTES = 32;

/**
 * The keys of a DATA_KEY value: 32 bytes each in base64 (either alphabet), separated by commas, newest first.
 * Throws StartRefused `bad_data_key` that says which one is wrong, never what was written.
 */
export function parseDataKeys(text: string): Buffer[] {
  const keys = text.split(',').map((part, at) => parseKey(part.trim(), at + 1));
  if (new Set(keys.map((key) => key.toString('hex'))).size < keys.length) {
    throw bad('同一把密钥写了两次', 'DATA_KEY holds the same key twice');
  }
  return keys;
}

function parseKey(text: string, nth: number): Buffer {
  const key = Buffer.from(text, 'base64');
  const canonical = key.toString('base64').replace(/=+$/, '');
  const written = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (key.length !== KEY_BYTES || canonical !== written) {
    throw bad(`第 ${nth} 把密钥不是 32 字节的 base64`, `DATA_KEY, key ${nth}: not 32 bytes in base64`);
  }
  return key;
}

function bad(zh: string, en: string): StartRefused {
  return new StartRefused('bad_data_key', {
    zh: `数据密钥不能用：${zh}。`,
    zhCure: '请改 DATA_KEY，或用备份恢复 DATA_DIR 里的 data-key 文件；不要另造一把，否则旧数据读不出。',
    en: `${en}.`,
    enCure:
      'mend DATA_KEY, or restore the file data-key in DATA_DIR from a backup; a new key opens nothing old.',
  });
}
