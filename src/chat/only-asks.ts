import { fieldsOf } from './args.ts';
import type { Command } from './command.ts';

/**
 * Whether nothing that is said with the command is ever stored. One that reads but takes a child's data (个案 with
 * 补充) does both: what is said with it may be a cry for help, and no number runs it.
 */
export function onlyAsks({ reads, args }: Pick<Command, 'reads' | 'args'>): boolean {
  return reads && !fieldsOf(args).some(({ meta }) => meta.personal === true);
}
