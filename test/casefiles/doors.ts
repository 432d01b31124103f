import type { Move } from '../../src/casefiles/appended.ts';
import type { Entry, EntryDocument } from '../../src/casefiles/entry.ts';
import type { FileType } from '../../src/casefiles/file-type.ts';
import type { Build, MoveOn } from '../../src/casefiles/plan-entry.ts';
import type { Right } from '../../src/casefiles/rights.ts';
import type { Transitions } from '../../src/casefiles/transitions.ts';
import type { By } from '../../src/kit/by.ts';

// An invented type of file, so that the core is tested apart from what cases and hazards are.
export type DoorState = 'open' | 'shut' | 'walled';
export type DoorMove = 'built' | 'shut' | 'opened' | 'painted' | 'walled' | 'torn-down';

export interface DoorEntry extends Entry<DoorMove, DoorState> {
  readonly colour?: string;
}

export interface Door extends EntryDocument<DoorEntry> {
  readonly colour?: string;
  readonly open?: boolean;
  readonly waitsFor?: string;
  readonly nextDue?: string;
}

const ANYONE: Right = { roles: 'anyone', files: 'seen' };

/** What stands on the trail is tested by itself: here it would stand in every expectation. */
const unseen = { who: ANYONE, trail: false } as const;

export const DOOR_MOVES: Transitions<DoorMove, DoorState> = {
  built: { from: ['new'], to: 'open', who: ANYONE },
  shut: { from: ['open'], to: 'shut', ...unseen },
  opened: { from: ['shut'], to: 'open', ...unseen },
  painted: { from: 'any', to: 'same', who: ANYONE },
  walled: { from: ['new', 'shut'], to: 'walled', ...unseen },
  'torn-down': { from: ['open'], to: 'walled', ...unseen, needs: ['same-day', 'untouched'] },
};

export const DOORS: FileType<DoorEntry, Door> = {
  collection: 'doors',
  moves: DOOR_MOVES,
  sight: { ownFor: 'anyone' },
  heads: ({ state }) => ({
    open: state === 'open',
    waitsFor: state === 'shut' ? 'bureau' : undefined,
    nextDue: state === 'shut' ? '2026-12-01' : undefined,
  }),
};

export const TZ = 'Asia/Shanghai';
export const smith: By = { key: 'wecom:smith', person: 'm1', name: '桑小满', role: 'school' };
export const mason: By = { key: 'dingtalk:mason', person: 'm2', name: '卞知秋', role: 'bureau' };
export const noon = new Date('2026-11-24T04:00:00Z');
export const nextDay = new Date('2026-11-24T16:30:00Z');

export function move(key: string, kind: DoorMove, over: Partial<Omit<Move, 'kind'>> = {}) {
  return { key, kind, by: smith, at: noon, ...over } satisfies MoveOn<DoorEntry, Door>;
}

export function entry(id: string, kind: DoorMove, to: DoorState, over: Partial<DoorEntry> = {}): DoorEntry {
  return { id, kind, at: noon, on: '2026-11-24', to, by: smith, from: 'chat', ...over };
}

/** The door `d` with these entries, as the core would have left it. */
export function door(entries: readonly DoorEntry[], over: Partial<Door> = {}): Door {
  const state = entries.at(-1)?.to ?? 'open';
  return { _id: 'd', state, entries, v: entries.length, open: state === 'open', ...over };
}

/** Begins the door `id` where there is none. */
export const begins =
  (id: string): Build<DoorEntry, Door> =>
  () => ({ fresh: { _id: id } });
