import type { Action } from './action.ts';
import { fieldsOf } from './args.ts';
import type { CommandLine } from './command-line.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { ownReports } from './own-reports.ts';
import { findCaseNumbers } from './parse/case-number.ts';
import type { ParsedArgs } from './parse/parsed-args.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';

const MOST_CHOICES = 5;

/** A number that cannot be read is nobody's: not even where the command would do without one. */
export function hasWrongNumber({ problems }: Pick<ParsedArgs, 'problems'>): boolean {
  return problems.some(({ field }) => field.meta.field === 'file');
}

/** Nothing is done; in private the speaker's own files of today are asked about, else the line that shows numbers is told. */
export async function answerWrongNumber(turn: Turn, line: CommandLine, action: Action): Promise<Outcome> {
  const files = turn.message.chat.kind === 'group' ? [] : await ownOf(turn, action);
  const rest = withoutNumbers(line.rest);
  if (files.length === 0) return { text: turn.text('files/wrong-number', { line: whereNumbersAre(turn) }) };
  const choices = files.slice(0, MOST_CHOICES).map(({ no, words }) => ({
    label: words === '' ? no : `${no}（${words}）`,
    line: `${line.command.name} ${no} ${rest}`.trim(),
  }));
  return chooseFrom(turn, turn.text('files/wrong-number-which'), choices);
}

async function ownOf(turn: Turn, { does }: Action) {
  const kinds = fieldsOf(does.args).flatMap(({ meta }) => meta.wanted?.kinds ?? []);
  return (await ownReports(turn)).filter(({ kind }) => kinds.includes(kind));
}

function withoutNumbers(rest: string): string {
  const numbers = findCaseNumbers(rest, 0);
  const left = numbers.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    rest,
  );
  return left.replace(/\s+/g, ' ').trim();
}

/** A line that shows numbers to this person here. */
function whereNumbersAre(turn: Turn): string {
  const list = turn.deps.registry.byName('名单');
  const usable = list !== undefined && turn.message.chat.kind === 'single' && hasRole(list, turn.actor);
  return usable ? list.name : '帮助';
}
