import type { PlaceMention } from '../places/gazetteer.ts';
import { namedDuties } from './names.ts';
import { otherPeriod } from './period.ts';
import { fits, type ReadAnswer, readAnswer } from './read-answer.ts';
import { correctionOf, tidy, trimMarks } from './said.ts';
import type { Answer, Duty } from './types.ts';
import { asWritten } from './written.ts';

/** A duty that a person may answer, for which units, and which of these have answered already. */
export interface Answerable {
  readonly duty: Duty;
  readonly units: readonly string[];
  readonly done: readonly string[];
  /** The newest answer among these units; the person's own one, where they gave any. */
  readonly last?: {
    readonly unitId: string;
    readonly at: Date;
    readonly own: boolean;
    readonly answer: Answer;
  };
}

/** Which duties and units a text is said to. */
export type Picked =
  /** One; several only for 明早 and 都有困难, which are said of everything that is still owed. */
  | { readonly kind: 'found'; readonly targets: readonly Target[]; readonly rest: string }
  /** `fits`: the text is an answer to each of them. */
  | { readonly kind: 'which-duty'; readonly duties: readonly Duty[]; readonly fits: boolean }
  /** One of the six officers has several schools: which one? */
  | {
      readonly kind: 'which-unit';
      readonly duty: Duty;
      readonly units: readonly string[];
      readonly rest: string;
    }
  /** It begins with a school that is not this person's: nobody answers for another unit. */
  | { readonly kind: 'other-unit'; readonly duty: Duty }
  | { readonly kind: 'none' };

/** One duty and the unit that is spoken for. */
export interface Target {
  readonly dutyId: string;
  readonly unitId: string;
}

type Scan = (text: string) => readonly PlaceMention[];

/**
 * Infers duty and unit. Named duties first, open before ended ones; else the open ones whose answer it can be, those
 * still unanswered before the others. 撤回 means what was answered last, one's own before others'. What fits nothing is said to nothing.
 */
export function pickDuty(all: readonly Answerable[], said: string, scan: Scan): Picked {
  const meant = all.filter(({ duty }) => !otherPeriod(duty.period.label, said));
  const corrected = lastCorrected(meant, said);
  if (corrected !== undefined) return corrected;
  const named = namedAmong(meant, said);
  const { pool: among, rest } = named ?? { pool: meant, rest: said };
  const open = among.filter(({ duty }) => duty.state === 'open');
  const pool = named === undefined || open.length > 0 ? open : among;
  const [any] = pool.length > 0 ? pool : meant;
  if (any === undefined) return { kind: 'none' };
  const { kind } = readAnswer(specOf(any), rest);
  if (kind === 'withdraw') return lastAnswered(among, rest);
  const likely = narrowed(pool, rest, named !== undefined);
  const later = kind === 'later' || (kind === 'difficulty' && OF_ALL.test(tidy(rest)));
  if (named === undefined && !later && correctsWhileOwing(likely, pool))
    // What is still owed first, then what the words would have corrected.
    return whichDuty([...pool.filter(owes), ...likely], false);
  if (likely.length === 0) return pool.length === 0 ? { kind: 'none' } : whichDuty(pool, false);
  return later ? putOff(likely, rest, scan) : answering(likely, rest, scan);
}

/** 都有困难 人手不够 */
const OF_ALL = /^(?:[这那]?[两二三四五六几][项个件]|各项|全部)?(?:都|全|均)/;

/** 不对，是八台 is said to what was answered last, where it can be read as that. */
function lastCorrected(all: readonly Answerable[], said: string): Picked | undefined {
  const body = correctionOf(tidy(said));
  if (
    body === undefined ||
    namedDuties(
      all.map(({ duty }) => duty),
      body,
    ) !== undefined
  )
    return undefined;
  const last = lastAnswered(all, said);
  const [target] = last.kind === 'found' ? last.targets : [];
  const one = all.find(({ duty }) => duty.id === target?.dutyId);
  if (one === undefined) return undefined;
  const { kind } = readAnswer(specOf(one), said, one.last?.answer);
  return kind === 'answer' ? last : undefined;
}

function answering(likely: readonly Answerable[], rest: string, scan: Scan): Picked {
  const [only, ...others] = likely;
  return only !== undefined && others.length === 0 ? unitOf(only, rest, scan) : whichDuty(likely, true);
}

/** 明早 puts off all that is still owed; where there is one unit alone it is that one's, answered or not. */
function putOff(likely: readonly Answerable[], rest: string, scan: Scan): Picked {
  const [only, ...others] = likely;
  if (only !== undefined && others.length === 0 && only.units.length === 1) return unitOf(only, rest, scan);
  return { kind: 'found', targets: owed(likely), rest };
}

const whichDuty = (pool: readonly Answerable[], fitting: boolean): Picked => ({
  kind: 'which-duty',
  duties: pool.map(({ duty }) => duty),
  fits: fitting,
});

