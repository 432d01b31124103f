import { randomUUID } from 'node:crypto';
import type { Clock } from '../kit/clock.ts';

/** A button below a line: tapping it says `line`. */
export interface LineButton {
  readonly label: string;
  readonly line: string;
}

/** One line of a chat as the page shows it. */
export interface ChatLine {
  readonly id: string;
  readonly room: string;
  /** ISO 8601. */
  readonly at: string;
  readonly author: 'person' | 'bot' | 'note';
  /** The person's name; the bot's name; empty for a note of the simulated platform. */
  readonly name: string;
  readonly text: string;
  readonly format: 'plain' | 'markdown';
  /** `waiting`: the bot promised an answer. `silent`: it never came. */
  readonly state: 'sending' | 'sent' | 'failed' | 'waiting' | 'silent';
  /** Why it failed, in Chinese. */
  readonly error?: string;
  /** Id of an attached picture. */
  readonly picture?: string;
  /** The words of the line it quotes. */
  readonly quote?: string;
  readonly buttons?: readonly LineButton[];
  /** Which of the platform's ways it came by, when it is not the bot's own: `应用消息`. */
  readonly via?: string;
}

/** What changes on a line after it was added. */
export type LinePatch = Partial<
  Pick<ChatLine, 'text' | 'format' | 'state' | 'error' | 'picture' | 'buttons'>
>;

/** The chats of the sandbox: in memory, bounded per room, every change told to every listener. */
export interface History {
  add(line: Omit<ChatLine, 'id' | 'at'>): ChatLine;
  /** Changes a line; undefined when it has scrolled out of memory. */
  change(room: string, id: string, patch: LinePatch): ChatLine | undefined;
  /** The lines of a room, oldest first. */
  lines(room: string): readonly ChatLine[];
  /** All rooms that have lines. */
  rooms(): Readonly<Record<string, readonly ChatLine[]>>;
  /** Calls `listener` on each new or changed line until the returned function is called. */
  listen(listener: (line: ChatLine) => void): () => void;
}

/** An empty history that keeps the newest `perRoom` lines of each room. */
export function createHistory(clock: Clock, perRoom = 200): History {
  const rooms = new Map<string, ChatLine[]>();
  const listeners = new Set<(line: ChatLine) => void>();
  const tell = (line: ChatLine): ChatLine => {
    for (const listener of listeners) listener(line);
    return line;
  };
  return {
    add(input) {
      const line: ChatLine = { ...input, id: randomUUID(), at: clock.now().toISOString() };
      rooms.set(line.room, [...(rooms.get(line.room) ?? []), line].slice(-perRoom));
      return tell(line);
    },
    change(room, id, patch) {
      const lines = rooms.get(room) ?? [];
      const index = lines.findIndex((line) => line.id === id);
      const old = lines[index];
      if (!old) return undefined;
      const line = { ...old, ...patch };
      lines[index] = line;
      return tell(line);
    },
    lines: (room) => rooms.get(room) ?? [],
    rooms: () => Object.fromEntries(rooms),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
