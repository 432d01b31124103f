import type { Command, Doing, Verb } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { splitPage } from './paging.ts';
import { findVerb } from './parse/find-verb.ts';
import { type ParseEnv, parseArgs } from './parse/parse-args.ts';

/** What one line asks for: its command, or one of the command's verbs. */
export interface Action extends Pick<Command, 'roles' | 'where'> {
  /** The words in front of the arguments: 查, 批示 办结. */
  readonly name: string;
  readonly does: Doing;
  /** What is left of the line for the arguments. */
  readonly rest: string;
}

/** The action of a line: the verb it says, the verb that more than the command's own arguments implies, else the command. */
export function actionOf({ command, rest }: Pick<CommandLine, 'command' | 'rest'>, env: ParseEnv): Action {
  const { line } = splitPage(rest);
  const verbs = Object.values(command.verbs ?? {});
  const found = findVerb(verbs, line, env.gazetteer);
  if (found) return actionBy(command, found.verb, found.rest);
  const implied = verbs.find((verb) => verb.implied === true);
  const beyond = implied !== undefined && parseArgs(command.args, line, env).rest !== '';
  return beyond ? actionBy(command, implied, line) : actionBy(command, undefined, line);
}

function actionBy(command: Command, verb: Verb | undefined, rest: string): Action {
  return {
    name: [command.name, verb?.words[0]].filter(Boolean).join(' '),
    does: verb ?? command,
    roles: verb?.roles ?? command.roles,
    where: verb?.where ?? command.where,
    rest,
  };
}

/** A command and its verbs, each as the action it is when its word is said. */
export function actionsOf(command: Command): readonly (Action & { readonly face: Command | Verb })[] {
  return [undefined, ...Object.values(command.verbs ?? {})].map((verb) => ({
    ...actionBy(command, verb, ''),
    face: verb ?? command,
  }));
}
