import type { IncomingMessage } from '../chat/message.ts';
import { unpackReply } from '../chat/reply.ts';
import { type InboxAnswer, streamOf } from '../inbox/types.ts';
import type { Answer } from '../platforms/platform.ts';

/** What a platform is told of what the inbox has for a message, whichever way the message came. */
export function answerOf(given: InboxAnswer, message: Pick<IncomingMessage, 'platform' | 'id'>): Answer {
  const stream = streamOf(message);
  if (given.kind === 'later') return { kind: 'later', stream };
  if (given.kind === 'foreign' || given.text === '') return { kind: 'nothing' };
  return { kind: 'reply', ...unpackReply(given.text), stream };
}

/** Under which word a message is counted as ignored that used the id of somebody else's. */
export const FOREIGN = 'another-sender';
