import { createDecipheriv } from 'node:crypto';
import { decrypt, encrypt } from '@wecom/crypto';

/** A decrypted callback, or the short code of what is wrong with it. */
export type Decrypted =
  | { readonly ok: true; readonly message: string }
  | {
      readonly ok: false;
      readonly reason: 'not base64' | 'bad length' | 'bad padding' | 'bad frame' | 'wrong receive id';
    };

const CIPHER_BLOCK = 16;
/** Padding fills up to this many bytes, twice the block of AES. */
const PAD_BLOCK = 32;
/** 16 random bytes, then the length of the message. */
const HEAD = 20;

/**
 * Decrypts a callback. The vendor's library trusts its input, so everything it does not look at is checked
 * around it: base64, block length, padding, the length field and the receive id, which must be one of these.
 */
export function openSealed(aesKey: string, ciphertext: string, receiveIds: readonly string[]): Decrypted {
  const sealed = decodeBase64(ciphertext);
  if (sealed === undefined) return { ok: false, reason: 'not base64' };
  if (sealed.length < PAD_BLOCK || sealed.length % CIPHER_BLOCK !== 0)
    return { ok: false, reason: 'bad length' };
  const key = keyOf(aesKey);
  const padding = paddingOf(decryptTail(key, sealed));
  if (padding === undefined) return { ok: false, reason: 'bad padding' };
  const claimed = decryptHead(key, sealed).readUInt32BE(HEAD - 4);
  if (HEAD + claimed > sealed.length - padding) return { ok: false, reason: 'bad frame' };
  const { message, id } = decrypt(aesKey, ciphertext);
  return receiveIds.includes(id) ? { ok: true, message } : { ok: false, reason: 'wrong receive id' };
}

/** Encrypts a reply; `random16` are 16 fresh bytes. */
export function seal(aesKey: string, message: string, receiveId: string, random16: Buffer): string {
  return encrypt(aesKey, message, receiveId, random16);
}

/**
 * Decrypts a file: one CBC stream without frame, padded to 32. `aesKey` is the robot's EncodingAESKey or the
 * file's own key, as base64 or as 64 hex digits (both are in use). Undefined when it is not ours or damaged.
 */
export function openFile(aesKey: string, sealed: Buffer): Buffer | undefined {
  const key = fileKey(aesKey);
  if (key === undefined || sealed.length < PAD_BLOCK || sealed.length % CIPHER_BLOCK !== 0) return undefined;
  const plain = decryptPart(key, sealed, firstIv(key));
  const padding = paddingOf(plain);
  return padding === undefined ? undefined : plain.subarray(0, plain.length - padding);
}

/** Whether these 43 characters decode to an AES key. */
export function isAesKey(aesKey: string): boolean {
  return /^[A-Za-z0-9]{43}$/.test(aesKey) && keyOf(aesKey).length === 32;
}

function fileKey(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const key = /^[A-Za-z0-9+/]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  return key?.length === 32 ? key : undefined;
}

function decodeBase64(text: string): Buffer | undefined {
  const wellFormed = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return wellFormed ? Buffer.from(text, 'base64') : undefined;
}

/** The number of padding bytes at the end of `plain`, if they are 1 to 32 equal bytes of that number. */
function paddingOf(plain: Buffer): number | undefined {
  const padding = plain.at(-1) ?? 0;
  if (padding < 1 || padding > PAD_BLOCK || padding > plain.length) return undefined;
  return plain.subarray(-padding).every((byte) => byte === padding) ? padding : undefined;
}

/** In CBC every block opens with the one before it, so the end can be read without the rest. */
function decryptTail(key: Buffer, sealed: Buffer): Buffer {
  const start = sealed.length - PAD_BLOCK;
  const iv = start === 0 ? firstIv(key) : sealed.subarray(start - CIPHER_BLOCK, start);
  return decryptPart(key, sealed.subarray(start), iv);
}

function decryptHead(key: Buffer, sealed: Buffer): Buffer {
  return decryptPart(key, sealed.subarray(0, PAD_BLOCK), firstIv(key));
}

function decryptPart(key: Buffer, sealed: Buffer, iv: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', key, iv);
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

/** The 43 characters carry 258 bits; the last two mean nothing. */
const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64');

const firstIv = (key: Buffer): Buffer => key.subarray(0, CIPHER_BLOCK);
