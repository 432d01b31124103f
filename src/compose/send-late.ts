import type { IncomingMessage } from '../chat/message.ts';
import { personalDataIn } from '../chat/personal-data.ts';
import { unpackReply } from '../chat/reply.ts';
import type { LateSendOutcome } from '../inbox/types.ts';
import type { MayQuote, Platforms } from './build-platforms.ts';

/**
 * Not in a group where somebody wrote personal data. `recall` is the request to take a message back as answers say
 * it: some names are known as such only by the command that was read.
 */
export function createMayQuote(recall: string): MayQuote {
  const asksToRecall = startOf(recall);
  return ({ platform, chat, text }, answer) => {
    const quotes = platform === 'wecom' && chat.kind === 'group';
    return !quotes || !(answer.includes(asksToRecall) || personalDataIn(text));
  };
}

/**
 * Sends a late answer by the message's platform. Where it may not quote, WeCom's response_url is not used. What
 * else the platform has (an open connection) is; where it has nothing else the answer is given up and the sender
 * asks once more.
 */
export function createSendLate(
  platforms: Pick<Platforms, 'find'>,
  mayQuote: MayQuote,
): (message: IncomingMessage, text: string) => Promise<LateSendOutcome> {
  return async (message, text) => {
    const said = unpackReply(text).text;
    const answered = mayQuote(message, said) ? message : withoutResponseUrl(message);
    return platforms.find(message)?.late(answered, said) ?? 'gone';
  };
}

/** What all the answers that ask for it have in common. */
const startOf = (recall: string): string => recall.split('；')[0] ?? recall;

function withoutResponseUrl({ reply, ...message }: IncomingMessage): IncomingMessage {
  const { responseUrl: _quoting, ...others } = reply;
  return { ...message, reply: others };
}
