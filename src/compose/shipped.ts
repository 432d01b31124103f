import { join } from 'node:path';
import { readRule } from '../calendar/rules/read-rule.ts';
import { loadCommands, type Registry } from '../chat/registry.ts';
import { loadReminders } from '../reminders/files/load-folder.ts';
import type { Reminder } from '../reminders/types.ts';
import { loadReplies, type Texts } from '../texts/load-texts.ts';
import type { ReplyTexts } from '../texts/reply-texts.ts';
import { COMMANDS_DIR, TEMPLATES_DIR } from './paths.ts';

// What ships with the program does not change while it runs: read once a process, however many instances are built.
let replies: Texts<ReplyTexts> | undefined;
let reminders: readonly Reminder[] | undefined;
let commands: Promise<Registry> | undefined;

/** The texts of `templates/replies`. */
export function shippedReplies(): Texts<ReplyTexts> {
  replies ??= loadReplies(TEMPLATES_DIR);
  return replies;
}

/** The reminders of `templates/reminders`; a broken file throws with every mistake it has. */
export function shippedReminders(): readonly Reminder[] {
  reminders ??= loadReminders(join(TEMPLATES_DIR, 'reminders'), readRule);
  return reminders;
}

/** The commands of `commands/`. */
export function shippedCommands(): Promise<Registry> {
  commands ??= loadCommands(COMMANDS_DIR);
  return commands;
}
