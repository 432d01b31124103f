import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { SentinelError } from '../errors.ts';
import type { Sealer } from './types.ts';

/** A data key by what may be told of it: its id stands in every box that it seals. */
export interface KeyName {
  readonly kid: string;
  readonly fingerprint: string;
}

/** A sealer of several keys. */
export interface KeyedSealer extends Sealer {
  /** As they were given, newest first. */
  readonly keys: readonly KeyName[];
  /** The id of the key that seals: the newest one, until another is chosen. */
  sealing(): string;
  /** From now on this one of the keys seals, and its hashes come first. */
  sealWith(kid: string): void;
  /** These keys make no hashes any more; what they sealed still opens. */
  forget(kids: readonly string[]): void;
}

/** A box that did not open. */
export interface Unopened {
  /** The key it names, when that is none of ours; otherwise the box is damaged, or in a wrong place. */
  readonly unknown?: string;
  /** The collection that its place names. */
  readonly collection: string;
}

/** Who looks on while a sealer works. */
export interface SealerWatch {
  /** Called before anything is sealed; throws when nothing may be. */
  sealing(): void;
  unopened(what: Unopened): void;
}

interface Key extends KeyName {
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
 * A sealer for these 32-byte keys, newest first: one of them seals, all of them open. A box is
 * version, key id, random IV, tag, ciphertext. Throws when there is no key, a short one, or one twice.
 */
export function createSealer(keys: readonly Buffer[], watch?: SealerWatch): KeyedSealer {
  const known = new Map(keys.map(derive).map((key) => [key.kid, key]));
  const [newest] = known.values();
  if (newest === undefined || known.size !== keys.length) {
    throw new SentinelError('bad_data_key', 'Sealing needs at least one data key, and each of them once.');
  }
  let current = newest;
  const forgotten = new Set<string>();
  const open = (box: Buffer, aad: string): Buffer => {
    try {
      return openBox(known, box, aad);
    } catch (error) {
      watch?.unopened(unopened(known, box, aad));
      throw error;
    }
  };
  return {
    seal: (plain, aad) => {
      watch?.sealing();
      return sealBox(current, plain, aad);
    },
    open,
    openText: (box, aad) => open(box, aad).toString('utf8'),
    hashes: (purpose, value) =>
      [current, ...known.values()]
        .filter((key, n) => n === 0 || (key !== current && !forgotten.has(key.kid)))
        .map((key) => ({ kid: key.kid, h: hash(key, purpose, value) })),
    keys: [...known.values()].map(({ kid, fingerprint }) => ({ kid, fingerprint })),
    sealing: () => current.kid,
    sealWith: (kid) => {
      current = known.get(kid) ?? current;
    },
    forget: (kids) => {
      for (const kid of kids) forgotten.add(kid);
    },
  };
}

/** The id of the key that sealed these bytes; undefined of bytes that are no box. */
export function kidOf(bytes: Buffer): string | undefined {
  const isBox = bytes[0] === VERSION && bytes.length >= HEAD_BYTES + IV_BYTES + TAG_BYTES;
  return isBox ? bytes.toString('hex', 1, HEAD_BYTES) : undefined;
}

function unopened(known: ReadonlyMap<string, Key>, box: Buffer, aad: string): Unopened {
  const [collection = ''] = aad.split(/[:/]/, 1);
  const kid = kidOf(box);
  return { collection, ...(kid === undefined || known.has(kid) ? {} : { unknown: kid }) };
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
