import type { mongo } from 'mongoose';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import { type StoredReturn, sealEntry, toReturn } from './duty-document.ts';
import { returnId } from './return-id.ts';
import type { Duty, DutyReturn, DutyStore, ReturnEntry } from './types.ts';

const RETURNS = 'duty_returns';
const TRIES = 50;

/** What happened, without who and when. */
type Happened = Pick<ReturnEntry, 'kind' | 'answer' | 'until' | 'words'>;
/** What the entry would be, seen the return as it is now; undefined: it is declined. */
type Decide = (now: DutyReturn | undefined) => Happened | undefined;

/** What the returns of units are kept with. */
export interface ReturnsOptions {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly tz: string;
  readonly find: (dutyId: string) => Promise<Duty | undefined>;
}

/** The half of the store that keeps what units answered. */
export function createReturns({
  mongo: database,
  sealer,
  tz,
  find,
}: ReturnsOptions): Pick<DutyStore, 'returns' | 'returnsOf' | 'answer' | 'withdraw' | 'postpone' | 'note'> {
  const all = database.db.collection<StoredReturn>(RETURNS, { promoteBuffers: true });
  const one = async (id: string): Promise<StoredReturn | undefined> =>
    ((await all.findOne({ _id: id })) as StoredReturn | null) ?? undefined;
  const list = async (filter: mongo.Filter<StoredReturn>): Promise<readonly DutyReturn[]> => {
    const found = await all.find(filter).sort({ _id: 1 }).toArray();
    return found.map((stored) => toReturn(sealer, tz, stored as StoredReturn));
  };

  /** One guarded write; undefined when another version is there by now. */
  const write = async (
    stored: StoredReturn | undefined,
    fresh: Pick<StoredReturn, '_id' | 'dutyId' | 'unitId' | 'due'>,
    entry: ReturnEntry,
  ): Promise<StoredReturn | undefined> => {
    const sealed = sealEntry(sealer, fresh._id, entry);
    if (stored === undefined) return insert({ ...fresh, entries: [sealed], v: 1 });
    const { _id, v } = stored;
    const update = { $push: { entries: sealed }, $set: { v: v + 1 } } as mongo.UpdateFilter<StoredReturn>;
    const written = await all.findOneAndUpdate({ _id, v }, update, { returnDocument: 'after' });
    return (written as StoredReturn | null) ?? undefined;
  };

  const insert = async (document: StoredReturn): Promise<StoredReturn | undefined> => {
    try {
      await all.insertOne(document as mongo.OptionalUnlessRequiredId<StoredReturn>);
      return document;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  };

  /** One try: the return afterwards, `undefined` when it is declined, `again` when somebody was faster. */
  const attempt = async (what: Addition, key: string): Promise<DutyReturn | 'again' | undefined> => {
    const { dutyId, unitId, by, at } = what;
    const _id = returnId(dutyId, unitId);
    const stored = await one(_id);
    const before = stored && upTo(stored, key);
    if (before !== undefined) return toReturn(sealer, tz, before);
    const now = stored === undefined ? undefined : toReturn(sealer, tz, stored);
    const duty = await find(dutyId);
    const happened = duty !== undefined && takes(duty, unitId) ? what.decide(now) : undefined;
    if (duty === undefined || happened === undefined) return undefined;
    const written = await write(
      stored,
      { _id, dutyId, unitId, due: duty.due },
      { id: key, at, by, ...happened },
    );
    return written === undefined ? 'again' : toReturn(sealer, tz, written);
  };

  const add = (dutyId: string, unitId: string, decide: Decide, by: By, at: Date) => async (key: string) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const done = await attempt({ dutyId, unitId, decide, by, at }, key);
      if (done !== 'again') return done;
    }
    throw new Error('Too many people write to one return at once.');
  };

  return {
    returns: (dutyId) => list({ dutyId }),
    returnsOf: (dutyIds, unitId) => list({ _id: { $in: dutyIds.map((id) => returnId(id, unitId)) } }),
    answer: (dutyId, unitId, answer, by, at) =>
      add(
        dutyId,
        unitId,
        (now) => ({ kind: now?.state === 'answered' ? 'corrected' : 'answered', answer }),
        by,
        at,
      ),
    withdraw: (dutyId, unitId, by, at) =>
      add(dutyId, unitId, (now) => (now?.state === 'answered' ? { kind: 'withdrawn' } : undefined), by, at),
    postpone: (dutyId, unitId, until, by, at) =>
      add(
        dutyId,
        unitId,
        (now) =>
          now?.entries.some(({ kind }) => kind === 'postponed') ? undefined : { kind: 'postponed', until },
        by,
        at,
      ),
    note: (dutyId, unitId, { kind, words }, by, at) =>
      add(
        dutyId,
        unitId,
        (now) =>
          aboutAnswer(kind) && now?.state !== 'answered' ? undefined : { kind, ...defined({ words }) },
        by,
        at,
      ),
  };
}

/** The return as this entry left it: who is run again says what they said, whatever was answered since. */
function upTo(stored: StoredReturn, key: string): StoredReturn | undefined {
  const at = stored.entries.findIndex(({ id }) => id === key);
  return at < 0 ? undefined : { ...stored, entries: stored.entries.slice(0, at + 1) };
}

interface Addition {
  readonly dutyId: string;
  readonly unitId: string;
  readonly decide: Decide;
  readonly by: By;
  readonly at: Date;
}

/** Late answers are still taken after the end, none of one that was cancelled. */
const takes = ({ state, expected }: Duty, unitId: string): boolean =>
  state !== 'cancelled' && expected.includes(unitId);

/** There must be an answer to be confirmed or sent back. */
const aboutAnswer = (kind: ReturnEntry['kind']): boolean => kind === 'confirmed' || kind === 'sent-back';
