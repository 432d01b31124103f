import { defined } from '../../kit/defined.ts';
import type { LocalDate } from '../../kit/local-date.ts';
import type { ReadRule, Rule, RuleProblem } from '../rule-types.ts';
import type { Season } from '../types.ts';
import { createCursor, type Trouble } from './cursor.ts';
import { nearestExample } from './examples.ts';
import type { Plan } from './plan.ts';
import { printPlan } from './print-plan.ts';
import { readPlan } from './read-plan.ts';

const LONGEST = 80;

/**
 * Reads a written rule. Never throws. With the county's `seasons` a season that is none of them is refused; without,
 * any name ending in 季 or 期 passes. `today` is the day on which it is written: 隔周五 counts from the next Friday on.
 */
export function readRule(text: string, seasons?: readonly Season[], today?: LocalDate): ReadRule {
  if (text.length > LONGEST) return { ok: false, problem: tooLong(text) };
  const cursor = createCursor(text);
  const plan = readPlan(cursor, defined({ seasons, today }));
  if (plan !== undefined) return { ok: true, rule: ruleOf(plan) };
  return { ok: false, problem: problemOf(text, cursor.trouble) };
}

/** The plan behind a rule that was read; undefined for a text that is no rule. */
export function planOf(rule: Rule): Plan | undefined {
  return rule.text.length > LONGEST ? undefined : readPlan(createCursor(rule.text), {});
}

function ruleOf(plan: Plan): Rule {
  const text = printPlan(plan);
  return 'event' in plan ? { text, event: plan.event } : { text };
}

function problemOf(text: string, trouble: Trouble | undefined): RuleProblem {
  const {
    start,
    end,
    text: said,
    example,
  } = trouble ?? { start: 0, end: text.length, text: '看不懂这条规则。' };
  return { start, end, word: text.slice(start, end), text: said, example: example ?? nearestExample(text) };
}

function tooLong(text: string): RuleProblem {
  const word = [...text.slice(0, 40)].slice(0, 20).join('');
  return {
    start: 0,
    end: word.length,
    word,
    text: `规则太长，最多${LONGEST}个字。`,
    example: nearestExample(text),
  };
}
