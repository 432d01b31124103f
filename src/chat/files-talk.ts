import { fieldsOf } from './args.ts';
import type { Command } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { eachAhead, fileTalk, LAST_SPOKEN } from './parse/file-talk.ts';
import { commandNamed } from './parse/find-command.ts';
import { bareClass } from './parse/grade.ts';
import { splitCommands } from './parse/line.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';

/** More lines than these are no officer's, and each is looked at. */
const MOST_LINES = 100;

/**
 * A text whose every line says what was done about a file (`417家访了 奶奶说周一来`), some perhaps with a command in
 * front (`认定 417 418 已核`), as one command line for each file. Undefined when any line may be something else.
 */
export function talkOfFiles(turn: Turn, text: string): readonly CommandLine[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > MOST_LINES) return undefined;
  const read = lines.map((line) => {
    const own = commandLine(turn, line);
    return (own.length > 0 ? undefined : spokenLine(turn, line)) ?? { talk: false, lines: own };
  });
  if (
    !read.some(({ talk, lines: own }) => talk || own.length > 1) ||
    read.some((one) => one.lines.length === 0)
  )
    return undefined;
  return read.flatMap((one) => one.lines).map((line, at) => ({ ...line, number: at + 1 }));
}

/** 补充 behind the number says what is to be done with whatever follows. */
const ADDED = /^\s*[A-Za-z]?[\dA-Za-z-]*\s*(?:补充|补录|补)(?:\s|$)/u;

type Said = Omit<CommandLine, 'number'>;

function spokenLine(
  turn: Turn,
  line: string,
): { readonly talk: true; readonly lines: readonly Said[] } | undefined {
  if (ADDED.test(line)) return undefined;
  const talk = fileTalk(turn.deps.registry.all, line, turn.message.quote?.text);
  const [command] = talk?.commands ?? [];
  if (talk === undefined || command === undefined || talk.commands.length > 1) return undefined;
  // In a group 那个孩子 is talk of a child that everybody reads along: it is asked back.
  if (turn.message.chat.kind === 'group' && talk.rests[0]?.startsWith(LAST_SPOKEN)) return undefined;
  return { talk: true, lines: talk.rests.map((rest) => ({ command, rest })) };
}

function commandLine({ deps }: Turn, line: string): readonly Said[] {
  const exact = (word: string) => commandNamed(deps.registry.all, word);
  return splitCommands(line, (word) => exact(word) !== undefined).flatMap(({ word, rest }) => {
    const command = exact(word);
    if (command === undefined) return [];
    const each = command.spoken === undefined || namesClass(command, rest) ? undefined : eachAhead(rest);
    return (each ?? [rest]).map((one) => ({ command, rest: one }));
  });
}

/** 复学 417 802: of a command that asks for a class the number behind the file's is one, where it may be. */
function namesClass({ args }: Command, rest: string): boolean {
  const [, ...behind] = rest.trim().split(/[\s,，、]+/);
  return (
    fieldsOf(args).some(({ meta }) => meta.field === 'grade') &&
    behind[0] !== undefined &&
    bareClass(behind[0]) !== undefined
  );
}

/** Words about one file that more than one command may mean: each is offered with its line, none is run. */
export function whichOfFile(turn: Turn): Outcome | undefined {
  const talk = fileTalk(turn.deps.registry.all, turn.message.text, turn.message.quote?.text);
  const [rest = ''] = talk?.rests ?? [];
  const meant = (talk?.commands ?? []).filter((command) => hasRole(command, turn.actor));
  if (meant.length < 2) return undefined;
  const inGroup = turn.message.chat.kind === 'group';
  const choices = meant.map(({ name, summary, effect }) => {
    const line = inGroup ? name : `${name} ${rest}`;
    return { label: `${name}：${summary}`, line, copyOnly: effect === 'adds' };
  });
  return chooseFrom(turn, turn.text('dialogue/what-for'), choices);
}
