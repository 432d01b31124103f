import { readCaseNumber } from '../kit/case-number.ts';
import { fieldsOf } from './args.ts';
import { figuresNotReport } from './asked-figures.ts';
import type { Command } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { talkOfFiles } from './files-talk.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { commandNamed, findCommand } from './parse/find-command.ts';
import { asksAbout } from './parse/how-talk.ts';
import { splitCommands } from './parse/line.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import { hasRole } from './rights.ts';
import { eachReportALine } from './several.ts';
import type { Turn } from './turn.ts';

/** What a text is, as far as its form tells. */
export type Understood =
  | { readonly kind: 'commands'; readonly lines: readonly CommandLine[] }
  /** A word in command position that is none of ours, with the nearest ones. */
  | {
      readonly kind: 'unknown';
      readonly word: string;
      readonly rest: string;
      readonly suggestions: readonly Command[];
      /** The first of them is so near that hardly another was meant. */
      readonly near: boolean;
      readonly slash: boolean;
    };

const SLASH = /^\s*[/／]/u;
/** The first word of a text, for the number of a file at its head: `K26-0417-F 补充 …`, `y1032`. */
const FIRST_WORD = /^\s*([kKyYtTjJｋＫｙＹｔＴｊＪ][\d０-９][\w０-９Ａ-Ｚａ-ｚ－—–-]*)/u;
const BARE_NUMBER = /^\s*[\d０-９]{3,6}\s*$/u;

/** Split a text into command lines, or say that it holds none. */
export function understand(turn: Turn, text: string): Understood {
  const { registry } = turn.deps;
  const ofFiles = talkOfFiles(turn, text);
  if (ofFiles !== undefined) return { kind: 'commands', lines: ofFiles };
  const caseCommand = registry.byName('个案');
  const behind = caseCommand && commandBehindNumber(turn, text);
  if (behind !== undefined && behind.command !== caseCommand) return { kind: 'commands', lines: [behind] };
  if (caseCommand && beginsWithNumber(text)) {
    return { kind: 'commands', lines: [{ command: caseCommand, rest: text.trim(), number: 1 }] };
  }
  const exact = (word: string) => {
    const command = exactCommand(turn, SOUNDS_LIKE[text.trim()] ?? word);
    const yields = command?.yields === true && !hasRole(command, turn.actor);
    return yields && caseNumbersIn(text).length === 0 ? undefined : command;
  };
  // 【天气】夜间最低… is the heading of news, not the command; only a report is often pasted with its word in brackets.
  const headed = HEADING.test(text);
  const split = splitCommands(
    text,
    (word) => exact(word) !== undefined && (!headed || isReportWord(exact(word))),
  );
  const lines = split.flatMap(({ word, rest }, index) => {
    const command = exact(word);
    return command ? [{ command, rest, number: index + 1 }] : [];
  });
  const [only] = split;
  const asked = split.length === 1 && only ? figuresNotReport(turn, only.word, text) : undefined;
  if (asked !== undefined) return { kind: 'commands', lines: [asked] };
  if (lines.length > 0 && lines.length === split.length && !(lines.length === 1 && isAskedAbout(lines[0])))
    return { kind: 'commands', lines: eachReportALine(turn, lines) };
  const mended = withoutGap(text, exact);
  if (mended !== undefined) return understand(turn, mended);
  const first = split[0] ?? { word: text.trim(), rest: '' };
  const found = findCommand(registry.all, first.word);
  return {
    kind: 'unknown',
    word: first.word,
    rest: first.rest,
    suggestions: 'suggestions' in found ? found.suggestions : [],
    near: 'suggestions' in found && found.near,
    slash: SLASH.test(text),
  };
}

const HEADING = /^\s*[【[][^】\]]{1,10}[】\]]\s*\S/u;
const isReportWord = (command: Command | undefined): boolean => command?.name.startsWith('报') === true;

const GAP = /^(\s*[/／]?)([^\s,，:：]{1,3}) +([^\s,，:：]{1,4})(?=[\s,，:：]|$)/u;

/** 报 隐患 …, 名 单: a command with a blank inside its name. */
function withoutGap(text: string, exact: (word: string) => Command | undefined): string | undefined {
  const [whole = '', slash = '', one = '', two = ''] = GAP.exec(text) ?? [];
  if (whole === '' || exact(one) !== undefined || exact(`${one}${two}`) === undefined) return undefined;
  return `${slash}${one}${two}${text.slice(whole.length)}`;
}

/** Said alone, with nothing that could be done: the word that sounds the same is meant. */
const SOUNDS_LIKE: Readonly<Record<string, string>> = { 代办: '待办' };

/** 报辍学要填身份证吗 asks about the report and is none. */
function isAskedAbout(line: CommandLine | undefined): boolean {
  return (
    line !== undefined &&
    line.command.effect !== 'none' &&
    asksAbout(line.rest) &&
    soundsLikeReport(line.rest) === undefined
  );
}

const NUMBER_AND_WORD = new RegExp(`${FIRST_WORD.source}\\s+(\\S+)(.*)$`, 'su');

/** K26-0417-F 销号: a command that takes a file, said behind its number. */
function commandBehindNumber(turn: Turn, text: string): CommandLine | undefined {
  const [, number = '', word = '', rest = ''] = NUMBER_AND_WORD.exec(text) ?? [];
  const command = beginsWithNumber(number) ? exactCommand(turn, word) : undefined;
  const takesFile = command && fieldsOf(command.args).some(({ meta }) => meta.field === 'file');
  return takesFile ? { command, rest: `${number}${rest}`.trim(), number: 1 } : undefined;
}

function beginsWithNumber(text: string): boolean {
  const word = FIRST_WORD.exec(text)?.[1];
  return word !== undefined && readCaseNumber(word)?.kind !== undefined;
}

/** A number that may be a file's, said alone: `417`, `0417`. */
export function isBareNumber(text: string): boolean {
  return BARE_NUMBER.test(text);
}

function exactCommand(turn: Turn, word: string): Command | undefined {
  return commandNamed(turn.deps.registry.all, word);
}
