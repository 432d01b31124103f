import { defined } from '../kit/defined.ts';
import type { NumberFound } from './numbers-in.ts';
import { isPart, isTotal, withoutFillers, withoutTail } from './parts-of-count.ts';
import type { AnswerField } from './types.ts';
import { anyUnitAt, unitAt } from './units-of-count.ts';
import { callsOf, LACKING, LACKING_BEHIND, oppositesOf } from './words-of-count.ts';

/** A number with what its neighbours say about it. */
export interface Labelled {
  readonly found: NumberFound;
  /** Names of the fields it may be of, in the order asked. */
  readonly candidates: readonly string[];
  /** The one field it is named for. */
  readonly named?: string;
  /** It counts what the field does not: 未实到4, 4人没来. Without a name: of which field is to be seen. */
  readonly opposite: boolean;
  /** It is of one class, one building, one sex: not of the whole unit. */
  readonly part: boolean;
  /** 共612: where there are several, this is the one. */
  readonly total: boolean;
  /** Words that are no name of anything asked for stand at it. */
  readonly strange: boolean;
  /** Its unit left these candidates. */
  readonly byUnit: boolean;
  /** It has a unit that nothing here is counted in. */
  readonly foreign: boolean;
  /** The stretch of text that number, unit and name take, end exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Whether a word beside a number stands for the field: 应 and 应发 for 应发, 缺警示牌 for 缺牌, 参加人数 for 人数. */
export function labelFits(label: string, name: string): boolean {
  if (label === '') return false;
  return (
    name.startsWith(label) ||
    name.endsWith(label) ||
    label.endsWith(name) ||
    (label.length <= name.length + 4 && label[0] === name[0] && isWithin(name, label))
  );
}

function isWithin(name: string, label: string): boolean {
  let at = 0;
  for (const sign of label) if (sign === name[at]) at += 1;
  return at === name.length;
}

/** Reads unit and names around one number; `since` is where the number before it ended. */
export function labelsOf(
  fields: readonly AnswerField[],
  text: string,
  { found, since }: { readonly found: NumberFound; readonly since: number },
): Labelled {
  const after = text.slice(found.end);
  const fits =
    found.shape === 'time' ? fields.filter(({ unit }) => unit === '秒') : fieldsOfUnit(fields, after);
  const unitEnd = found.end + (found.shape === 'time' ? 0 : longestUnit(fits, after));
  const foreign = found.shape === 'plain' && fits.length === 0 && isForeign(after);
  const candidates = (fits.length === 0 ? fields : fits).map(({ name }) => name);
  const before = text.slice(since, found.start);
  const around = { before, behind: text.slice(unitEnd) };
  const opposite = oppositeAt(candidates, around);
  const named = opposite ?? positiveAt(candidates, around);
  return {
    found,
    candidates,
    ...defined({ named: named?.name }),
    opposite: opposite !== undefined,
    part: isPart(before),
    total: isTotal(before),
    strange: named === undefined && since > 0 && withoutFillers(before) !== '',
    byUnit: fits.length > 0,
    foreign: (foreign && named === undefined) || before.includes('其中'),
    from: found.start - (named?.front ?? 0),
    to: unitEnd + (named?.back ?? 0) + (fits.length === 0 ? neutralUnit(after) : 0),
  };
}

interface Around {
  readonly before: string;
  /** What stands behind number and unit. */
  readonly behind: string;
}

interface NameFound {
  /** Absent where it is only said that something lacks. */
  readonly name?: string;
  /** How much of the text in front of and behind the number belongs to it. */
  readonly front: number;
  readonly back: number;
}

function positiveAt(names: readonly string[], { before, behind }: Around): NameFound | undefined {
  const front = frontOf(names, before);
  if (front !== undefined) return { name: front.name, front: front.length, back: 0 };
  const back = behindOf(names, behind);
  return back && { name: back.name, front: 0, back: back.length };
}

/** 未实到4, 相符 11, 4人没来, 差4人. */
function oppositeAt(names: readonly string[], { before, behind }: Around): NameFound | undefined {
  const [, run = '', gap = ''] = FRONT.exec(before) ?? [];
  const label = withoutTail(run);
  // 缺警示牌2 and 不相符1 are counts of their own, though 警示牌 and 相符 are the opposite.
  const own = Math.max(
    0,
    ...names.flatMap(callsOf).map((call) => (label.endsWith(call) && call.length > 1 ? call.length : 0)),
  );
  const taken = run.length - label.length + gap.length;
  for (const name of names) {
    const { front, behind: back } = oppositesOf(name);
    const hit = front.exec(label)?.[0];
    if (hit !== undefined && hit.length > own) return { name, front: hit.length + taken, back: 0 };
    const tail = back.exec(behind)?.[0];
    if (tail !== undefined) return { name, front: 0, back: tail.length };
  }
  const lacking = own > 0 ? undefined : LACKING.exec(label)?.[0];
  if (lacking !== undefined) return { front: lacking.length + taken, back: 0 };
  const lackingBehind = LACKING_BEHIND.exec(behind)?.[0];
  return lackingBehind === undefined ? undefined : { front: 0, back: lackingBehind.length };
}

function fieldsOfUnit(fields: readonly AnswerField[], after: string): readonly AnswerField[] {
  return fields.filter(({ unit }) => unitAt(unit, after) > 0);
}

const longestUnit = (fits: readonly AnswerField[], after: string): number =>
  Math.max(0, ...fits.map(({ unit }) => unitAt(unit, after)));

// 个 is said of anything.
const isForeign = (after: string): boolean => anyUnitAt(after) > 0 && !/^个(?![一-龥])/.test(after);
const neutralUnit = (after: string): number => (/^个(?![一-龥])/.test(after) ? 1 : 0);

interface Label {
  readonly name: string;
  readonly length: number;
}

const FRONT = /([一-龥]{1,12})([\s:：=-]{0,3})$/;

function frontOf(names: readonly string[], before: string): Label | undefined {
  const [, run = '', gap = ''] = FRONT.exec(before) ?? [];
  const short = withoutTail(run);
  return labelAt(names, run, gap.length) ?? labelAt(names, short, run.length - short.length + gap.length);
}

function labelAt(names: readonly string[], run: string, behind: number): Label | undefined {
  for (let length = run.length; length > 0; length -= 1) {
    const label = run.slice(-length);
    const fits = names.filter((name) => labelFits(label, name));
    const [only] = exactOr(fits, label);
    if (only !== undefined) return { name: only, length: length + behind };
  }
  return calledAt(names, run, behind);
}

/** 收回605 and 发了612 are the names of fields in other words. */
function calledAt(names: readonly string[], run: string, behind: number): Label | undefined {
  const called = names
    .flatMap((name) => callsOf(name).map((call) => ({ name, call })))
    .filter(({ call }) => run.endsWith(call))
    .toSorted((a, b) => b.call.length - a.call.length)[0];
  return called && { name: called.name, length: called.call.length + behind };
}

function behindOf(names: readonly string[], after: string): Label | undefined {
  const run = /^[一-龥]{1,12}/.exec(after)?.[0] ?? '';
  // What stands before the next number names that one.
  if (/^[\s:：=-]{0,3}[\d零一二两三四五六七八九十]/.test(after.slice(run.length))) return undefined;
  for (let length = run.length; length > 1; length -= 1) {
    const label = run.slice(0, length);
    const name = names.find((one) => callsOf(one).includes(label));
    if (name !== undefined) return { name, length };
  }
  return undefined;
}

/** The one name that fits: exactly, or as the only one. */
function exactOr(fits: readonly string[], label: string): readonly string[] {
  const exact = fits.filter((name) => name === label);
  if (exact.length === 1) return exact;
  return fits.length === 1 ? fits : [];
}
