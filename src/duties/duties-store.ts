import type { mongo } from 'mongoose';
import { type CaseFileServices, createAppends } from '../casefiles/append-store.ts';
import { shownAs } from '../casefiles/appended.ts';
import type { Parts } from '../casefiles/plan-entry.ts';
import { SentinelError } from '../errors.ts';
import { BY_PROGRAM, type By } from '../kit/by.ts';
import { freshFor } from '../kit/fresh-for.ts';
import type { Sealer } from '../privacy/types.ts';
import { BY_ITSELF, DUTY_FILE, freshDuty, type StoredDuty, toDuty } from './duty-document.ts';
import { LATE_DAYS } from './late-days.ts';
import { createReturns } from './returns-store.ts';
import type { DutyMove } from './transitions.ts';
import type { Duty, DutyStore, OnDuty } from './types.ts';

const DAY_MS = 86_400_000;
// The question itself takes time: together they stay under the 2 s that are promised.
const FRESH_MS = 1_500;

/** Duties and their returns in MongoDB. */
export function createDutyStore(services: CaseFileServices & { readonly sealer: Sealer }): DutyStore {
  const { sealer, tz } = services;
  const { files, one, append } = createAppends(services, DUTY_FILE);
  const show = (stored: StoredDuty): Duty => toDuty(sealer, tz, stored);
  const list = async (filter: mongo.Filter<StoredDuty>): Promise<readonly Duty[]> =>
    ((await files.find(filter).sort({ openedAt: -1, _id: 1 }).toArray()) as StoredDuty[]).map(show);
  const recent = (now: Date, days: number): Promise<readonly Duty[]> =>
    list({ $or: [{ open: true }, { endedAt: { $gte: new Date(now.getTime() - days * DAY_MS) } }] });
  let asOf = new Date(0);
  const lately = freshFor(FRESH_MS, () => recent(asOf, LATE_DAYS));
  const find = async (id: string): Promise<Duty | undefined> => {
    const stored = await one({ _id: id });
    return stored && show(stored);
  };

  const add =
    ({ id, kind, by, at, brings }: Addition) =>
    async (key: string): Promise<OnDuty> => {
      const from = by.role === BY_PROGRAM ? 'job' : 'chat';
      const done = await append({ _id: id }, { key, kind, by, at, from }, () => brings);
      lately.forget();
      return shownAs(done, show);
    };

  return {
    open: async (draft) => {
      const { id, by = BY_ITSELF, openedAt: at } = draft;
      const known = await find(id);
      if (known !== undefined) return known;
      const brings = { fresh: freshDuty(sealer, draft) };
      const opened = await add({ id, kind: 'opened', by, at, brings })(id);
      if (opened.outcome === 'missing')
        throw new SentinelError('duty_lost', 'A duty was neither found nor made.');
      return opened.file;
    },
    find,
    recent,
    lately: (now) => {
      asOf = now;
      return lately.get();
    },
    openFor: (unitIds) => list({ open: true, expected: { $in: [...unitIds] } }),
    openedWithin: (from, to) => list({ openedAt: { $gte: from, $lte: to } }),
    urge: (id, by, at) => add({ id, kind: 'urged', by, at, brings: { set: { urgedAt: at } } }),
    moveUnits: (id, expected, by, at) => add({ id, kind: 'moved', by, at, brings: { set: { expected } } }),
    end: (id, how, by, at) => add({ id, kind: how, by, at, brings: { set: { endedAt: at } } }),
    ...createReturns({ ...services, find }),
  };
}

interface Addition {
  readonly id: string;
  readonly kind: DutyMove;
  readonly by: By;
  readonly at: Date;
  readonly brings: Parts<StoredDuty['entries'][number], StoredDuty>;
}
