import type { LateOutcome } from '../../platform.ts';
import { pause } from '../pause.ts';
import type { Line, OpenStream } from './line.ts';
import type { Speaker } from './speaker.ts';

/** What repeating needs. */
export interface RepeatParts {
  readonly line: () => Line | undefined;
  readonly speaker: Speaker;
  readonly pausesMs: readonly number[];
  readonly stopping: AbortSignal;
}

/** About a minute without a connection. */
const MOST_LOOKS = 30;

/** Says the end of a stream again whose first saying was not answered. Never throws. */
export type RepeatFinish = (stream: OpenStream, text: string) => Promise<LateOutcome>;

/**
 * The same req_id and stream id name the same bubble, so saying it again shows nothing twice, and a receipt that
 * broke off with the connection still arrives. A refusal leaves it unknown: the stream may be finished already,
 * or no longer known.
 */
export function createRepeatFinish(parts: RepeatParts): RepeatFinish {
  const { pausesMs, stopping } = parts;
  return async (stream, text) => {
    // A look that finds no connection costs no try.
    for (let looks = 0, tries = 0; tries < pausesMs.length && looks < MOST_LOOKS; looks += 1) {
      await pause(pausesMs[tries] ?? 0, stopping);
      const line = parts.line();
      if (line) tries += 1;
      const outcome = line && (await parts.speaker.finish(line, stream, text));
      if (outcome === 'sent') return 'sent';
      if (outcome === 'gone' || stopping.aborted) break;
    }
    return 'unknown';
  };
}
