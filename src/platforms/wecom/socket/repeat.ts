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

/** Says the end of a stream again whose first saying was not answered. Never throws. */
export type RepeatFinish = (stream: OpenStream, text: string) => Promise<LateOutcome>;

/**
 * The same req_id and stream id name the same bubble, so saying it again shows nothing twice, and a receipt that
 * broke off with the connection still arrives. A refusal leaves it unknown: the stream may be finished already,
 * or no longer known.
 */
export function createRepeatFinish(parts: RepeatParts): RepeatFinish {
  return async (stream, text) => {
    for (const ms of parts.pausesMs) {
      await pause(ms, parts.stopping);
      const line = parts.line();
      const outcome = line && (await parts.speaker.finish(line, stream, text));
      if (outcome === 'sent') return 'sent';
      if (outcome === 'gone' || parts.stopping.aborted) break;
    }
    return 'unknown';
  };
}
