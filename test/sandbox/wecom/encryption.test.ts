import { describe, expect, it } from '@jest/globals';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import {
  decryptText,
  encryptMedia,
  encryptText,
  openReply,
  sealCallback,
  wecomSignature,
} from '../../../src/sandbox/wecom/encryption.ts';
import { cases } from '../../support/cases.ts';
import { WECOM } from '../fake-bot.ts';

describe('the simulated WeCom cryptography', () => {
  it('signs the vendor’s published sample as published', () => {
    const sample = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==';
    expect(wecomSignature('QDG6eK', '1409659589', '263014780', sample)).toBe(
      '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    );
  });

  it('agrees with the vendor’s library on any text, both ways', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(decrypt(WECOM.aesKey, encryptText(WECOM.aesKey, text))).toMatchObject({
          message: text,
          id: '',
        });
        expect(decryptText(WECOM.aesKey, encrypt(WECOM.aesKey, text, ''))).toBe(text);
      }),
      cases(5),
    );
  });

  it('seals a callback whose signature the vendor’s library accepts', () => {
    const sealed = sealCallback(WECOM, { a: '一' }, { timestamp: '1700000000', nonce: '42' });
    expect(sealed.msg_signature).toBe(getSignature(WECOM.token, '1700000000', '42', sealed.encrypt));
    expect(JSON.parse(decrypt(WECOM.aesKey, sealed.encrypt).message)).toEqual({ a: '一' });
  });

  it('pads every file to a multiple of 32 bytes', () => {
    for (const size of [0, 1, 31, 32, 33]) {
      expect(encryptMedia(WECOM.aesKey, Buffer.alloc(size)).length % 32).toBe(0);
    }
  });

  const good = encrypt(WECOM.aesKey, '{}', '');
  const msgsignature = getSignature(WECOM.token, '1', '42', good);
  it.each([
    [
      'a signature of another token',
      { encrypt: good, msgsignature: 'f'.repeat(40), timestamp: 1, nonce: '42' },
    ],
    ['the nonce of another request', { encrypt: good, msgsignature, timestamp: 1, nonce: '43' }],
  ])('refuses an answer with %s', (_what, envelope) => {
    expect(() => openReply(WECOM, envelope, '42')).toThrow();
  });

  it('refuses a receive id, a wrong key and a cut text', () => {
    expect(() => decryptText(WECOM.aesKey, encrypt(WECOM.aesKey, '{}', 'corp'))).toThrow('receive id');
    expect(() => decryptText(WECOM.aesKey.replace('a', 'z'), good)).toThrow();
    expect(() => decryptText(WECOM.aesKey, good.slice(0, 24))).toThrow();
  });
});
