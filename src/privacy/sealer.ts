import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { SentinelError } from '../errors.ts';
import type { Sealer } from './types.ts';

/** A sealer that knows the fingerprints of all its keys, newest first. */
export interface KeyedSealer extends Sealer {
  readonly fingerprints: readonly string[];
}

interface Key {
  readonly kid: string;
  readonly fingerprint: string;
  readonly sealing: Buffer;
  readonly index: Buffer;
}

/** First byte of every box: lets the format change without guessing. */
const VERSION = 1;
const KID_BYTES = 4;
const HEAD_BYTES = 1 + KID_BYTES;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * A sealer for these 32-byte keys, newest first: the newest one seals, all of them open. A box is
 * version, key id, random IV, tag, ciphertext. Throws when there is no key, a short one, or one twice.
 */
export function createSealer(keys: readonly Buffer[]): KeyedSealer {
  const known = new Map(keys.map(derive).map((key) => [key.kid, key]));
  const [newest] = known.values();
  if (newest === undefined || known.size !== keys.length) {
    throw new SentinelError('bad_data_key', 'Sealing needs at least one data key, and each of them once.');
  }
  const open = (box: Buffer, aad: string): Buffer => openBox(known, box, aad);
  return {
    seal: (plain, aad) => sealBox(newest, plain, aad),
    open,
    openText: (box, aad) => open(box, aad).toString('utf8'),
    hashes: (purpose, value) =>
      [...known.values()].map((key) => ({ kid: key.kid, h: hash(key, purpose, value) })),
    fingerprint: newest.fingerprint,
    fingerprints: [...known.values()].map((key) => key.fingerprint),
  };
}

function derive(secret: Buffer): Key {
  if (secret.length !== KEY_BYTES) {
    throw new SentinelError('bad_data_key', `A data key has ${KEY_BYTES} bytes, not ${secret.length}.`);
  }
  const part = (purpose: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `campus-sentinel/${purpose}`, bytes));
  return {
    kid: part('key id', KID_BYTES).toString('hex'),
    fingerprint: part('fingerprint', 16).toString('hex'),
    sealing: part('sealing', KEY_BYTES),
    index: part('index', KEY_BYTES),
  };
}

function sealBox(key: Key, plain: string | Buffer, aad: string): Buffer {
  const head = Buffer.concat([Buffer.of(VERSION), Buffer.from(key.kid, 'hex')]);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.sealing, iv).setAAD(place(head, aad));
  const body = Buffer.concat([
    typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain),
    cipher.final(),
  ]);
  return Buffer.concat([head, iv, cipher.getAuthTag(), body]);
}

function openBox(known: ReadonlyMap<string, Key>, box: Buffer, aad: string): Buffer {
  const key = box[0] === VERSION ? known.get(box.toString('hex', 1, HEAD_BYTES)) : undefined;
  const body = HEAD_BYTES + IV_BYTES + TAG_BYTES;
  if (key === undefined || box.length < body) throw unseal();
  const iv = box.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, iv, { authTagLength: TAG_BYTES });
  decipher
    .setAAD(place(box.subarray(0, HEAD_BYTES), aad))
    .setAuthTag(box.subarray(HEAD_BYTES + IV_BYTES, body));
  try {
    return Buffer.concat([decipher.update(box.subarray(body)), decipher.final()]);
  } catch (cause) {
    throw unseal(cause);
  }
}

function place(head: Buffer, aad: string): Buffer {
  return Buffer.concat([head, Buffer.from(aad, 'utf8')]);
}

function unseal(cause?: unknown): SentinelError {
  return new SentinelError('unseal', 'A sealed value cannot be opened: wrong key, wrong place or damaged.', {
    cause,
  });
}

// The purpose is of fixed vocabulary and without NUL, so that no two (purpose, value) pairs meet.
function hash(key: Key, purpose: string, value: string): string {
  return createHmac('sha256', key.index).update(`${purpose}\0${value}`).digest('base64url');
}
