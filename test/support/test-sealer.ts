import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Sealer } from '../../src/privacy/types.ts';

const NONCE = 12;
const TAG = 16;

/** A small sealer over one key, for tests of what stores boxes: real encryption, no key rotation. */
export function testSealer(key: Buffer = randomBytes(32)): Sealer {
  const open = (box: Buffer, aad: string): Buffer => {
    const cipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE));
    cipher.setAAD(Buffer.from(aad)).setAuthTag(box.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([cipher.update(box.subarray(NONCE + TAG)), cipher.final()]);
  };
  return {
    seal: (plain, aad) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open,
    openText: (box, aad) => open(box, aad).toString('utf8'),
    hashes: (purpose, value) => [
      { kid: 'test', h: createHmac('sha256', key).update(`${purpose}:${value}`).digest('base64url') },
    ],
  };
}
