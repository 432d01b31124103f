import type { SendOutcome } from '../../channel.ts';

/**
 * Sends the parts of one message in order. When the first one is out and a later one fails, the whole is
 * `unknown`: repeating it would say the first part twice, so a person decides.
 */
export async function inOrder<T>(
  parts: readonly T[],
  send: (part: T) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  for (const [place, part] of parts.entries()) {
    const outcome = await send(part);
    if (outcome.outcome === 'sent') continue;
    return place === 0 ? outcome : { outcome: 'unknown', code: `attachment-${outcome.code}` };
  }
  return { outcome: 'sent' };
}
