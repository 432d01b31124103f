import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SentinelError, toError } from '../errors.ts';
import { perText } from '../kit/per-text.ts';

/** A YAML file that must have this shape; throws SentinelError `bad-form` that names the file and what is wrong. */
export function loadYaml<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const checked = schema.safeParse(parsed(path));
  if (checked.success) return checked.data;
  throw new SentinelError('bad-form', `${basename(path)}: ${z.prettifyError(checked.error)}`);
}

/** Refuses two entries that share a word: whoever types it would mean either. */
export function refuseSharedWords(
  entries: readonly { readonly name: string; readonly aliases: readonly string[] }[],
): void {
  const known = new Map<string, string>();
  for (const { name, aliases } of entries) {
    for (const word of [name, ...aliases]) {
      const other = known.get(word);
      if (other !== undefined) throw new SentinelError('bad-form', `${word} names both ${other} and ${name}`);
      known.set(word, name);
    }
  }
}

/** What a schema makes of it is its own; this is only read. */
const parsedText = perText((text = ''): unknown => parse(text), 50);

function parsed(path: string): unknown {
  try {
    return parsedText(readFileSync(path, 'utf8'));
  } catch (thrown) {
    throw new SentinelError('bad-form', `${basename(path)}: ${toError(thrown).message}`, { cause: thrown });
  }
}
