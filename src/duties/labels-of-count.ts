import { defined } from '../kit/defined.ts';
import type { NumberFound } from './numbers-in.ts';
import type { AnswerField } from './types.ts';
import { anyUnitAt, unitAt } from './units-of-count.ts';

/** A number with what its neighbours say about it. */
export interface Labelled {
  readonly found: NumberFound;
  /** Names of the fields it may be of, in the order asked. */
  readonly candidates: readonly string[];
  /** The one field it is named for. */
  readonly named?: string;
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

/** Reads unit and names around one number. */
export function labelsOf(fields: readonly AnswerField[], text: string, found: NumberFound): Labelled {
  const after = text.slice(found.end);
  const fits =
    found.shape === 'time' ? fields.filter(({ unit }) => unit === '秒') : fieldsOfUnit(fields, after);
  const unitEnd = found.end + (found.shape === 'time' ? 0 : longestUnit(fits, after));
  const foreign = found.shape === 'plain' && fits.length === 0 && isForeign(after);
  const candidates = (fits.length === 0 ? fields : fits).map(({ name }) => name);
  const front = frontOf(candidates, text.slice(0, found.start));
  const behind = front === undefined ? behindOf(candidates, text.slice(unitEnd)) : undefined;
  const named = front?.name ?? behind?.name;
  return {
    found,
    candidates,
    ...defined({ named }),
    byUnit: fits.length > 0,
    foreign: foreign && named === undefined,
    from: found.start - (front?.length ?? 0),
    to: unitEnd + (behind?.length ?? 0) + (fits.length === 0 ? neutralUnit(after) : 0),
  };
}

function fieldsOfUnit(fields: readonly AnswerField[], after: string): readonly AnswerField[] {
  return fields.filter(({ unit }) => unitAt(unit, after) > 0);
}

const longestUnit = (fits: readonly AnswerField[], after: string): number =>
  Math.max(0, ...fits.map(({ unit }) => unitAt(unit, after)));

// 个 is said of anything.
const isForeign = (after: string): boolean => anyUnitAt(after) > 0 && !/^个(?![一-龥])/.test(after);
const neutralUnit = (after: string): number => (/^个(?![一-龥])/.test(after) ? 1 : 0);

interface NameFound {
  readonly name: string;
  readonly length: number;
}

const FRONT = /([一-龥]{1,12})([\s:：=-]{0,3})$/;

function frontOf(names: readonly string[], before: string): NameFound | undefined {
  const [, run = '', gap = ''] = FRONT.exec(before) ?? [];
  for (let length = run.length; length > 0; length -= 1) {
    const label = run.slice(-length);
    const fits = names.filter((name) => labelFits(label, name));
    const [only] = exactOr(fits, label);
    if (only !== undefined) return { name: only, length: length + gap.length };
  }
  return undefined;
}

function behindOf(names: readonly string[], after: string): NameFound | undefined {
  const run = /^[一-龥]{1,12}/.exec(after)?.[0] ?? '';
  // What stands before the next number names that one.
  if (/^[\s:：=-]{0,3}[\d零一二两三四五六七八九十]/.test(after.slice(run.length))) return undefined;
  for (let length = run.length; length > 1; length -= 1) {
    const label = run.slice(0, length);
    const name = names.find((one) => one === label);
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
