import { dutyName } from '../duties/names.ts';
import {
  type AreaTotals,
  answerOf,
  type DutyTotals,
  fieldValue,
  pairsOf,
  type Totals,
} from '../duties/totals.ts';
import type { Answer, AnswerSpec, Duty, DutyReturn } from '../duties/types.ts';
import { townshipOfUnit, unitName } from '../duties/units.ts';
import { answerWords, percentWords } from '../duties/words.ts';
import { printedDate } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';
import type { LedgerColumn, LedgerForm } from './forms.ts';
import type { Cell } from './workbook.ts';

/** What a ledger of answers is written from. */
export interface DutyLedger {
  readonly form: LedgerForm;
  readonly totals: DutyTotals;
  readonly returns: readonly DutyReturn[];
  readonly units: readonly string[];
  readonly gazetteer: Gazetteer;
  /** Free words of the units are for this reader. */
  readonly words: boolean;
  /** Above the columns: what it is of, and who fetched it when. */
  readonly heading: readonly string[];
}

/** The columns of a form for one duty: 其余各数 is spread over the numbers that no column of its own shows. */
export function columnsOf(
  { columns }: LedgerForm,
  { answer }: Pick<Duty, 'answer'>,
): readonly LedgerColumn[] {
  const shown = new Set(columns.flatMap(({ from, field }) => (from === '数' ? (field ?? []) : [])));
  return columns.flatMap((column) => {
    if (column.from !== '其余各数') return [column];
    const rest = answer.fields.filter(({ name }) => !shown.has(name));
    return [
      ...rest.map(({ name, unit }) => ({
        ...column,
        from: '数' as const,
        field: name,
        title: `${name}（${unit}）`,
      })),
      ...pairsOf(answer).map(([, larger]) => ({
        ...column,
        from: '差' as const,
        field: larger,
        title: '差额',
      })),
    ];
  });
}

/** The rows of a ledger: its heading, its columns, each unit below its township with a sum, and the whole. */
export function* dutyRows(ledger: DutyLedger): Generator<readonly Cell[]> {
  const { form, totals, units, gazetteer } = ledger;
  const columns = columnsOf(form, totals.duty);
  for (const line of ledger.heading) yield [line];
  yield columns.map(({ title }) => title);
  const byArea = totals.areas.map((area) => ({
    area,
    own: units.filter((unit) => townshipOfUnit(unit, gazetteer) === area.areaId),
  }));
  const rest = units.filter((unit) => byArea.every(({ own }) => !own.includes(unit)));
  const numbered = new Map([...byArea.flatMap(({ own }) => own), ...rest].map((unit, at) => [unit, at + 1]));
  const row = (unit: string) => unitRow(ledger, columns, unit, numbered.get(unit) ?? 0);
  for (const { area, own } of byArea) {
    yield* own.map(row);
    if (totals.duty.audience !== 'township') yield sumRow(ledger, columns, area);
  }
  yield* rest.map(row);
  yield sumRow(ledger, columns, { totals: totals.whole });
}

function unitRow(
  { totals, returns, gazetteer, words }: DutyLedger,
  columns: readonly LedgerColumn[],
  unit: string,
  n: number,
): readonly Cell[] {
  const { duty } = totals;
  const answer = answerOf(returns, unit);
  const township = townshipOfUnit(unit, gazetteer);
  const made = returns.find(({ unitId }) => unitId === unit);
  const by = made?.entries.findLast(({ kind }) => kind === 'answered' || kind === 'corrected')?.by;
  const about: Readonly<Record<string, Cell>> = {
    序号: n,
    ...(township === undefined ? {} : { 乡镇: areaName(gazetteer, township) }),
    单位: unitName(unit, gazetteer),
    期间: duty.period.label,
    任务: dutyName(duty),
    填报人: answer === undefined ? undefined : by?.name,
    日期: made?.answeredOn && printedDate(made.answeredOn),
    按时: answer === undefined ? '未报' : made?.onTime === true ? '是' : '否',
    复核: made?.confirmed === true ? '已复核' : undefined,
  };
  return columns.map(
    ({ from, field }) => about[from] ?? (answer && ofAnswer(duty.answer, answer, { from, field, words })),
  );
}

interface Wanted {
  readonly from: LedgerColumn['from'];
  readonly field: string | undefined;
  readonly words: boolean;
}

function ofAnswer(spec: AnswerSpec, answer: Answer, { from, field = '', words }: Wanted): Cell {
  const pair = pairsOf(spec).find(([, larger]) => larger === field);
  const part = pair && fieldValue(spec, answer, pair[0]);
  const whole = pair && fieldValue(spec, answer, pair[1]);
  const both = part === undefined || whole === undefined ? undefined : { part, whole };
  switch (from) {
    case '数':
      return fieldValue(spec, answer, field);
    case '差':
      return both && both.whole - both.part;
    case '率':
      return both && both.whole > 0 ? percentWords(both.part, both.whole) : undefined;
    case '问题项':
      return answer.items?.map((item) => `${item}${spec.items?.[item - 1] ?? ''}`).join('；') || undefined;
    case '结果':
      return answer.zero ? '无' : answerWords(spec, withoutWords(answer, words));
    case '声明':
      return answer.declaration;
    case '说明':
      return [answer.elsewhere && `已在${answer.elsewhere}报`, words ? answer.words : undefined]
        .filter(Boolean)
        .join('；');
    default:
      return undefined;
  }
}

function withoutWords({ words, ...answer }: Answer, keep: boolean): Answer {
  return keep && words !== undefined ? { ...answer, words } : answer;
}

/** 小计 of a township, 合计 of all. */
function sumRow(
  { totals: { duty }, gazetteer }: DutyLedger,
  columns: readonly LedgerColumn[],
  { areaId, totals }: { readonly areaId?: AreaTotals['areaId']; readonly totals: Totals },
): readonly Cell[] {
  const head: Readonly<Record<string, Cell>> = {
    乡镇: areaId === undefined ? undefined : areaName(gazetteer, areaId),
    单位: `${areaId === undefined ? '合计' : '小计'}（已报${totals.answered}/${totals.expected}）`,
  };
  return columns.map(({ from, field }) => head[from] ?? sumOf(duty.answer, totals, { from, field }));
}

function sumOf(spec: AnswerSpec, totals: Totals, { from, field }: Pick<Wanted, 'from' | 'field'>): Cell {
  if (from === '数') {
    const found = totals.fields.find(({ name }) => name === field);
    // Times are no sum.
    return found === undefined || found.unit === '秒' || found.given === 0 ? undefined : found.sum;
  }
  if (from === '结果' && spec.kind === 'zero') return `报0的${totals.zeros}个`;
  const gap = totals.gaps.find(({ larger }) => larger === field);
  if (gap === undefined || gap.whole === 0) return undefined;
  if (from === '差') return gap.gap;
  return from === '率' ? percentWords(gap.part, gap.whole) : undefined;
}
