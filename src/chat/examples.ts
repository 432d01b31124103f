import { fullName } from '../places/naming.ts';
import type { Command, CommandHelp } from './command.ts';
import { decideRight } from './rights.ts';
import type { Turn } from './turn.ts';

/**
 * An example line with the reader's own school and township in it, so that it works when copied. In a group
 * the township stands for the school too: a group is never shown a school's name.
 */
export function fillExample(
  line: string,
  turn: Pick<Turn, 'actor' | 'gazetteer' | 'message' | 'group'>,
): string {
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

/** The lines of a command that may be shown in this chat. Lines with a child's data never appear in a group. */
export function exampleLines(command: Command, turn: Turn): readonly string[] {
  const here = turn.message.chat.kind === 'group' ? 'group' : 'private';
  return command.examples
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
  const { name, aliases, summary, usage } = command;
  return { name, aliases, summary, usage, lines: exampleLines(command, turn) };
}
