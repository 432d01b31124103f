import { defined } from '../kit/defined.ts';
import type { Labelled } from './labels-of-count.ts';
import type { AnswerField, AnswerSpec } from './types.ts';

/** Which field each number was taken for. */
export interface Assigned {
  readonly values: Readonly<Record<string, number>>;
  /** The numbers that belong to a field, or say something about one. */
  readonly used: readonly Labelled[];
  readonly problem?: string;
}

type Spec = Pick<AnswerSpec, 'fields' | 'atMost'>;

/** Gives each number to its field: by its name, then by its unit, then in the order asked; what lacks is computed last. */
export function assign(spec: Spec, numbers: readonly Labelled[]): Assigned {
  const values: Record<string, number> = {};
  const whole = numbers.filter((one) => !one.part);
  const used = new Set<Labelled>();
  const problem =
    byName(whole.filter(isNamed), values, used) ??
    byOrder(
      spec,
      { nameless: whole.filter((one) => !one.opposite && one.named === undefined), count: numbers.length },
      values,
      used,
    ) ??
    byOpposite(
      spec,
      whole.filter(({ opposite }) => opposite),
      values,
      used,
    ) ??
    partOnly(spec, numbers, values);
  return { values, used: [...used], ...defined({ problem }) };
}

type Values = Record<string, number>;
type Named = Labelled & { readonly named: string };

const isNamed = (one: Labelled): one is Named => one.named !== undefined && !one.opposite;

function byName(named: readonly Named[], values: Values, used: Set<Labelled>): string | undefined {
  for (const name of new Set(named.map((one) => one.named))) {
    const all = named.filter((one) => one.named === name);
    const totals = all.filter(({ total }) => total);
    const [one, other] = all.length > 1 && totals.length === 1 ? totals : all;
    if (one === undefined) continue;
    if (other !== undefined && other.found.value !== one.found.value)
      return twice(name, one.found.value, other.found.value);
    values[name] = one.found.value;
    for (const each of all) used.add(each);
  }
  return undefined;
}

interface Nameless {
  readonly nameless: readonly Labelled[];
  readonly count: number;
}

function byOrder(
  { fields }: Spec,
  { nameless, count }: Nameless,
  values: Values,
  used: Set<Labelled>,
): string | undefined {
  const known = nameless.filter(({ strange, candidates }) => !strange || candidates.length === 1);
  for (const one of [...known.filter(({ byUnit }) => byUnit), ...known.filter(({ byUnit }) => !byUnit)]) {
    const { found, candidates, byUnit, total } = one;
    const open = candidates.find((name) => values[name] === undefined);
    const [first] = candidates;
    const sum = total && first !== undefined && candidates.length === 1;
    if (open !== undefined || sum) values[open ?? first ?? ''] = found.value;
    else if (byUnit && first !== undefined) return twice(first, values[first] ?? 0, found.value);
    else return tooMany(fields, count);
    used.add(one);
  }
  return undefined;
}

/** 未实到4 of 612: 608 were there. Where the whole is not told, it is asked for. */
function byOpposite(
  spec: Spec,
  opposite: readonly Labelled[],
  values: Values,
  used: Set<Labelled>,
): string | undefined {
  for (const one of opposite) {
    const name = one.named ?? spec.atMost?.[0]?.[0];
    const many = one.found.value;
    if (name === undefined) return `${many}是没有的数，请写有的数。`;
    const whole = values[wholeOf(spec, name) ?? ''];
    const problem = restOf({ name, whole, many }, values);
    if (problem !== undefined) return problem;
    used.add(one);
  }
  return undefined;
}

interface Rest {
  readonly name: string;
  readonly whole: number | undefined;
  readonly many: number;
}

function restOf({ name, whole, many }: Rest, values: Values): string | undefined {
  const told = values[name];
  if (whole === undefined)
    return told === undefined ? `${many}像是“${name}”以外的数，请写${name}是多少。` : undefined;
  const rest = whole - many;
  if (rest < 0 || (told ?? rest) !== rest) return `${name}和其余的数合不起来，请核对。`;
  values[name] = rest;
  return undefined;
}

/** What a count is a part of: as the duty says, else the first number that is asked for. */
function wholeOf({ fields, atMost = [] }: Spec, name: string): string | undefined {
  const pair = atMost.find(([small]) => small === name);
  if (pair !== undefined) return pair[1];
  const [first] = fields;
  return first !== undefined && first.name !== name && /^(?:缺|不|问题)/.test(name) ? first.name : undefined;
}

function partOnly({ fields }: Spec, numbers: readonly Labelled[], values: Values): string | undefined {
  const lacks = fields.some(({ name, optional }) => optional !== true && values[name] === undefined);
  return lacks && numbers.some(({ part }) => part) ? '您写的是一部分，请写本单位合计的数。' : undefined;
}

const twice = (name: string, a: number, b: number): string => `${name}写了两个数（${a}、${b}），请只写一个。`;

function tooMany(fields: readonly AnswerField[], count: number): string {
  if (fields.length === 0) return '这一项不用写数。';
  return `您写了${count}个数，这里只要${fields.length}个：${fields.map(({ name }) => name).join('、')}。`;
}
