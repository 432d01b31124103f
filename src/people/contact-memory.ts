import { LRUCache } from 'lru-cache';

/** What one message tells about one chat. */
export interface ContactNote {
  readonly key: string;
  readonly spoken: boolean;
  readonly seenAt: number;
  readonly sessionExpires: number;
}

/** What this instance remembers to have noted, so that few messages cost a write. */
export interface ContactMemory {
  /** Whether the note is worth writing; if so, it is remembered as written. */
  isNews(note: ContactNote): boolean;
  forget(key: string): void;
}

/** At most so many, and no room taken for those that are not there. */
const SIZE = { maxSize: 20_000, sizeCalculation: () => 1 };
const SEEN_MS = 5 * 60_000;
const SESSION_MS = 10 * 60_000;

/** Remembers the chats of the last days, by key. */
export function createContactMemory(): ContactMemory {
  const kept = new LRUCache<string, ContactNote>(SIZE);
  return {
    isNews: (note) => {
      const before = kept.get(note.key);
      if (before !== undefined && !tellsMore(before, note)) return false;
      kept.set(note.key, note);
      return true;
    },
    forget: (key) => void kept.delete(key),
  };
}

/** First words, a session that lives clearly longer, or a sign of life after a while. */
function tellsMore(before: ContactNote, note: ContactNote): boolean {
  if (note.spoken && !before.spoken) return true;
  if (note.sessionExpires > before.sessionExpires + SESSION_MS) return true;
  return note.seenAt > before.seenAt + SEEN_MS;
}