function namedAmong(
  all: readonly Answerable[],
  said: string,
): { readonly pool: readonly Answerable[]; readonly rest: string } | undefined {
  const named = namedDuties(
    all.map(({ duty }) => duty),
    said,
  );
  if (named === undefined) return undefined;
  return { pool: all.filter(({ duty }) => named.duties.includes(duty)), rest: named.rest };
}

function lastAnswered(pool: readonly Answerable[], rest: string): Picked {
  const [newest] = pool
    .flatMap(({ duty, last }) => (last === undefined ? [] : [{ duty, last }]))
    .sort((a, b) => Number(b.last.own) - Number(a.last.own) || b.last.at.getTime() - a.last.at.getTime());
  if (newest === undefined) return { kind: 'none' };
  return { kind: 'found', targets: [{ dutyId: newest.duty.id, unitId: newest.last.unitId }], rest };
}

function narrowed(pool: readonly Answerable[], rest: string, named: boolean): readonly Answerable[] {
  if (named && pool.length < 2) return pool;
  const readable = pool.filter((one) =>
    named
      ? !['problem', 'owed'].includes(readAnswer(specOf(one), rest).kind)
      : fits(specOf(one), rest) === 'answer',
  );
  const begun = pool.filter((one) => fits(specOf(one), rest) === 'problem');
  // 完成 320人 2分10秒 is said to a drill rather than to what asks for no numbers.
  const whole = readable.filter((one) => isWhole(readAnswer(specOf(one), rest)));
  const fitting = [whole, readable, begun].find((some) => some.length > 0) ?? (named ? pool : []);
  const owing = fitting.filter(owes);
  return owing.length > 0 ? owing : newestOfEach(fitting);
}

/** Said again, 月报 0 1 0 corrects the month that was answered last, and never an older one. */
function newestOfEach(some: readonly Answerable[]): readonly Answerable[] {
  const same = (a: Duty, b: Duty): boolean => a.kind === b.kind && a.audience === b.audience;
  return some.filter(({ duty }) =>
    some.every(
      (other) => !same(other.duty, duty) || other.duty.openedAt.getTime() <= duty.openedAt.getTime(),
    ),
  );
}

const specOf = ({ duty }: Answerable): Duty['answer'] => asWritten(duty).answer;

const owes = ({ units, done }: Answerable): boolean => units.length > done.length;

/** 都做完了 would correct what was answered long ago, while it is said about what is still owed. */
function correctsWhileOwing(likely: readonly Answerable[], pool: readonly Answerable[]): boolean {
  return likely.length > 0 && !likely.some(owes) && pool.some(owes);
}

/** Every word of it was asked for. */
const isWhole = (read: ReadAnswer): boolean => read.kind !== 'answer' || read.answer.words === undefined;

const owed = (some: readonly Answerable[]): readonly Target[] =>
  some.flatMap(({ duty, units, done }) =>
    units.filter((unit) => !done.includes(unit)).map((unitId) => ({ dutyId: duty.id, unitId })),
  );

function unitOf({ duty, units, done }: Answerable, rest: string, scan: Scan): Picked {
  if (namesAnother({ duty, units }, rest, scan)) return { kind: 'other-unit', duty };
  const found = (unitId: string, words: string): Picked => ({
    kind: 'found',
    targets: [{ dutyId: duty.id, unitId }],
    rest: words,
  });
  const [only] = units;
  if (only !== undefined && units.length === 1) return found(only, rest);
  const mention = scan(rest).find(({ candidates }) => candidates.some(({ id }) => units.includes(id)));
  const place = mention?.candidates.find(({ id }) => units.includes(id));
  if (mention !== undefined && place !== undefined) {
    const without = trimMarks(`${rest.slice(0, mention.start)} ${rest.slice(mention.end)}`);
    return found(place.id, without.replace(/ {2,}/g, ' '));
  }
  const owing = units.filter((unit) => !done.includes(unit));
  const [last] = owing;
  if (last !== undefined && owing.length === 1) return found(last, rest);
  return { kind: 'which-unit', duty, units: owing.length > 0 ? owing : units, rest };
}

/** 零报告 甲校 0 from 乙校. Free words may name any school: 看了 甲校 正常. */
function namesAnother(
  { duty, units }: Pick<Answerable, 'duty' | 'units'>,
  rest: string,
  scan: Scan,
): boolean {
  const { audience, answer } = duty;
  if (answer.kind === 'text' || (audience !== 'school' && audience !== 'officer6')) return false;
  const [mention] = scan(rest);
  if (mention === undefined) return false;
  const before = trimMarks(rest.slice(0, mention.start));
  if (before !== '' && !answer.words.includes(before)) return false;
  return mention.candidates.every(({ id, kind }) => kind === 'school' && !units.includes(id));
}
