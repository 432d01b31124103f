import { neutralise } from '../kit/neutralise.ts';
import type { ReadRuleText } from './files/read-file.ts';
import { readRules } from './read-rules.ts';
import type { Reminder, ReminderChange, ReminderEntry, ReminderPart } from './types.ts';
import { readDue } from './words.ts';

/** The shipped reminder with the officers' changes laid over it; what does not fit any more is passed over. */
export function overlayChanges(
  shipped: Reminder,
  entries: readonly ReminderEntry[],
  readRule: ReadRuleText,
): Reminder {
  const changed = entries.reduce((reminder, { change }) => applied(reminder, change, readRule), shipped);
  return { ...changed, version: entries.length };
}

function applied(reminder: Reminder, change: ReminderChange, readRule: ReadRuleText): Reminder {
  switch (change.field) {
    case 'on':
      return { ...reminder, on: change.value, basis: change.basis ?? reminder.basis };
    case 'when': {
      const rules = readRules(change.value, readRule);
      return rules.ok ? { ...reminder, when: rules.rules } : reminder;
    }
    case 'due': {
      const due = readDue(change.value);
      return due === undefined ? reminder : withPart(reminder, change.audience, (part) => ({ ...part, due }));
    }
    case 'text':
      // Groups read no words that a person typed.
      if (change.audience === 'group') return reminder;
      return withPart(reminder, change.audience, (part) => ({ ...part, text: laidOut(change.value) }));
  }
}

function withPart(
  reminder: Reminder,
  audience: string,
  edit: (part: ReminderPart) => ReminderPart,
): Reminder {
  return {
    ...reminder,
    parts: reminder.parts.map((part) => (part.audience === audience ? edit(part) : part)),
  };
}

/** An officer's text as it goes out: harmless, and the line to copy on a line of its own. */
export function laidOut(text: string): string {
  return text
    .replace(/\s*请?回[:：]\s*/g, '\n回：')
    .split('\n')
    .map((line) => neutralise(line).trim())
    .filter((line) => line !== '')
    .join('\n');
}
