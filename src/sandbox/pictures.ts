import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../kit/clock.ts';

/** A picture somebody attached. */
export interface Picture {
  readonly id: string;
  readonly bytes: Buffer;
  readonly type: string;
}

/** Pictures and the short-lived tickets a platform hands out for them; in memory, oldest dropped first. */
export interface Pictures {
  /** Keeps a picture; undefined when the bytes are none that a browser shows. */
  keep(bytes: Buffer): Picture | undefined;
  find(id: string): Picture | undefined;
  /** A code that opens the picture for `minutes`. */
  ticket(id: string, minutes: number): string;
  /** The picture of a ticket that is still valid. */
  redeem(ticket: string): Picture | undefined;
}

const MAX_BYTES_KEPT = 64 * 1024 * 1024;
const MAX_TICKETS = 1000;

/** The pictures of one sandbox. */
export function createPictures(clock: Clock): Pictures {
  const kept = new LRUCache<string, Picture>({
    maxSize: MAX_BYTES_KEPT,
    sizeCalculation: (picture) => picture.bytes.length + 1,
  });
  const tickets = new LRUCache<string, { id: string; until: number }>({ max: MAX_TICKETS });
  const code = (): string => randomBytes(18).toString('base64url');
  return {
    keep(bytes) {
      const type = pictureType(bytes);
      if (!type) return undefined;
      const picture = { id: code(), bytes, type };
      kept.set(picture.id, picture);
      return picture;
    },
    find: (id) => kept.get(id),
    ticket(id, minutes) {
      const ticket = code();
      tickets.set(ticket, { id, until: clock.now().getTime() + minutes * 60_000 });
      return ticket;
    },
    redeem(ticket) {
      const found = tickets.get(ticket);
      return found && found.until >= clock.now().getTime() ? kept.get(found.id) : undefined;
    },
  };
}

function pictureType(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.toString('latin1', 0, 4) === 'GIF8') return 'image/gif';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp';
  return undefined;
}
