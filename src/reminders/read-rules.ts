import type { ReadRule, Rule, RuleProblem } from '../calendar/rule-types.ts';

/** One rule or several, or the first that cannot be read. */
export type ReadRules =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly problem: RuleProblem };

/** Several rules in one line are parted by ； or ，. */
export function readRules(text: string, readRule: (text: string) => ReadRule): ReadRules {
  const rules: Rule[] = [];
  for (const one of text.split(/[;；,，、]/).map((part) => part.trim())) {
    if (one === '') continue;
    const read = readRule(one);
    if (!read.ok) return { ok: false, problem: read.problem };
    rules.push(read.rule);
  }
  if (rules.length > 0) return { ok: true, rules };
  const read = readRule(text);
  return read.ok ? { ok: true, rules: [read.rule] } : { ok: false, problem: read.problem };
}
