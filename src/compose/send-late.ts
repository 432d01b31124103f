import type { IncomingMessage } from '../chat/message.ts';
import { personalDataIn } from '../chat/personal-data.ts';
import { unpackReply } from '../chat/reply.ts';
import type { LateSendOutcome } from '../inbox/types.ts';
import type { Platforms } from './build-platforms.ts';

/**
 * Send a late answer by the message's platform. WeCom's response_url quotes what was asked: in a group, words
 * with personal data in them would be shown again, so that answer is given up and the sender asks once more.
 */
export function createSendLate(
  platforms: Platforms,
): (message: IncomingMessage, text: string) => Promise<LateSendOutcome> {
  return async (message, text) => {
    const quotes = message.platform === 'wecom' && message.chat.kind === 'group';
    if (quotes && personalDataIn(message.text)) return 'gone';
    return platforms.find(message)?.late(message, unpackReply(text).text) ?? 'gone';
  };
}
