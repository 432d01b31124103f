import type { Gazetteer } from '../places/gazetteer.ts';
import { dutyMeasures, unanswered } from './measures.ts';
import type { Answer, AnswerSpec, Duty, DutyMeasures, DutyReturn } from './types.ts';
import { townshipOfUnit } from './units.ts';

/** What units answered to one number that a duty asks for. */
export interface FieldTotal {
  readonly name: string;
  readonly unit: string;
  readonly sum: number;
  /** Of seconds, which are never added up: the longest. */
  readonly most: number;
  /** How many units gave it. */
  readonly given: number;
}

/** How much the smaller of two numbers is below the larger one, over the units that gave both: 应发 and 回收. */
export interface GapTotal {
  readonly smaller: string;
  readonly larger: string;
  readonly gap: number;
  /** The sums that the gap lies between: of the units that gave both. */
  readonly part: number;
  readonly whole: number;
}

/** What some units of a duty answered, added up. */
export interface Totals extends DutyMeasures {
  readonly fields: readonly FieldTotal[];
  readonly gaps: readonly GapTotal[];
  /** How many units found something wrong with each item, in the order of the items. */
  readonly items: readonly number[];
  /** Answered that there is nothing. */
  readonly zeros: number;
  /** Answered that it is reported in another system: their numbers are not among the sums. */
  readonly elsewhere: number;
}

/** The totals of a township's units; of a township itself where townships are asked. */
export interface AreaTotals {
  readonly areaId: string;
  readonly totals: Totals;
}

/** A unit whose answer shows something to look at, and what. */
export interface UnitFinding {
  readonly unit: string;
  /** `缺牌`, or `差` of two numbers. */
  readonly what: string;
  readonly n: number;
  readonly unitWord: string;
}

/** Everything that was answered to a duty by the units one may see. */
export interface DutyTotals {
  readonly duty: Duty;
  readonly whole: Totals;
  /** Townships with units that were asked, in county-file order; none where the bureau is asked. */
  readonly areas: readonly AreaTotals[];
  readonly findings: readonly UnitFinding[];
  /** Units that owe an answer. */
  readonly missing: readonly string[];
}

/** Adds up what these units answered; units that were not expected count for nothing. */
export function dutyTotals(
  duty: Duty,
  returns: readonly DutyReturn[],
  gazetteer: Pick<Gazetteer, 'byId' | 'townships'>,
  among: readonly string[] = duty.expected,
): DutyTotals {
  const units = duty.expected.filter((unit) => among.includes(unit));
  const areas = gazetteer.townships.flatMap(({ id }) => {
    const own = units.filter((unit) => townshipOfUnit(unit, gazetteer) === id);
    return own.length === 0 ? [] : [{ areaId: id, totals: totalsOf(duty, returns, own) }];
  });
  return {
    duty,
    whole: totalsOf(duty, returns, units),
    areas,
    findings: units.flatMap((unit) => findingsOf(duty.answer, answerOf(returns, unit), unit)),
    missing: unanswered(duty, returns).filter((unit) => units.includes(unit)),
  };
}

function totalsOf(duty: Duty, returns: readonly DutyReturn[], units: readonly string[]): Totals {
  const { answer: spec } = duty;
  const answers = units.flatMap((unit) => answerOf(returns, unit) ?? []);
  return {
    ...dutyMeasures(duty, returns, units),
    fields: spec.fields.map(({ name, unit }) => {
      const given = answers.flatMap((answer) => fieldValue(spec, answer, name) ?? []);
      return { name, unit, sum: sumOf(given), most: Math.max(0, ...given), given: given.length };
    }),
    gaps: pairsOf(spec).map(([smaller, larger]) => {
      const both = answers.flatMap((answer) => {
        const [part, whole] = [fieldValue(spec, answer, smaller), fieldValue(spec, answer, larger)];
        return part === undefined || whole === undefined ? [] : [{ part, whole }];
      });
      const [part, whole] = [sumOf(both.map((one) => one.part)), sumOf(both.map((one) => one.whole))];
      return { smaller, larger, gap: whole - part, part, whole };
    }),
    items: (spec.items ?? []).map(
      (_item, at) => answers.filter(({ items }) => items?.includes(at + 1) === true).length,
    ),
    zeros: answers.filter(({ zero }) => zero).length,
    elsewhere: answers.filter(({ elsewhere }) => elsewhere !== undefined).length,
  };
}

/** The answer of a unit that counts now. */
export function answerOf(returns: readonly DutyReturn[], unitId: string): Answer | undefined {
  const found = returns.find((one) => one.unitId === unitId);
  return found?.state === 'answered' ? found.answer : undefined;
}

/** The number an answer gives to a field: a plain 0 is one for each, and what is only named where it lacks is 0. */
export function fieldValue({ fields }: AnswerSpec, answer: Answer, name: string): number | undefined {
  const given = answer.values[name];
  if (given !== undefined) return given;
  if (answer.zero) return 0;
  const optional = fields.find((field) => field.name === name)?.optional === true;
  return optional && answer.elsewhere === undefined && Object.keys(answer.values).length > 0 ? 0 : undefined;
}

/** Names of numbers that say themselves what is wrong: nothing is wrong with what is missing in them. */
const WRONG = /^(?:缺|不|未|没|差|问题|隐患)/u;

/** The pairs of numbers whose distance is of interest: that 应发 is more than 回收, not that 核查 is more than 不符. */
export function pairsOf({ atMost = [] }: AnswerSpec): readonly (readonly [string, string])[] {
  return atMost.filter(([smaller]) => !WRONG.test(smaller));
}

function findingsOf(spec: AnswerSpec, answer: Answer | undefined, unit: string): readonly UnitFinding[] {
  if (answer === undefined) return [];
  const wrong = spec.fields
    .filter(({ name }) => WRONG.test(name))
    .map((field) => ({ what: field.name, n: answer.values[field.name] ?? 0, unitWord: field.unit }));
  const gaps = pairsOf(spec).map(([smaller, larger]) => {
    const [part, whole] = [fieldValue(spec, answer, smaller), fieldValue(spec, answer, larger)];
    const n = part === undefined || whole === undefined ? 0 : whole - part;
    return { what: '差', n, unitWord: spec.fields.find(({ name }) => name === larger)?.unit ?? '' };
  });
  const items = (answer.items ?? []).map((item) => ({
    what: `第${item}项`,
    n: 1,
    unitWord: '',
  }));
  const notZero = spec.kind === 'zero' && !answer.zero && answer.elsewhere === undefined;
  return [...wrong, ...gaps, ...items, ...(notZero ? [{ what: '有情况', n: 1, unitWord: '' }] : [])]
    .filter(({ n }) => n > 0)
    .map((one) => ({ unit, ...one }));
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
