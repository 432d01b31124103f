import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * WeCom's side of the callback cryptography, written on node:crypto from the published description:
 * AES-256-CBC, IV = first half of the key, PKCS#7 to 32 bytes, SHA-1 over the sorted values.
 * It shares no code with the server it checks.
 */

/** What the admin console shows for a bot: the token and the 43-letter EncodingAESKey. */
export interface WecomSecrets {
  readonly token: string;
  readonly aesKey: string;
}

/** A callback as it travels: query values and the JSON body's one field. */
export interface SealedCallback {
  readonly msg_signature: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypt: string;
}

/** The answer's envelope, as the server under test wrote it. */
export interface ReplyEnvelope {
  readonly encrypt: string;
  readonly msgsignature: string;
  readonly timestamp: string | number;
  readonly nonce: string;
}

const BLOCK = 32;
const RANDOM_BYTES = 16;

/** Lower-case hex SHA-1 over the four values in byte order. */
export function wecomSignature(token: string, timestamp: string, nonce: string, encrypt: string): string {
  const sorted = [token, timestamp, nonce, encrypt].sort((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  return createHash('sha1').update(sorted.join('')).digest('hex');
}

/** Encrypts and signs one callback; the receive id of a company's own bot is empty. */
export function sealCallback(
  secrets: WecomSecrets,
  message: unknown,
  at: { readonly timestamp: string; readonly nonce: string },
): SealedCallback {
  const encrypt = encryptText(secrets.aesKey, JSON.stringify(message));
  const { timestamp, nonce } = at;
  return {
    msg_signature: wecomSignature(secrets.token, timestamp, nonce, encrypt),
    timestamp,
    nonce,
    encrypt,
  };
}

/**
 * Checks an answer the way WeCom does (signature, the nonce of the request) and opens it.
 * Throws an Error that says which check failed.
 */
export function openReply(secrets: WecomSecrets, envelope: ReplyEnvelope, nonce: string): string {
  if (envelope.nonce !== nonce) throw new Error('the nonce is not the one of the request');
  const expected = wecomSignature(
    secrets.token,
    String(envelope.timestamp),
    envelope.nonce,
    envelope.encrypt,
  );
  if (expected !== envelope.msgsignature) throw new Error('the signature does not match');
  return decryptText(secrets.aesKey, envelope.encrypt);
}

/** The plain text of an encrypted field. Throws on wrong padding, a wrong length or a foreign receive id. */
export function decryptText(aesKey: string, encrypt: string): string {
  const plain = unpad(decipher(aesKey, Buffer.from(encrypt, 'base64')));
  if (plain.length < RANDOM_BYTES + 4) throw new Error('the plain text is too short');
  const end = RANDOM_BYTES + 4 + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) throw new Error('the length field points behind the end');
  if (end < plain.length) throw new Error('there is a receive id where none belongs');
  return plain.toString('utf8', RANDOM_BYTES + 4, end);
}

/** The inverse of `decryptText`. */
export function encryptText(aesKey: string, text: string): string {
  const message = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return encipher(aesKey, Buffer.concat([randomBytes(RANDOM_BYTES), length, message])).toString('base64');
}

/** A media file as WeCom stores it: the bare bytes padded and encrypted, no header. */
export function encryptMedia(aesKey: string, bytes: Buffer): Buffer {
  return encipher(aesKey, bytes);
}

function encipher(aesKey: string, plain: Buffer): Buffer {
  const key = keyBytes(aesKey);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const pad = BLOCK - (plain.length % BLOCK);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
}

function decipher(aesKey: string, sealed: Buffer): Buffer {
  const key = keyBytes(aesKey);
  const opener = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([opener.update(sealed), opener.final()]);
}

function unpad(padded: Buffer): Buffer {
  const pad = padded.at(-1) ?? 0;
  const tail = padded.subarray(padded.length - pad);
  if (pad < 1 || pad > BLOCK || tail.length !== pad || tail.some((byte) => byte !== pad)) {
    throw new Error('the padding is not PKCS#7');
  }
  return padded.subarray(0, padded.length - pad);
}

function keyBytes(aesKey: string): Buffer {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  if (key.length !== 32) throw new Error('the EncodingAESKey does not decode to 32 bytes');
  return key;
}
