import type { EventName, ReadRule, Rule } from '../../calendar/rule-types.ts';
import type { AnswerSpec } from '../../duties/types.ts';
import { defined } from '../../kit/defined.ts';
import type { Reminder, ReminderPart } from '../types.ts';
import { variablesIn } from '../variables.ts';
import { audienceOf, ROLES_OF } from '../words.ts';
import { type MatterProblem, type ReadMatter, readFrontMatter } from './front-matter.ts';
import { partProblems } from './part-checks.ts';
import type { FileProblem } from './problem.ts';
import type { FrontMatter, PartMatter } from './schema.ts';
import { splitFile } from './split.ts';
import { type ReadTexts, readTexts } from './texts.ts';

/** What reading a file gives: the reminder only when nothing is wrong with it. */
export interface ReadFile {
  readonly reminder?: Reminder;
  readonly problems: readonly FileProblem[];
}

/** Reads a written rule; `src/calendar` does. */
export type ReadRuleText = (text: string) => ReadRule;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Where no deadline is given: the end of the office day of T. */
const USUAL_DUE = { offset: 0, time: '17:00' } as const;

/** Reads one reminder file, `<id>.md`. Every mistake is reported, each with its line; nothing is guessed. */
export function readReminderFile(id: string, source: string, readRule: ReadRuleText): ReadFile {
  const file = `${id}.md`;
  const problems: MatterProblem[] = [];
  if (!ID.test(id))
    problems.push({ line: 1, text: 'the name of the file must be ASCII words joined by “-”' });
  const reminder = readInto(id, source, readRule, problems);
  const named = problems.map((problem) => ({ file, ...problem }));
  return problems.length === 0 && reminder !== undefined ? { reminder, problems: [] } : { problems: named };
}

function readInto(
  id: string,
  source: string,
  readRule: ReadRuleText,
  problems: MatterProblem[],
): Reminder | undefined {
  const split = splitFile(source);
  if (split === undefined) {
    problems.push({ line: 1, text: 'must begin with front matter between two lines of “---”' });
    return undefined;
  }
  for (const line of split.stray) problems.push({ line, text: 'text outside of any “## …” section' });
  const read = readFrontMatter(split.yaml);
  problems.push(...read.problems);
  if (read.matter === undefined) return undefined;
  const rules = rulesOf(read.matter, read, readRule, problems);
  problems.push(...partProblems(read.matter, read.lineOf));
  problems.push(...matterProblems(read.matter, rules, read.lineOf));
  const { texts, problems: unsaid } = readTexts(read.matter, split.sections);
  problems.push(...unsaid);
  return assemble(id, read.matter, rules, texts);
}

function rulesOf(
  { when }: FrontMatter,
  { lineOf }: ReadMatter,
  readRule: ReadRuleText,
  problems: MatterProblem[],
): readonly Rule[] {
  return when.flatMap((text, index) => {
    const read = readRule(text);
    if (read.ok) return [read.rule];
    const { word, text: said, example } = read.problem;
    problems.push({
      line: lineOf(['when', index]),
      text: `when: “${text}”: “${word}” is not understood (${said}); e.g. ${example}`,
    });
    return [];
  });
}

/** The event the rules speak of; undefined for rules with dates. */
const eventOf = (rules: readonly Rule[]): EventName | undefined => rules.find(({ event }) => event)?.event;

function matterProblems(
  matter: FrontMatter,
  rules: readonly Rule[],
  lineOf: ReadMatter['lineOf'],
): readonly MatterProblem[] {
  const event = eventOf(rules);
  const said: MatterProblem[] = [];
  const add = (path: readonly PropertyKey[], text: string) => said.push({ line: lineOf(path), text });
  if (rules.some((rule) => rule.event !== event))
    add(['when'], 'when: rules with dates and events cannot be mixed');
  if (matter.event !== undefined && rules.length > 0 && matter.event !== event)
    add(['event'], `event: “${matter.event}” is not what “when” says`);
  if (matter.emergency && !matter.urgent) add(['emergency'], 'emergency: only an urgent reminder may be one');
  if (matter.in_term && event !== undefined) add(['in_term'], 'in_term: what happens comes in vacation too');
  if (matter.on && matter.needs_basis) add(['on'], 'on: a reminder that needs a basis is shipped off');
  const { from, to } = matter.valid ?? {};
  if (from !== undefined && to !== undefined && to < from) add(['valid'], 'valid: ends before it begins');
  if (matter.yields_to !== undefined && matter.parts.some(({ answer }) => answer !== undefined))
    add(['yields_to'], 'yields_to: what asks for an answer is never left out');
  for (const { word } of variablesIn(matter.title))
    add(['title'], `title: no variables here: {${word}} stands on locked screens`);
  return said;
}

function assemble(
  id: string,
  matter: FrontMatter,
  rules: readonly Rule[],
  texts: ReadTexts['texts'],
): Reminder {
  const { valid = {}, needs_basis, emergency, in_term, yields_to, seasonal, parts, ...plain } = matter;
  const event = eventOf(rules);
  return {
    id,
    name: plain.name,
    title: plain.title,
    on: plain.on,
    needsBasis: needs_basis,
    when: rules,
    ...defined({ event }),
    period: plain.period,
    basis: plain.basis,
    minutes: plain.minutes,
    parts: parts.map((part) => partOf(part, texts)),
    ...defined({ from: valid.from, to: valid.to }),
    ...defined({ seasonal, yieldsTo: yields_to }),
    ...(in_term ? { inTerm: true } : {}),
    urgent: plain.urgent,
    ...(emergency ? { emergency } : {}),
    version: 0,
  };
}

function partOf(
  { for: word, whom, parents, lead, due, answer }: PartMatter,
  texts: ReadTexts['texts'],
): ReminderPart {
  const audience = audienceOf(word) ?? 'group';
  const { text = '', again } = texts.get(word) ?? {};
  return {
    audience,
    whom: {
      roles: whom?.roles ?? ROLES_OF[audience],
      posts: whom?.posts ?? [],
      kinds: whom?.kinds ?? [],
      areas: whom?.areas ?? [],
      ...defined({ boarding: whom?.boarding }),
    },
    ...(parents ? { parents: true } : {}),
    lead,
    due: due ?? USUAL_DUE,
    ...defined({ answer: answer && answerOf(answer) }),
    text,
    ...defined({ again }),
  };
}

function answerOf({
  at_most,
  fields,
  items,
  zero,
  declares,
  photo,
  ...answer
}: NonNullable<PartMatter['answer']>): AnswerSpec {
  return {
    ...answer,
    fields: fields.map(({ optional, ...field }) => (optional === undefined ? field : { ...field, optional })),
    ...defined({ items, atMost: at_most, allZero: zero, declares, photo }),
  };
}
