import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SentinelError } from '../../errors.ts';
import type { Reminder } from '../types.ts';
import { type FileProblem, problemLines } from './problem.ts';
import { type ReadRuleText, readReminderFile } from './read-file.ts';

/**
 * Every `*.md` of a folder but its README, in the order of their names. One broken file stops the start: SentinelError
 * `bad-reminder` with every mistake of every file, one a line.
 */
export function loadReminders(folder: string, readRule: ReadRuleText): readonly Reminder[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort();
  const read = files.map((file) =>
    readReminderFile(file.slice(0, -'.md'.length), readFileSync(join(folder, file), 'utf8'), readRule),
  );
  const reminders = read.flatMap(({ reminder }) => reminder ?? []);
  const problems = [...read.flatMap((one) => one.problems), ...doubles(reminders), ...lost(reminders)];
  if (problems.length > 0)
    throw new SentinelError(
      'bad-reminder',
      `Reminders cannot be used:\n${problemLines(problems)
        .map((line) => `  - ${line}`)
        .join('\n')}`,
    );
  return reminders;
}

/** A reminder yields to those there are. */
function lost(reminders: readonly Reminder[]): readonly FileProblem[] {
  const ids = new Set(reminders.map(({ id }) => id));
  return reminders.flatMap(({ id, yieldsTo = [] }) =>
    yieldsTo
      .filter((other) => !ids.has(other))
      .map((other) => ({ file: `${id}.md`, line: 1, text: `yields_to: there is no ${other}.md` })),
  );
}

/** Names are what officers type: each means one reminder. */
function doubles(reminders: readonly Reminder[]): readonly FileProblem[] {
  return reminders.flatMap(({ id, name }, index) => {
    const first = reminders.findIndex((other) => other.name === name);
    if (first === index) return [];
    return [
      { file: `${id}.md`, line: 1, text: `name: “${name}” is the name of ${reminders[first]?.id}.md too` },
    ];
  });
}
