import { answerOf, fieldValue } from '../duties/totals.ts';
import type { Duty, DutyReturn } from '../duties/types.ts';
import { REPORTED, type RegisterFigures } from '../figures/register.ts';

/** A number that two sides give differently. */
export interface Difference {
  readonly name: string;
  readonly reported: number;
  readonly known: number;
}

/** A monthly report as it was answered by one unit. */
export interface Report {
  readonly unit: string;
  /** When what counts now was answered: the register is read as it stood then. */
  readonly at: Date;
  readonly numbers: Readonly<Record<string, number>>;
}

/** What a unit reported; undefined where it has not, or did so in another system. */
export function reportOf(duty: Duty, returns: readonly DutyReturn[], unit: string): Report | undefined {
  const answer = answerOf(returns, unit);
  const made = returns.find(({ unitId }) => unitId === unit)?.entries;
  const at = made?.findLast(({ kind }) => kind === 'answered' || kind === 'corrected')?.at;
  if (answer === undefined || at === undefined) return undefined;
  const numbers = duty.answer.fields.flatMap(({ name }) => {
    const value = fieldValue(duty.answer, answer, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return numbers.length === 0 ? undefined : { unit, at, numbers: Object.fromEntries(numbers) };
}

/** Where a report says something else than what is known, number by number; what was not asked for is not compared. */
export function differences(
  { numbers }: Pick<Report, 'numbers'>,
  known: (figure: keyof RegisterFigures) => number,
): readonly Difference[] {
  return REPORTED.flatMap(([name, figure]) => {
    const reported = numbers[name];
    const other = known(figure);
    return reported === undefined || reported === other ? [] : [{ name, reported, known: other }];
  });
}

/** A township beside its schools: their sum and the register's children of no school of theirs make its own number. */
export interface TownshipCompared {
  readonly name: string;
  readonly schools: number;
  /** 在外就读, 流动: in the register, and in no school's report. */
  readonly apart: number;
  readonly reported: number;
}

/** Where the township's number is not that of its schools and of who is apart. */
export function compareTownship(
  own: Report,
  schools: readonly Report[],
  apart: RegisterFigures,
): readonly TownshipCompared[] {
  return REPORTED.flatMap(([name, figure]) => {
    const reported = own.numbers[name];
    if (reported === undefined) return [];
    const sum = schools.reduce((total, { numbers }) => total + (numbers[name] ?? 0), 0);
    return reported === sum + apart[figure] ? [] : [{ name, schools: sum, apart: apart[figure], reported }];
  });
}
