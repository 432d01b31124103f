import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { SentinelError } from '../errors.ts';
import type { Command } from './command.ts';

/** All commands, found by any of their words. */
export interface Registry {
  /** In the order of 帮助. */
  readonly all: readonly Command[];
  byName(name: string): Command | undefined;
}

const SHAPE = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  order: z.number(),
  summary: z.string().min(1),
  usage: z.string().min(1),
  examples: z
    .array(z.object({ line: z.string().min(1), where: z.enum(['group', 'private', 'both']) }))
    .min(1),
  roles: z.union([z.literal('anyone'), z.array(z.string()).min(1)]),
  where: z.enum(['group', 'private', 'both']),
  reads: z.boolean(),
  args: z.instanceof(z.ZodObject),
  alone: z.array(z.object({ label: z.string(), line: z.string() })).optional(),
  run: z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function'),
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

/** A registry of these commands; throws SentinelError `bad-command` when two share a word. */
export function createRegistry(commands: readonly Command[]): Registry {
  const words = new Map<string, Command>();
  for (const command of commands) {
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
