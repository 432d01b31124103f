import type { Gazetteer } from '../places/gazetteer.ts';
import { openDifficulty } from './return-state.ts';
import type { DutyReturn } from './types.ts';
import { townshipOfUnit, unitName } from './units.ts';

/** How many names a phone shows at a glance. */
const MOST_NAMES = 8;

/** The units of one township, or those of none, as a list prints them. */
export interface MissingGroup {
  /** The township; absent where the units are townships themselves, or none. */
  readonly area?: string;
  /** With what is known of them: `桐渡镇中心小学（已电话）`. */
  readonly names: readonly string[];
}

/** Everything that missing units are named by. */
export interface MissingParts {
  readonly missing: readonly string[];
  readonly returns: readonly DutyReturn[];
  readonly gazetteer: Gazetteer;
  readonly now: Date;
}

/** At most eight names: who asked for help before the others, else in the order given. */
export function fewNames(parts: MissingParts): readonly string[] {
  const { missing, returns } = parts;
  const asked = (unit: string): boolean => difficultyOf(unit, returns) !== undefined;
  return [...missing.filter(asked), ...missing.filter((unit) => !asked(unit))]
    .slice(0, MOST_NAMES)
    .map((unit) => named(unit, parts));
}

/** All of them, by township in county-file order; within one in the order given. */
export function byTownship(parts: MissingParts): readonly MissingGroup[] {
  const { missing, gazetteer } = parts;
  const groups = gazetteer.townships.map(({ id, name }) => ({
    area: name,
    units: missing.filter((unit) => unit !== id && townshipOfUnit(unit, gazetteer) === id),
  }));
  const grouped = new Set(groups.flatMap(({ units }) => units));
  const others = missing.filter((unit) => !grouped.has(unit));
  return [...groups, { units: others }]
    .filter(({ units }) => units.length > 0)
    .map(({ units, ...area }) => ({ ...area, names: units.map((unit) => named(unit, parts)) }));
}

function named(unit: string, { returns, gazetteer, now }: MissingParts): string {
  const marks = marksOf(
    returns.find(({ unitId }) => unitId === unit),
    now,
  );
  return unitName(unit, gazetteer) + (marks.length === 0 ? '' : `（${marks.join('，')}）`);
}

/** The words of a difficulty, `''` when it was told without any. */
function difficultyOf(unit: string, returns: readonly DutyReturn[]): string | undefined {
  const one = returns.find(({ unitId }) => unitId === unit);
  if (one === undefined || one.state === 'answered') return undefined;
  return one.entries.some(({ kind }) => kind === 'difficulty') ? (openDifficulty(one) ?? '') : undefined;
}

/** 明早再报, 有困难, 已电话, 已退回: what is known of a unit that has not answered. */
function marksOf(one: DutyReturn | undefined, now: Date): readonly string[] {
  if (one === undefined) return [];
  const difficulty = difficultyOf(one.unitId, [one]);
  return [
    ...(one.askedLaterUntil !== undefined && one.askedLaterUntil.getTime() > now.getTime()
      ? ['明早再报']
      : []),
    ...(difficulty === undefined ? [] : [difficulty === '' ? '有困难' : `有困难：${difficulty}`]),
    ...(one.phonedAt === undefined ? [] : ['已电话']),
    ...(one.entries.at(-1)?.kind === 'sent-back' ? ['已退回'] : []),
  ];
}
