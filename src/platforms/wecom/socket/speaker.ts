import type { Logger } from 'pino';
import type { IncomingMessage } from '../../../chat/message.ts';
import { defined } from '../../../kit/defined.ts';
import type { SendOutcome } from '../../channel.ts';
import type { Answer, LateOutcome } from '../../platform.ts';
import { hintOf } from '../errcodes.ts';
import { cutToFit, render, STREAM_BYTES } from '../render.ts';
import { cardOf, type Occasion, replyTo, replyToPoll } from '../reply.ts';
import { lateOutcomeOf, sendOutcomeOf } from './ack-outcome.ts';
import type { Line, OpenStream } from './line.ts';
import type { RateGuard } from './rate-guard.ts';

/** Where a push goes, in the vendor's words. */
export interface PushTarget {
  readonly kind: 'group' | 'single';
  readonly id: string;
}

/** Says things on a line. Nothing here throws. */
export interface Speaker {
  /** The first answer to a message; `stream` is the bubble it left open. */
  answer(line: Line, to: HeardMessage, answer: Answer): Promise<FirstAnswer>;
  /** Completes a bubble. */
  finish(line: Line, stream: OpenStream, text: string): Promise<LateOutcome>;
  /** Says something of our own accord; `body` is `msgtype` and its part. The caller has taken room. */
  push(line: Line, target: PushTarget, body: object): Promise<SendOutcome>;
  /** The same with words, room taken. */
  pushText(line: Line, target: PushTarget, text: string): Promise<SendOutcome>;
}

/** A message and what may be answered to it. */
export interface HeardMessage {
  readonly reqId: string;
  readonly message: IncomingMessage;
  readonly occasion: Occasion;
}

/** How a first answer went. */
export interface FirstAnswer {
  readonly outcome: LateOutcome;
  readonly stream?: OpenStream;
}

/** A click takes a new card or a push; we push. The older robot has no long connection. */
const COMMANDS: Readonly<Record<Occasion, string>> = {
  message: 'aibot_respond_msg',
  'legacy-message': 'aibot_respond_msg',
  enter: 'aibot_respond_welcome_msg',
  card: 'aibot_respond_update_msg',
};

const CHAT_TYPES = { single: 1, group: 2 } as const;

/** A markdown message as the vendor wants it. */
export function markdownBody(text: string): object {
  return { msgtype: 'markdown', markdown: { content: cutToFit(render(text), STREAM_BYTES) } };
}

/** Replies and pushes with the vendor's commands, and what their answers mean. */
export function createSpeaker(guard: RateGuard, log: Logger): Speaker {
  const say = async (line: Line, cmd: string, body: object, reqId?: string): Promise<SendOutcome> => {
    const ack = await line.wire.request(cmd, body, reqId);
    if (ack.kind === 'acked' && ack.errcode !== 0) {
      const { errcode, errmsg } = ack;
      log.warn({ platform: 'wecom', cmd, errcode, hint: hintOf(errmsg) }, 'command not accepted');
    }
    return sendOutcomeOf(ack);
  };

  const push: Speaker['push'] = (line, { kind, id }, body) =>
    say(line, 'aibot_send_msg', { chatid: id, chat_type: CHAT_TYPES[kind], ...body });

  const pushText: Speaker['pushText'] = async (line, target, text) => {
    const afterMs = guard.take(target.id);
    if (afterMs > 0) return { outcome: 'retry', afterMs, code: 'own-limit' };
    return await push(line, target, markdownBody(text));
  };

  /** The choices once more as a card, below the words that say them: on a long connection it is a message of its own. */
  const pushCard = async (
    line: Line,
    { chat }: IncomingMessage,
    answer: Answer,
    words: LateOutcome,
  ): Promise<void> => {
    const card = words === 'sent' ? cardOf(answer) : undefined;
    if (card === undefined || guard.take(chat.id) > 0) return;
    await push(line, chat, { msgtype: 'template_card', template_card: card });
  };

  return {
    push,
    pushText,
    answer: async (line, { reqId, message, occasion }, answer) => {
      const task = message.cardTask;
      const reply = replyTo(occasion, answer, { withCard: false, ...defined({ task }) });
      if (reply === undefined) {
        const isSaid = occasion !== 'card' || answer.kind !== 'reply' || answer.text === '';
        if (isSaid) return { outcome: 'sent' };
        return { outcome: lateOutcomeOf(await pushText(line, message.chat, answer.text)) };
      }
      if (guard.take(message.chat.id) > 0) return { outcome: 'retry' };
      const outcome = lateOutcomeOf(await say(line, COMMANDS[occasion], reply, reqId));
      await pushCard(line, message, answer, outcome);
      const isOpen = 'stream' in reply && !reply.stream.finish && mayBeThere(outcome);
      return isOpen ? { outcome, stream: { reqId, id: reply.stream.id } } : { outcome };
    },
    finish: async (line, { reqId, id }, text) => {
      const reply = replyToPoll(id, { kind: 'reply', stream: id, text });
      return lateOutcomeOf(await say(line, 'aibot_respond_msg', reply, reqId));
    },
  };
}

const mayBeThere = (outcome: LateOutcome): boolean => outcome === 'sent' || outcome === 'unknown';
