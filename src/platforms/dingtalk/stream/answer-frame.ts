import type { IncomingMessage } from '../../../chat/message.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { ConnectionHandlers } from '../../connection.ts';
import type { Answer } from '../../platform.ts';
import { readCallback } from '../callback.ts';
import type { DingtalkConfig } from '../config.ts';
import { cardUpdate, readClick } from './card.ts';
import { ackOf, type Frame, parseJson } from './frame.ts';
import { CARD_TOPIC, ROBOT_TOPIC } from './topics.ts';

/** What answering frames depends on. */
export interface AnswerParts {
  readonly config: DingtalkConfig;
  readonly clock: Clock;
  readonly handlers: ConnectionHandlers;
  /** Pushes a reply: the socket itself can carry none. */
  readonly sendReply: (message: IncomingMessage, text: string) => Promise<unknown>;
  /** The variable of our card templates that shows what became of a click. */
  readonly cardVariable: string;
}

/** What to send back, and what to do after that. */
export interface FrameAnswer {
  /** Undefined: nothing, so that the frame comes again. */
  readonly ack?: string;
  /** A reply to push once the frame is answered. */
  readonly after?: () => Promise<unknown>;
}

const NO_RESPONSE = JSON.stringify({ response: null });

/** Takes one frame; resolves once whatever it brought is stored. Never rejects. */
export async function answerFrame(frame: Frame, parts: AnswerParts): Promise<FrameAnswer> {
  const { topic } = frame.headers;
  if (frame.type === 'SYSTEM') return topic === 'ping' ? { ack: ackOf(frame, 200, frame.data) } : {};
  if (frame.type === 'EVENT') {
    parts.handlers.onIgnored('event');
    return { ack: ackOf(frame, 200, JSON.stringify({ status: 'SUCCESS', message: 'ok' })) };
  }
  if (topic === ROBOT_TOPIC) return await answerMessage(frame, parts);
  if (topic === CARD_TOPIC) return await answerClick(frame, parts);
  parts.handlers.onIgnored('unknown-topic');
  return { ack: ackOf(frame, 404, NO_RESPONSE) };
}

async function answerMessage(frame: Frame, parts: AnswerParts): Promise<FrameAnswer> {
  const { config, clock, handlers, sendReply } = parts;
  const read = readCallback(parseJson(frame.data), config, clock.now());
  if (read.type !== 'message') {
    handlers.onIgnored(read.reason);
    const unreadable = read.type === 'refused' && read.status === 400;
    return { ack: ackOf(frame, unreadable ? 400 : 200, NO_RESPONSE) };
  }
  const { message } = read;
  const answer = await handled(message, handlers);
  if (!answer) return {};
  const ack = ackOf(frame, 200, NO_RESPONSE);
  if (answer.kind !== 'reply' || answer.text.trim() === '') return { ack };
  return { ack, after: () => sendReply(message, answer.text) };
}

async function answerClick(frame: Frame, parts: AnswerParts): Promise<FrameAnswer> {
  const { config, clock, handlers, cardVariable } = parts;
  const read = readClick(frame, config, clock.now());
  if (read.type !== 'message') {
    handlers.onIgnored(read.reason);
    return { ack: ackOf(frame, 400, NO_RESPONSE) };
  }
  const answer = await handled(read.message, handlers);
  if (!answer) return {};
  const response = cardUpdate(cardVariable, answer.kind === 'reply' ? answer.text : '');
  return { ack: ackOf(frame, 200, JSON.stringify({ response })) };
}

/**
 * What the inbox says; undefined when it could not store the message. Such a frame gets no answer at all:
 * silence is what DingTalk is known to redeliver on, of a 500 nobody wrote what it does.
 */
async function handled(message: IncomingMessage, handlers: ConnectionHandlers): Promise<Answer | undefined> {
  try {
    return await handlers.onMessage(message);
  } catch {
    handlers.onIgnored('not-stored');
    return undefined;
  }
}
