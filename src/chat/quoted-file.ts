import { actionOf } from './action.ts';
import { fieldsOf } from './args.ts';
import type { CommandLine } from './command-line.ts';
import type { IncomingMessage } from './message.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { parseArgs } from './parse/parse-args.ts';
import type { Turn } from './turn.ts';

/** The number of the file that a quoted receipt is about. */
export function quotedNumber({ quote }: Pick<IncomingMessage, 'quote'>): string | undefined {
  return quote === undefined ? undefined : caseNumbersIn(quote.text)[0];
}

/** Quoting a receipt and saying 补充 … is said about its file. */
export function saidToQuoted({ message }: Pick<Turn, 'message'>): string | undefined {
  const said = message.text.trim();
  return /^(补充|补)(\s|$)/u.test(said) && quotedNumber(message) !== undefined ? `个案 ${said}` : undefined;
}

/** The line with the number of the quoted receipt, where it needs a file and names none. */
export function withQuotedFile(turn: Turn, line: CommandLine): CommandLine {
  const number = quotedNumber(turn.message);
  if (number === undefined) return line;
  const { does, rest } = actionOf(line, turn);
  const file = fieldsOf(does.args).find(({ meta }) => meta.field === 'file');
  if (file === undefined) return line;
  const { values, problems } = parseArgs(does.args, rest, turn);
  const named = values[file.name] !== undefined || problems.some(({ field }) => field.name === file.name);
  return named ? line : { ...line, rest: `${number} ${line.rest}`.trim() };
}
