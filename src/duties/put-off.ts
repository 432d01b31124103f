import { fileAfter } from '../casefiles/appended.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { dutyName } from './names.ts';
import { notStored } from './not-stored.ts';
import type { Target } from './pick.ts';
import type { Duty, DutyStore, OnReturn } from './types.ts';
import { dueWords } from './words.ts';

/** What became of 明早, for each duty and unit it was said to. */
export type PutOff = readonly { readonly dutyId: string; readonly done: OnReturn }[];

/** Puts each of them off until then: one write for each. */
export function putOff(
  duties: Pick<DutyStore, 'postpone'>,
  all: readonly Target[],
  { until, by, at }: { readonly until: Date; readonly by: By; readonly at: Date },
): Effect<PutOff> {
  return (key) =>
    Promise.all(
      all.map(async ({ dutyId, unitId }) => ({
        dutyId,
        done: await duties.postpone(dutyId, unitId, until, by, at)(key),
      })),
    );
}

interface PutOffReply {
  readonly text: FillReply<
    | 'duties/later'
    | 'duties/later-again'
    | 'duties/cancelled'
    | 'duties/none'
    | 'duties/nothing-to-withdraw'
    | 'refusals/full'
  >;
  readonly duties: Pick<DutyStore, 'find'>;
  readonly today: LocalDate;
  /** When it will be asked again. */
  readonly when: string;
}

/** Says what was put off, and what was not because it had been before. `duty` is the one that is answered first. */
export async function putOffReply(
  { text, duties, today, when }: PutOffReply,
  duty: Duty,
  all: PutOff,
): Promise<string> {
  const later = idsOf(all.filter(({ done }) => fileAfter(done) !== undefined));
  const again = idsOf(all.filter(({ done }) => done.outcome === 'declined' && done.why === 'once'));
  const [id] = [...later, ...again];
  const [first] = all;
  if (id === undefined) return first === undefined ? text('duties/none') : notStored(text, duty, first.done);
  const one = id === duty.id ? duty : ((await duties.find(id)) ?? duty);
  const named = (ids: readonly string[]): string => (ids.length > 1 ? `${ids.length}项任务` : dutyName(one));
  const due = dueWords(one, today);
  if (later.length === 0) return text('duties/later-again', { duty: named(again), due });
  return text('duties/later', {
    ...{ duty: named(later), due, when, example: one.answer.example },
    again: again.filter((other) => !later.includes(other)).length,
  });
}

const idsOf = (some: PutOff): readonly string[] => [...new Set(some.map(({ dutyId }) => dutyId))];
