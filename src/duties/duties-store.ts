import type { mongo } from 'mongoose';
import type { By } from '../kit/by.ts';
import { freshFor } from '../kit/fresh-for.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import { newDuty, type StoredDuty, toDuty } from './duty-document.ts';
import { LATE_DAYS } from './late-days.ts';
import { createReturns } from './returns-store.ts';
import type { Duty, DutyStore } from './types.ts';

const DUTIES = 'duties';
const DAY_MS = 86_400_000;
const TRIES = 50;
// The question itself takes time: together they stay under the 2 s that are promised.
const FRESH_MS = 1_500;

/** What the store of duties works with; `tz` decides which day an instant belongs to. */
export interface DutyStoreOptions {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly tz: string;
}

/** Duties and their returns in MongoDB. */
export function createDutyStore({ mongo: database, sealer, tz }: DutyStoreOptions): DutyStore {
  const duties = database.db.collection<StoredDuty>(DUTIES, { promoteBuffers: true });
  const shown = (stored: StoredDuty | null): Duty | undefined =>
    stored === null ? undefined : toDuty(sealer, tz, stored);
  const list = async (filter: mongo.Filter<StoredDuty>): Promise<readonly Duty[]> => {
    const found = await duties.find(filter).sort({ openedAt: -1, _id: 1 }).toArray();
    return found.map((stored) => toDuty(sealer, tz, stored as StoredDuty));
  };
  const recent = (now: Date, days: number): Promise<readonly Duty[]> =>
    list({ $or: [{ open: true }, { endedAt: { $gte: new Date(now.getTime() - days * DAY_MS) } }] });
  let asOf = new Date(0);
  const lately = freshFor(FRESH_MS, () => recent(asOf, LATE_DAYS));
  const find = async (id: string): Promise<Duty | undefined> =>
    shown((await duties.findOne({ _id: id })) as StoredDuty | null);

  /** One try: the duty afterwards, `undefined` when it is declined, `again` when somebody was faster. */
  const attempt = async (
    { id, decide, by, at }: Change,
    key: string,
  ): Promise<Duty | 'again' | undefined> => {
    const stored = (await duties.findOne({ _id: id })) as StoredDuty | null;
    if (stored === null || stored.entries.some((entry) => entry.id === key)) return shown(stored);
    const decided = decide(stored);
    if (decided === undefined) return undefined;
    const update = {
      $push: { entries: { id: key, kind: decided.kind, at, by } },
      $set: { ...decided.set, v: stored.v + 1 },
    } as mongo.UpdateFilter<StoredDuty>;
    const guard = { _id: id, v: stored.v };
    const written = await duties.findOneAndUpdate(guard, update, { returnDocument: 'after' });
    lately.forget();
    return written === null ? 'again' : shown(written as StoredDuty);
  };

  const change = (id: string, decide: Decide, by: By, at: Date) => async (key: string) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const done = await attempt({ id, decide, by, at }, key);
      if (done !== 'again') return done;
    }
    throw new Error('Too many people change one duty at once.');
  };

  return {
    open: async (draft) => {
      const known = await find(draft.id);
      if (known !== undefined) return known;
      const document = newDuty(sealer, draft);
      try {
        await duties.insertOne(document as mongo.OptionalUnlessRequiredId<StoredDuty>);
        lately.forget();
        return toDuty(sealer, tz, document);
      } catch (error) {
        const stored = isDuplicateKey(error) ? await find(draft.id) : undefined;
        if (stored === undefined) throw error;
        return stored;
      }
    },
    find,
    recent,
    lately: (now) => {
      asOf = now;
      return lately.get();
    },
    openFor: (unitIds) => list({ open: true, expected: { $in: [...unitIds] } }),
    openedWithin: (from, to) => list({ openedAt: { $gte: from, $lte: to } }),
    urge: (id, by, at) =>
      change(
        id,
        ({ state }) => (state === 'open' ? { kind: 'urged', set: { urgedAt: at } } : undefined),
        by,
        at,
      ),
    end: (id, state, by, at) =>
      change(
        id,
        (duty) =>
          mayEnd(duty.state, state) ? { kind: state, set: { state, open: false, endedAt: at } } : undefined,
        by,
        at,
      ),
    ...createReturns({ mongo: database, sealer, tz, find }),
  };
}

type Decide = (
  duty: StoredDuty,
) => { readonly kind: 'urged' | 'closed' | 'cancelled'; readonly set: object } | undefined;

interface Change {
  readonly id: string;
  readonly decide: Decide;
  readonly by: By;
  readonly at: Date;
}

/** What was cancelled stays so; what was closed may still be cancelled. */
function mayEnd(now: Duty['state'], then: 'closed' | 'cancelled'): boolean {
  return now === 'open' || (now === 'closed' && then === 'cancelled');
}
