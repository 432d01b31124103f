import { afterWords } from '../../attachment.ts';
import type { SendOutcome } from '../../channel.ts';

/** Sends the parts of one message in order, the words first; what fails after them is left out, with the rest. */
export async function inOrder<T>(
  parts: readonly T[],
  send: (part: T) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  for (const [place, part] of parts.entries()) {
    const outcome = await send(part);
    if (outcome.outcome === 'sent') continue;
    return place === 0 ? outcome : afterWords(outcome);
  }
  return { outcome: 'sent' };
}
