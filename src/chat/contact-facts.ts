import type { ContactFacts } from '../people/types.ts';
import type { IncomingMessage } from './message.ts';
import type { Turn } from './turn.ts';

/** What a message tells about where its sender and its chat can be reached. */
export function contactFacts({ message, actor }: Pick<Turn, 'message' | 'actor'>): ContactFacts {
  const { platform, chat, sender, reply } = message;
  const { sessionWebhook: url, sessionExpires: expires } = reply;
  const id = plainSenderId(message, actor.key);
  return {
    platform,
    chat,
    sender: { id, outsider: sender.outsider, ...(id === sender.id ? {} : { spelled: sender.id }) },
    spoke: message.kind !== 'enter',
    ...(url === undefined || expires === undefined ? {} : { session: { url, expires } }),
    at: message.receivedAt,
  };
}

/** The sender's id as the county knows it: an encrypted one is known under the plain one once it is converted. */
export function plainSenderId({ platform, sender }: IncomingMessage, actorKey: string): string {
  return sender.id === '' ? '' : actorKey.slice(platform.length + 1);
}
