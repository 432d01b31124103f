import { fullName } from '../places/naming.ts';
import { actionsOf } from './action.ts';
import type { Command } from './command.ts';
import type { CommandHelp } from './command-context.ts';
import { decideRight, hasRole } from './rights.ts';
import type { Turn } from './turn.ts';

/** Who reads an example, and where. */
type Reader = Pick<Turn, 'actor' | 'gazetteer' | 'group'> & {
  readonly message: { readonly chat: Pick<Turn['message']['chat'], 'kind'> };
};

/**
 * An example line with the reader's own school and township in it, so that it works when copied. In a group
 * the township stands for the school too: a group is never shown a school's name.
 */
export function fillExample(line: string, turn: Reader): string {
  const { actor, gazetteer } = turn;
  const inGroup = turn.message.chat.kind === 'group';
  const own = actor.schoolId === undefined ? undefined : gazetteer.byId(actor.schoolId);
  const townshipId =
    actor.townshipId ?? (own?.kind === 'school' ? own.townshipId : undefined) ?? turn.group?.townshipId;
  const township =
    (townshipId === undefined ? undefined : gazetteer.byId(townshipId)) ?? gazetteer.townships[0];
  const school = inGroup
    ? township
    : (own ??
      gazetteer.schools.find((one) => one.townshipId === township?.id) ??
      gazetteer.schools[0] ??
      township);
  return line
    .replaceAll('{学校}', school ? fullName(gazetteer, school) : '区外')
    .replaceAll('{乡镇}', township?.name ?? '区外');
}

/**
 * The lines of a command and its verbs that may be shown to this person in this chat. Lines with a child's data never
 * appear in a group.
 */
export function exampleLines(command: Command, turn: Reader): readonly string[] {
  const here = turn.message.chat.kind === 'group' ? 'group' : 'private';
  return actionsOf(command)
    .filter((action) => decideRight(action, turn.actor, turn.message.chat) !== 'role')
    .flatMap(({ face }) => face.examples)
    .filter((example) => example.where === 'both' || example.where === here)
    .map((example) => fillExample(example.line, turn));
}

/** One line of the command that works here when copied. */
export function exampleOf(command: Command, turn: Turn): string {
  return exampleLines(command, turn)[0] ?? command.name;
}

/** The commands this person may use in this chat, as 帮助 shows them. */
export function usableCommands(turn: Turn): readonly CommandHelp[] {
  return turn.deps.registry.all
    .filter((command) => decideRight(command, turn.actor, turn.message.chat) === 'ok')
    .map((command) => helpOf(command, turn));
}

/** A command as 帮助 shows it here. */
export function helpOf(command: Command, turn: Turn): CommandHelp {
  const { name, aliases, summary } = command;
  return { name, aliases, summary, usage: usageOf(command, turn), lines: exampleLines(command, turn) };
}

/** How the command and those of its verbs that this person may use are written. */
function usageOf(command: Command, { actor }: Turn): string {
  return actionsOf(command)
    .filter((action) => hasRole(action, actor))
    .map(({ name, face }) => (face === command ? command.usage : `${name} ${face.usage}`.trim()))
    .join('；');
}
