import type { Notice, Outbox } from '../delivery/types.ts';
import { defined } from '../kit/defined.ts';
import type { PrivateKind } from '../people/private-kind.ts';
import { createTell, type PrivateWord, type Tell } from '../people/tell.ts';
import type { BuiltPeople } from './build-people.ts';

/** Tells somebody something in private: through the outbox, or at their next private message. */
export function buildTell(
  { contacts, waiting }: Pick<BuiltPeople, 'contacts' | 'waiting'>,
  outbox: Pick<Outbox, 'post'>,
): Tell {
  return createTell({ contacts, waiting, push: (word) => outbox.post([noticeOf(word)]) });
}

/** About files that may be a child's. WeCom shows the beginning of the text on locked screens, not the title. */
const ABOUT_FILES: readonly PrivateKind[] = ['assigned', 'own-report', 'overdue'];

function behindTitle({ kind, title, text }: Pick<PrivateWord, 'kind' | 'title' | 'text'>): string {
  const line = title.replace(/^校园哨兵：/, '');
  return ABOUT_FILES.includes(kind) && !text.startsWith(line) ? `${line}\n${text}` : text;
}

function noticeOf({ key, kind, to, title, text, until, priority, picture, file }: PrivateWord): Notice {
  return {
    id: key,
    kind,
    priority: priority ?? 'high',
    title,
    text: behindTitle({ kind, title, text }),
    targets: [{ platform: to.platform, kind: 'person', id: to.userId }],
    expires: until,
    ...defined({ picture, file }),
  };
}
