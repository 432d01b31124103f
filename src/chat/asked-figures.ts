import { readAsked } from '../figures/asked-words.ts';
import { fullName } from '../places/naming.ts';
import type { Place } from '../places/place.ts';
import { fieldsOf } from './args.ts';
import type { Command } from './command.ts';
import type { CommandLine } from './command-line.ts';
import type { FieldValues } from './fields.ts';
import { parseArgs } from './parse/parse-args.ts';
import type { ParsedArgs } from './parse/parsed-args.ts';
import { asksFigures } from './parse/plain-talk.ts';
import type { Turn } from './turn.ts';

type Values = ParsedArgs['values'];

/** The words that the figures of a command are found by. */
const knownOf = ({ args }: Command): readonly string[] =>
  fieldsOf(args).flatMap(({ meta }) => Object.values(meta.words ?? {}).flat());

/** What a text asks figures for by its words alone, with something else in it or not. */
export function namesFigures(turn: Turn, text: string): boolean {
  const command = turn.deps.registry.byName('查');
  if (command === undefined) return false;
  const { words, ...values } = parseArgs(command.args, text, turn).values;
  if (values.subject !== undefined || values.part !== undefined) return true;
  return readAsked(String(words ?? ''), knownOf(command), values).left === '';
}

/** What a text asks figures for, where every word of it does; undefined: something else is said too. */
function onlyFigures(turn: Turn, command: Command, text: string): Values | undefined {
  const { values, ambiguous, problems, personal } = parseArgs(command.args, text, turn);
  if (personal || ambiguous.length > 0 || problems.length > 0) return undefined;
  const { left } = readAsked(String(values.words ?? ''), knownOf(command), values);
  return left === '' ? values : undefined;
}

/**
 * The line that asks for the figures of a subject, where the words are such a question and nothing else: 柳汊辍学,
 * 隐患 全县 本月. A school and its subject alone may begin a report.
 */
export function figuresLine(turn: Turn, text: string): CommandLine | undefined {
  const command = turn.deps.registry.byName('查');
  const values = command && onlyFigures(turn, command, text);
  if (command === undefined || values === undefined || values.part !== undefined) return undefined;
  // 最近一周新增: of every subject.
  const added = values.period !== undefined && /新增|新报/.test(text);
  if (values.subject === undefined && !added) return undefined;
  const place = values.place as Place | undefined;
  if (place?.kind === 'school' && !asksFigures(text) && !/查|看[看下一]/.test(text)) return undefined;
  return { command, rest: text.trim(), number: 1 };
}

/** The subject alone in front, as the name of a report: 隐患 全县 本月 is a question all the same. */
const BARE = /^(?:辍学|隐患|安全隐患|二次辍学)$/u;

/** The same for a line that begins with the bare name of its subject, which would report it. */
export function figuresNotReport(turn: Turn, word: string, text: string): CommandLine | undefined {
  return BARE.test(word) && word !== text.trim() ? figuresLine(turn, text) : undefined;
}

const FOLLOWS = /^(?:那么?|还有|再看看?|再查|换成|看看?)|[呢呐哩]\s*[?？。]?\s*$/u;

/** Whether words may go on from a question before: 那柳汊呢. Pure. */
export const goesOn = (text: string): boolean => FOLLOWS.test(text);

/**
 * The line that a question goes on with after another: 那柳汊呢, 那本月一共几条. What it does not say is as it was in
 * the question before. Undefined: it is none, or says more than figures are asked by.
 */
export function nextFiguresLine(turn: Turn, text: string, before: string): CommandLine | undefined {
  const command = turn.deps.registry.byName('查');
  const said = text.trim();
  if (command === undefined) return undefined;
  const fresh = onlyFigures(turn, command, said.replace(/^(?:那么?|还有|再看看?|再查|换成)/u, ''));
  if (fresh === undefined || !Object.keys(fresh).some((name) => name !== 'words')) return undefined;
  const old = parseArgs(command.args, before.replace(/^\S+\s*/u, ''), turn).values;
  const kept = fresh.subject === undefined ? old : { ...old, part: undefined };
  const merged: Values = { ...kept, ...fresh };
  const rest = fieldsOf(command.args)
    .map(({ name, meta }) => wordOf(turn, meta.words, merged[name]))
    .filter((word) => word !== '')
    .join(' ');
  return { command, rest, number: 1 };
}

function wordOf(turn: Turn, words: Record<string, readonly string[]> | undefined, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (words !== undefined) return words[String(value)]?.[0] ?? '';
  if (typeof value !== 'object') return '';
  if ('kind' in value) return fullName(turn.gazetteer, value as Place);
  const { from, to, label } = value as FieldValues['period'];
  if (/^[本上去今]一?个?(?:周|月|年|学|季)/u.test(label)) return label;
  return from === to ? from : `${from}..${to}`;
}
