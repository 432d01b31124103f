import type { ReadRule, Rule, RuleProblem } from '../calendar/rule-types.ts';

/** One rule or several, or the first that cannot be read. */
export type ReadRules =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly problem: RuleProblem };

/** What parts rules, the strongest first: a list of days is one rule as long as it can be read as one. */
const MARKS = [/[;；\n]/, /[,，]/, /、|以及|和|及/];
/** How what is said of days off begins; at the end of several rules it is said of each. */
export const OF_DAYS_OFF =
  /^(?:(?:如果?|若|凡|要是)?[遇逢碰]|(?:如果|若|要是)|(?:节假日|周末|双休日|休息日|放假)[则就]?(?:提前|顺延|推|延|往|跳过|不发|取消))/;

/** Reads one rule, or several in one line. */
export function readRules(text: string, readRule: (text: string) => ReadRule): ReadRules {
  return readParted(text, MARKS, readRule);
}

function readParted(
  text: string,
  [mark, ...weaker]: readonly RegExp[],
  readRule: (text: string) => ReadRule,
): ReadRules {
  const parts = mark === undefined ? [] : partsOf(text, mark);
  const apart = parts.length > 1;
  // Behind ； another rule begins; every other mark may stand inside of one.
  const whole = apart && mark === MARKS[0] ? undefined : readRule(text);
  if (whole?.ok) return { ok: true, rules: [whole.rule] };
  if (!apart) return weaker.length > 0 ? readParted(text, weaker, readRule) : failed(whole ?? readRule(text));
  const read = parts.map((part) => readParted(part, weaker, readRule));
  const wrong = read.find((one) => !one.ok);
  if (wrong !== undefined) return wrong;
  return { ok: true, rules: read.flatMap((one) => (one.ok ? one.rules : [])) };
}

function failed(read: ReadRule): ReadRules {
  return read.ok ? { ok: true, rules: [read.rule] } : read;
}

const NTH = '第?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})个?';
/** 每月第二个和第四个周五, 每学期第一、三周周一 */
const SEVERAL = new RegExp(
  `^(?<of>.*?)第(?<list>${NTH.slice(2)}(?:(?:[、和及]|以及)${NTH})+)(?<what>(?:周|星期|礼拜).*)$`,
);

/** The same rule for each of several weeks, parted by ；. */
function eachOf(text: string): string {
  const { of = '', list, what = '' } = SEVERAL.exec(text)?.groups ?? {};
  if (list === undefined) return text;
  const each = /个/.test(list) ? '个' : '';
  return list
    .split(/、|和|及|以及/)
    .map((one) => `${of}第${one.replace(/[第个]/g, '')}${each}${what}`)
    .join('；');
}

function partsOf(text: string, mark: RegExp): readonly string[] {
  const parts = eachOf(text)
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  if (!OF_DAYS_OFF.test(last) || parts.length < 2) return parts;
  return parts.slice(0, -1).map((part) => `${part} ${last}`);
}
