import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { SentinelError } from '../errors.ts';
import { actionsOf } from './action.ts';
import type { Command } from './command.ts';

/** All commands, found by any of their words. */
export interface Registry {
  /** In the order of 帮助. */
  readonly all: readonly Command[];
  byName(name: string): Command | undefined;
}

const EXAMPLES = z.array(z.object({ line: z.string().min(1), where: z.enum(['group', 'private', 'both']) }));
const ROLES = z.union([z.literal('anyone'), z.array(z.string()).min(1)]);
const WHERE = z.enum(['group', 'private', 'both']);
const FUNCTION = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function');
const DOING = {
  effect: z.enum(['none', 'adds', 'decides']),
  args: z.instanceof(z.ZodObject),
  about: FUNCTION.optional(),
  run: FUNCTION,
};

const SHAPE = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  order: z.number(),
  summary: z.string().min(1),
  usage: z.string().min(1),
  examples: EXAMPLES.min(1),
  roles: ROLES,
  where: WHERE,
  alone: z.array(z.object({ label: z.string(), line: z.string() })).optional(),
  spoken: z.instanceof(RegExp).optional(),
  ...DOING,
  verbs: z
    .record(
      z.string(),
      z.object({
        words: z.array(z.string().min(1)),
        implied: z.literal(true).optional(),
        stands: z.enum(['first', 'glued', 'whole', 'inside']),
        usage: z.string(),
        examples: EXAMPLES,
        roles: ROLES.optional(),
        where: WHERE.optional(),
        ...DOING,
      }),
    )
    .optional(),
});

/**
 * Load every file of the commands folder (`.ts` in development, `.js` when built). A file without a command,
 * or two commands that share a word, stop the start: SentinelError `bad-command`, naming the file.
 */
export async function loadCommands(folder: string): Promise<Registry> {
  const files = readdirSync(folder)
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
  // One after the other: two files at once that share what nobody has loaded yet are too much for jest's loader.
  const loaded: Command[] = [];
  for (const file of files) {
    const module: unknown = await import(pathToFileURL(join(folder, file)).href);
    loaded.push(checkShape(file, module));
  }
  return createRegistry(loaded);
}

function checkShape(file: string, module: unknown): Command {
  const command = (module as { default?: unknown }).default;
  const checked = SHAPE.safeParse(command);
  if (!checked.success) {
    throw new SentinelError(
      'bad-command',
      `commands/${file} is not a command: ${z.prettifyError(checked.error)}`,
    );
  }
  return command as Command;
}

/**
 * A registry of these commands. Throws SentinelError `bad-command` when two of them, or two verbs of one, share a word,
 * or when one decides anything that is not private and said first.
 */
export function createRegistry(commands: readonly Command[]): Registry {
  const words = new Map<string, Command>();
  for (const command of commands) {
    checkVerbs(command);
    for (const word of [command.name, ...command.aliases]) {
      const other = words.get(word.toLowerCase());
      if (other)
        throw new SentinelError('bad-command', `${word} names both ${other.name} and ${command.name}`);
      words.set(word.toLowerCase(), command);
    }
  }
  const all = [...commands].sort((a, b) => a.order - b.order);
  return { all, byName: (name) => words.get(name.toLowerCase()) };
}

function checkVerbs(command: Command): void {
  for (const { name, does, where } of actionsOf(command)) {
    if (does.effect !== 'decides') continue;
    if (where !== 'private') throw new SentinelError('bad-command', `${name} decides and is not private`);
    // What is written in JavaScript or loaded from outside was not checked by the compiler.
    if (does.about === undefined)
      throw new SentinelError('bad-command', `${name} decides and does not say about what`);
  }
  const verbs = Object.values(command.verbs ?? {});
  const twice = verbs.flatMap(({ words }) => words).find((word, at, all) => all.indexOf(word) !== at);
  if (twice !== undefined)
    throw new SentinelError('bad-command', `${twice} names two verbs of ${command.name}`);
  const implied = verbs.filter((verb) => verb.implied === true).length;
  if (implied > 1 || verbs.some(({ words, implied: means }) => words.length === 0 && means !== true))
    throw new SentinelError('bad-command', `${command.name} has a verb that cannot be told from another`);
}
