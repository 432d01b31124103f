import type { mongo } from 'mongoose';
import { type CaseFileServices, createAppends } from '../casefiles/append-store.ts';
import { type Appended, shownAs } from '../casefiles/appended.ts';
import { entryPlace, type FollowUp, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { MoveOn, Parts } from '../casefiles/plan-entry.ts';
import { movesFrom, nextState } from '../casefiles/transitions.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { Sealer } from '../privacy/types.ts';
import {
  RETURN_FILE,
  type StoredReturn,
  type StoredReturnEntry,
  sealedSaid,
  toReturn,
} from './return-document.ts';
import { returnId } from './return-id.ts';
import { RETURN_MOVES } from './transitions.ts';
import type { Duty, DutyReturn, DutyStore, OnReturn } from './types.ts';

/** What the returns of units are kept with. */
export interface ReturnsServices extends CaseFileServices {
  readonly sealer: Sealer;
  readonly find: (dutyId: string) => Promise<Duty | undefined>;
}

/** The half of the store that keeps what units answered. */
export function createReturns(
  services: ReturnsServices,
): Pick<DutyStore, 'returns' | 'returnsOf' | 'answer' | 'withdraw' | 'postpone' | 'note'> {
  const { sealer, tz, find } = services;
  const { files, append } = createAppends(services, RETURN_FILE);
  const show = (stored: StoredReturn): DutyReturn => toReturn(sealer, tz, stored);
  const list = async (filter: mongo.Filter<StoredReturn>): Promise<readonly DutyReturn[]> =>
    ((await files.find(filter).sort({ _id: 1 }).toArray()) as StoredReturn[]).map(show);

  const add =
    ({ dutyId, unitId, kind, by, at, brings = () => ({}) }: Addition) =>
    async (key: string): Promise<OnReturn> => {
      const duty = await find(dutyId);
      if (duty === undefined || !duty.expected.includes(unitId)) return { outcome: 'missing' };
      const _id = returnId(dutyId, unitId);
      const fresh = { _id, dutyId, unitId, due: duty.due, dueOn: duty.dueOn };
      const done = await append({ _id }, { key, kind, by, at }, (now) =>
        isCancelled(duty) ? 'refused' : { ...brings({ _id, key, now }), fresh },
      );
      return settled(duty, unitId, shownAs(done, show));
    };

  const told = (tell: ((now: DutyReturn) => ToTell | undefined) | undefined, { _id, key, now }: Writing) => {
    const who = now && tell?.(show(now));
    return who === undefined ? [] : [tellSealed(sealer, entryPlace(RETURN_FILE.collection, _id, key), who)];
  };

  return {
    returns: (dutyId) => list({ dutyId }),
    returnsOf: (dutyIds, unitId) => list({ _id: { $in: dutyIds.map((id) => returnId(id, unitId)) } }),
    answer: (dutyId, unitId, answer, by, at, photos = []) =>
      add({
        ...{ dutyId, unitId, by, at },
        kind: (now) =>
          nextState(RETURN_MOVES.corrected, now?.state) === undefined ? 'answered' : 'corrected',
        brings: ({ _id, key }) => ({
          entry: sealedSaid(sealer, _id, key, { answer }),
          after: photos.length === 0 ? [] : [{ kind: 'photos', ids: photos, file: _id }],
        }),
      }),
    withdraw: (dutyId, unitId, by, at) => add({ dutyId, unitId, kind: 'withdrawn', by, at }),
    postpone: (dutyId, unitId, until, by, at) =>
      add({ dutyId, unitId, kind: 'postponed', by, at, brings: () => ({ entry: { until } }) }),
    note: (dutyId, unitId, { kind, words, tell }, by, at) =>
      add({
        ...{ dutyId, unitId, kind, by, at },
        brings: (writing) => ({
          entry: sealedSaid(sealer, writing._id, writing.key, defined({ words })),
          after: told(tell, writing),
        }),
      }),
  };
}

/** Which entry of which return is about to be written, and the return as it is. */
interface Writing {
  readonly _id: string;
  readonly key: string;
  readonly now: StoredReturn | undefined;
}

interface Addition {
  readonly dutyId: string;
  readonly unitId: string;
  readonly kind: MoveOn<StoredReturnEntry, StoredReturn>['kind'];
  readonly by: By;
  readonly at: Date;
  readonly brings?: (writing: Writing) => Pick<Parts<StoredReturnEntry, StoredReturn>, 'entry'> & {
    readonly after?: readonly FollowUp[];
  };
}

/** Late answers are still taken after the end, none of a duty that was cancelled. */
const isCancelled = ({ state }: Duty): boolean => state === 'cancelled';

/** The core knows neither the duty nor a unit that has done nothing yet: what it says of these is made whole here. */
function settled(
  duty: Duty,
  unitId: string,
  done: Appended<DutyReturn, StoredReturnEntry['kind']>,
): OnReturn {
  if (done.outcome === 'appended' || done.outcome === 'repeated') return done;
  const { why, file, moves } =
    done.outcome === 'declined'
      ? done
      : {
          why: 'state' as const,
          file: nothingYet(duty.id, unitId),
          moves: movesFrom(RETURN_MOVES, undefined),
        };
  if (isCancelled(duty)) return { outcome: 'declined', why: 'refused', file, moves: [] };
  return { outcome: 'declined', why, file, moves };
}

function nothingYet(dutyId: string, unitId: string): DutyReturn {
  return { dutyId, unitId, state: 'open', confirmed: false, entries: [] };
}
