import type { IncomingMessage } from '../chat/message.ts';

/** Who says something, and where: whoever knows the id of a message is nobody yet. */
export type Speaker = Pick<IncomingMessage, 'chat' | 'sender'>;

/** Whether two callbacks come from one person in one chat; a repetition does, a forgery does not. */
export function sameSpeaker(one: Speaker, other: Speaker): boolean {
  return nameOf(one) === nameOf(other);
}

/** One text for one person in one chat. */
export function nameOf({ chat, sender }: Speaker): string {
  return JSON.stringify([chat.kind, chat.id, sender.id]);
}
