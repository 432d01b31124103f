import type { PlaceMention } from '../places/gazetteer.ts';
import { namedDuties } from './names.ts';
import { fits, readAnswer } from './read-answer.ts';
import { trimMarks } from './said.ts';
import type { Duty } from './types.ts';

/** A duty that a person may answer, for which units, and which of these have answered already. */
export interface Answerable {
  readonly duty: Duty;
  readonly units: readonly string[];
  readonly done: readonly string[];
}

/** Which duty and unit a text is said to. */
export type Picked =
  | { readonly kind: 'one'; readonly duty: Duty; readonly unitId: string; readonly rest: string }
  | { readonly kind: 'which-duty'; readonly duties: readonly Duty[]; readonly rest: string }
  /** One of the six officers has several schools: which one? */
  | {
      readonly kind: 'which-unit';
      readonly duty: Duty;
      readonly units: readonly string[];
      readonly rest: string;
    }
  | { readonly kind: 'none' };

type Scan = (text: string) => readonly PlaceMention[];

/**
 * Infers duty and unit. Named duties first; else the open ones whose answer it can be, those still unanswered before
 * the others. A duty that has ended is meant only when it is named.
 */
export function pickDuty(all: readonly Answerable[], said: string, scan: Scan): Picked {
  const open = all.filter(({ duty }) => duty.state === 'open');
  const named =
    namedDuties(
      open.map(({ duty }) => duty),
      said,
    ) ??
    namedDuties(
      all.map(({ duty }) => duty),
      said,
    );
  const rest = named?.rest ?? said;
  const pool = named === undefined ? open : all.filter(({ duty }) => named.duties.includes(duty));
  const likely = narrowed(pool, rest, named !== undefined);
  const [first] = likely;
  if (first === undefined) return { kind: 'none' };
  if (likely.length > 1) return { kind: 'which-duty', duties: likely.map(({ duty }) => duty), rest: said };
  return unitOf(first, rest, scan);
}

function narrowed(pool: readonly Answerable[], rest: string, named: boolean): readonly Answerable[] {
  if (pool.length < 2 && (named || pool.length === 0)) return pool;
  const readable = pool.filter(({ duty }) =>
    named ? readAnswer(duty.answer, rest).kind !== 'problem' : fits(duty.answer, rest) === 'answer',
  );
  const begun = pool.filter(({ duty }) => fits(duty.answer, rest) === 'problem');
  const fitting = [readable, begun].find((some) => some.length > 0) ?? pool;
  const owing = fitting.filter(owes);
  return owing.length > 0 ? owing : fitting;
}

const owes = ({ units, done }: Answerable): boolean => units.some((unit) => !done.includes(unit));

function unitOf({ duty, units, done }: Answerable, rest: string, scan: Scan): Picked {
  const [only] = units;
  if (only !== undefined && units.length === 1) return { kind: 'one', duty, unitId: only, rest };
  const mention = scan(rest).find(({ candidates }) => candidates.some(({ id }) => units.includes(id)));
  const place = mention?.candidates.find(({ id }) => units.includes(id));
  if (mention !== undefined && place !== undefined) {
    const without = trimMarks(`${rest.slice(0, mention.start)} ${rest.slice(mention.end)}`);
    return { kind: 'one', duty, unitId: place.id, rest: without.replace(/ {2,}/g, ' ') };
  }
  const owing = units.filter((unit) => !done.includes(unit));
  const [last] = owing;
  if (last !== undefined && owing.length === 1) return { kind: 'one', duty, unitId: last, rest };
  return { kind: 'which-unit', duty, units: owing.length > 0 ? owing : units, rest };
}
