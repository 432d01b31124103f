import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { TEMPLATES_DIR } from '../paths.ts';

const lineSchema = z.strictObject({
  /** How many days ago; on a day off it was the last workday before. */
  days: z.int().min(1).max(60),
  time: z.string().regex(/^\d\d:\d\d$/),
  /** A person of the county file, by name. */
  who: z.string(),
  /** A group of the county file, by name; in private when absent. */
  group: z.string().optional(),
  say: z.string(),
  /** What later lines call the number in the receipt. */
  as: z.string().optional(),
});

/** One thing that somebody of the sandbox's county said before anybody looked. */
export type DemoLine = z.output<typeof lineSchema>;

/** What was said, the oldest first. Throws on a file that cannot be read. */
export function readDemoScript(): readonly DemoLine[] {
  const file = join(TEMPLATES_DIR, 'county', 'wangxi-demo.yaml');
  return z.array(lineSchema).parse(parse(readFileSync(file, 'utf8')));
}
