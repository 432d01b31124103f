import { replyIn, saidBy } from './entries.ts';
import type { InboxShared } from './shared.ts';
import { type Inbox, keyOfStream } from './types.ts';

/** Answers polls from the stored entries alone, so that any instance can. */
export function createPoll(parts: Pick<InboxShared, 'store' | 'lateStore' | 'seals'>): Inbox['poll'] {
  return async (stream, speaker) => {
    const key = keyOfStream(stream);
    const entry = key === undefined ? undefined : await parts.store.read(key);
    if (entry === undefined || !saidBy(parts, entry, speaker)) return { kind: 'unknown' };
    if (entry.answeredAt === undefined) return { kind: 'later' };
    if (entry.reply === undefined) return { kind: 'unknown' };
    if (entry.late?.state === 'due') await parts.lateStore.fetched(entry._id);
    return { kind: 'reply', text: replyIn(parts, entry) };
  };
}
