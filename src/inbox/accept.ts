import { messageKey } from '../chat/message.ts';
import { runAndSend } from './entries.ts';
import type { InboxShared } from './shared.ts';
import type { Inbox } from './types.ts';

/**
 * For transports that cannot carry an answer: the message is stored and its late answer promised, both journaled,
 * before this resolves; the work follows, and its answer is sent late. A message that is there already, whoever
 * works on it or has answered it, needs nothing: what a crash left, the sweep finishes.
 */
export function createAccept(parts: InboxShared): Inbox['accept'] {
  const { store, seals, newToken, flights, onNew } = parts;
  // Nobody polls for such an answer: it is sent as soon as it is there.
  const pushing = { ...parts, pushes: () => true, runs: { ...parts.runs, dueInMs: () => 0 } };
  return async (message, work) => {
    const key = messageKey(message);
    const claim = newToken();
    if (!(await store.claim(key, claim, seals.sealMessage(message), message.receivedAt))) return;
    onNew(message);
    await store.promiseLater(key);
    const entry = { _id: key, claim, attempts: 1, message: () => message };
    // A run that fails leaves its lease to expire: the sweep runs the message again.
    flights.track(flights.join(key, () => runAndSend(pushing, entry, work)));
  };
}
