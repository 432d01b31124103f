import type { IncomingMessage } from '../chat/message.ts';
import { personalDataIn } from '../chat/personal-data.ts';
import { unpackReply } from '../chat/reply.ts';
import type { LateSendOutcome } from '../inbox/types.ts';
import type { Platforms } from './build-platforms.ts';

/**
 * Sends a late answer by the message's platform. WeCom's response_url quotes what was asked: in a group, words
 * with personal data in them would be shown again, so it is not used for those. What else the platform has (an open
 * connection) is; where it has nothing else the answer is given up and the sender asks once more. `recall` is the
 * request to take a message back as answers say it: some names are known as such only by the command that was read.
 */
export function createSendLate(
  platforms: Pick<Platforms, 'find'>,
  recall: string,
): (message: IncomingMessage, text: string) => Promise<LateSendOutcome> {
  const asksToRecall = startOf(recall);
  return async (message, text) => {
    const said = unpackReply(text).text;
    const quotes = message.platform === 'wecom' && message.chat.kind === 'group';
    const personal = quotes && (said.includes(asksToRecall) || personalDataIn(message.text));
    const answered = personal ? withoutResponseUrl(message) : message;
    return platforms.find(message)?.late(answered, said) ?? 'gone';
  };
}

/** What all the answers that ask for it have in common. */
const startOf = (recall: string): string => recall.split('；')[0] ?? recall;

function withoutResponseUrl({ reply, ...message }: IncomingMessage): IncomingMessage {
  const { responseUrl: _quoting, ...others } = reply;
  return { ...message, reply: others };
}
