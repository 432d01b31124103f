import type { ReadRule, Rule, RuleProblem } from '../calendar/rule-types.ts';

/** One rule or several, or the first that cannot be read. */
export type ReadRules =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly problem: RuleProblem };

/** What parts rules, the strongest first: a list of days is one rule as long as it can be read as one. */
const MARKS = [/[;；\n]/, /[,，]/, /、|以及|和|及/];
/** What is said of days off at the end of several rules is said of each. */
const FOR_ALL = /^(?:如果?|若|凡|要是)?[遇逢碰]/;

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

function partsOf(text: string, mark: RegExp): readonly string[] {
  const parts = text
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  if (!FOR_ALL.test(last) || parts.length < 2) return parts;
  return parts.slice(0, -1).map((part) => `${part} ${last}`);
}
