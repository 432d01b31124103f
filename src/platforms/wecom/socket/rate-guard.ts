import { LRUCache } from 'lru-cache';

/** Keeps one chat below the vendor's limits, replies and pushes together. */
export interface RateGuard {
  /** Takes room for `messages` in this chat: 0 when there is, else the milliseconds until there may be. */
  take(chat: string, messages?: number): number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CHATS = 5_000;

/**
 * A safety net, per connection: pushes are spaced by the outbox, which knows nothing of replies. The vendor's
 * limits are 30 a minute and 1000 an hour.
 */
export function createRateGuard(perMinute = 30, perHour = 1_000): RateGuard {
  const chats = new LRUCache<string, number[]>({ max: CHATS });
  return {
    take: (chat, messages = 1) => {
      const now = performance.now();
      const times = (chats.get(chat) ?? []).filter((time) => time > now - HOUR_MS);
      const wait = Math.max(
        untilRoom(times, messages, perMinute, now - MINUTE_MS),
        untilRoom(times, messages, perHour, now - HOUR_MS),
      );
      if (wait <= 0) for (let n = 0; n < messages; n += 1) times.push(now);
      chats.set(chat, times);
      return Math.max(0, Math.ceil(wait));
    },
  };
}

/** How long until so few of `times` lie after `start` (which moves on) that `messages` more are allowed. */
function untilRoom(times: readonly number[], messages: number, limit: number, start: number): number {
  const inWindow = times.filter((time) => time > start);
  const tooMany = inWindow.length + messages - limit;
  return tooMany <= 0 ? 0 : (inWindow[Math.min(tooMany, inWindow.length) - 1] ?? start) - start;
}
