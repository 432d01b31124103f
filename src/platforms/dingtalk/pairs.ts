import { LRUCache } from 'lru-cache';
import { ACCEPTED_MS } from './verify.ts';

/** DingTalk signs each push in the millisecond it is made; so many at once are a busy county's, more are nobody's. */
export const MOST_PER_PAIR = 16;

const REMEMBERED = 20_000;

/** How often a pair of `timestamp` and `sign` has been used, and for which messages. */
export interface Pairs {
  /** Notes that the pair of this time brought this message; false when it has brought too many others. */
  brings(timestamp: string, messageId: string): boolean;
}

/**
 * The signature covers the time and no body: whoever has seen one pair of headers can sign what they like with
 * it while it is fresh. So a pair serves few messages; a message that is sent again counts once. Kept by each
 * instance for itself, only for pairs that are authentic.
 */
export function createPairs(): Pairs {
  const used = new LRUCache<string, Set<string>>({ max: REMEMBERED, ttl: 2 * ACCEPTED_MS });
  return {
    brings: (timestamp, messageId) => {
      const messages = used.get(timestamp) ?? new Set();
      used.set(timestamp, messages);
      if (messages.size < MOST_PER_PAIR) messages.add(messageId);
      return messages.has(messageId);
    },
  };
}
