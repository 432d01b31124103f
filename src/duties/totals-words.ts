import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName } from '../places/naming.ts';
import type { AreaTotals, DutyTotals, FieldTotal, Totals, UnitFinding } from './totals.ts';
import type { AnswerSpec } from './types.ts';
import { unitName } from './units.ts';
import { percentWords, timeWords } from './words.ts';

/** Everything answered in one line: `应发23104份，回收22980份，差124份（99.5 %）`; `''` where nothing is added up. */
export function wholeWords(spec: AnswerSpec, totals: Totals): string {
  const parts = [
    ...totals.fields.filter(({ given }) => given > 0).map(fieldWords),
    ...totals.gaps
      .filter(({ whole }) => whole > 0)
      .map(
        ({ gap, part, whole, larger }) => `差${gap}${unitOf(spec, larger)}（${percentWords(part, whole)}）`,
      ),
    ...itemWords(spec, totals),
    ...(spec.kind === 'zero' ? [`报0的${totals.zeros}个`, `有情况的${notZero(totals)}个`] : []),
  ];
  return parts.join('，');
}

/** One township's line: `桐渡镇 6/6：应发1612 回收1605 差7`. */
export function areaWords(
  { duty }: DutyTotals,
  { areaId, totals }: AreaTotals,
  gazetteer: Gazetteer,
): string {
  const place = gazetteer.byId(areaId);
  const name = place === undefined ? '' : fullName(gazetteer, place);
  const itself = duty.audience === 'township';
  const figures = [
    ...totals.fields.filter(({ given }) => given > 0).map(shortField),
    ...totals.gaps.filter(({ whole }) => whole > 0).map(({ gap }) => `差${gap}`),
    ...totals.items.flatMap((n, at) => (n === 0 ? [] : [`第${at + 1}项${itself ? '' : `${n}所`}`])),
    ...(duty.answer.kind === 'zero' && totals.answered > 0 ? [`报0的${totals.zeros}`] : []),
  ].join(' ');
  if (itself) return `${name}：${figures || '已报'}`;
  return `${name} ${totals.answered}/${totals.expected}${figures === '' ? '' : `：${figures}`}`;
}

/** What to look at, unit by unit: `桐渡镇中心小学 差7份`. */
export function findingWords({ unit, what, n, unitWord }: UnitFinding, gazetteer: Gazetteer): string {
  return `${unitName(unit, gazetteer)}${what}${unitWord === '' ? '' : `${n}${unitWord}`}`;
}

function fieldWords(field: FieldTotal): string {
  return field.unit === '秒' ? timesOf(field) : `${field.name}${field.sum}${field.unit}`;
}

function shortField(field: FieldTotal): string {
  return field.unit === '秒' ? timesOf(field) : `${field.name}${field.sum}`;
}

/** Times are no sum. */
function timesOf({ name, sum, given, most }: FieldTotal): string {
  const mean = timeWords(Math.round(sum / given));
  return given === 1 ? `${name}${mean}` : `${name}平均${mean}、最长${timeWords(most)}`;
}

function itemWords({ items = [] }: AnswerSpec, totals: Totals): readonly string[] {
  return items.flatMap((item, at) => {
    const n = totals.items[at] ?? 0;
    return n === 0 ? [] : [`第${at + 1}项（${item}）有问题${n}个`];
  });
}

const notZero = ({ answered, zeros, elsewhere }: Totals): number => answered - zeros - elsewhere;

const unitOf = ({ fields }: AnswerSpec, name: string): string =>
  fields.find((field) => field.name === name)?.unit ?? '';
