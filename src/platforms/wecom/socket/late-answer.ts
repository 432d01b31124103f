import type { Logger } from 'pino';
import type { IncomingMessage } from '../../../chat/message.ts';
import { within } from '../../../kit/within.ts';
import type { AllowUrl } from '../../host-allow-list.ts';
import type { LateOutcome } from '../../platform.ts';
import { sendLate } from '../late.ts';
import type { Line } from './line.ts';
import type { RepeatFinish } from './repeat.ts';
import type { Speaker } from './speaker.ts';

/** What sending late answers needs. */
export interface LateParts {
  readonly line: () => Line | undefined;
  readonly speaker: Speaker;
  readonly repeatFinish: RepeatFinish;
  readonly allowResponseUrl: AllowUrl;
  readonly log: Logger;
  /** How long the first answer of a message may be under way before we stop waiting for it. */
  readonly placeMs: number;
}

/** Sends one late answer, by the first way that may work: see `WecomSocket.late`. Never throws. */
export function createLateAnswer(
  parts: LateParts,
): (message: IncomingMessage, text: string) => Promise<LateOutcome> {
  const overLine = async (line: Line, message: IncomingMessage, text: string): Promise<LateOutcome> => {
    const placed = line.heard.get(message.id);
    const stream = placed && (await within(parts.placeMs, placed, () => undefined));
    const finished = stream && (await parts.speaker.finish(line, stream, text));
    if (stream && finished === 'unknown') return await parts.repeatFinish(stream, text);
    if (finished === 'sent') return finished;
    const { outcome } = await parts.speaker.pushText(line, message.chat, text);
    return outcome === 'rejected' ? 'gone' : outcome;
  };

  return async (message, text) => {
    const line = parts.line();
    const outcome = line ? await overLine(line, message, text) : 'retry';
    if (isOver(outcome)) return outcome;
    const byUrl = await sendLate(message.reply.responseUrl, text, parts.allowResponseUrl, parts.log);
    return byUrl === 'gone' ? outcome : byUrl;
  };
}

/** Said, or perhaps said: either way not to be said again. */
const isOver = (outcome: LateOutcome): boolean => outcome === 'sent' || outcome === 'unknown';
