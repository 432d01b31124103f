import type { Command } from './command.ts';

/** A command and the words given to it; `line` is both as one line that could be sent again. */
export interface CommandLine {
  readonly command: Command;
  readonly rest: string;
  /** Which line of the message, from 1: part of the effect key. */
  readonly number: number;
  /** How often the person was already asked for something about this line. */
  readonly asked?: number;
  /** The version of what it decides about that was shown when the person said 确认. */
  readonly confirmed?: string;
}
