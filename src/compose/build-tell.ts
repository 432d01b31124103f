import type { Notice, Outbox } from '../delivery/types.ts';
import { defined } from '../kit/defined.ts';
import { createTell, type PrivateWord, type Tell } from '../people/tell.ts';
import type { BuiltPeople } from './build-people.ts';

/** Tells somebody something in private: through the outbox, or at their next private message. */
export function buildTell(
  { contacts, waiting }: Pick<BuiltPeople, 'contacts' | 'waiting'>,
  outbox: Pick<Outbox, 'post'>,
): Tell {
  return createTell({ contacts, waiting, push: (word) => outbox.post([noticeOf(word)]) });
}

function noticeOf({ key, kind, to, title, text, until, priority, picture, file }: PrivateWord): Notice {
  return {
    id: key,
    kind,
    priority: priority ?? 'high',
    title,
    text,
    targets: [{ platform: to.platform, kind: 'person', id: to.userId }],
    expires: until,
    ...defined({ picture, file }),
  };
}
