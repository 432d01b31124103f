import { actionsOf } from './action.ts';
import { fieldsOf } from './args.ts';
import type { Command } from './command.ts';

/**
 * Whether nothing that is said with the command is ever stored. One that shows but has a verb that adds (个案 with 补充)
 * does both: what is said with it may be a cry for help, and no number runs it.
 */
export function onlyAsks(command: Command): boolean {
  return actionsOf(command).every(
    ({ does }) => does.effect === 'none' && !fieldsOf(does.args).some(({ meta }) => meta.personal === true),
  );
}
