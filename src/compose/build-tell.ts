import type { OfferDocument } from '../console/document-links.ts';
import type { Notice, Outbox } from '../delivery/types.ts';
import { readDocumentRef } from '../documents/ref.ts';
import { defined } from '../kit/defined.ts';
import { readLedgerRef } from '../ledgers/ref.ts';
import { accountKey } from '../people/accounts.ts';
import type { PrivateKind } from '../people/private-kind.ts';
import { createTell, type PrivateWord, type Tell } from '../people/tell.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { BuiltPeople } from './build-people.ts';

/** Tells somebody something in private: through the outbox, or at their next private message. */
export function buildTell(
  { contacts, waiting }: Pick<BuiltPeople, 'contacts' | 'waiting'>,
  {
    outbox,
    offer,
    text,
  }: {
    readonly outbox: Pick<Outbox, 'post'>;
    readonly offer: OfferDocument;
    readonly text: FillReply<'sign-in/document'>;
  },
): Tell {
  const tell = createTell({ contacts, waiting, push: (word) => outbox.post([noticeOf(word)]) });
  return async (word) => {
    const { key, to, file, until } = word;
    if (file === undefined || !isFetched(file.ref)) return await tell(word);
    // The second way to a file: a chat on a phone prints nothing, and not every way out carries files.
    const link = await offer({ _id: key, ref: file.ref, account: accountKey(to), until });
    const more = link === undefined ? '' : `\n${text('sign-in/document', { link })}`;
    return await tell({ ...word, text: `${word.text}${more}` });
  };
}

/** Files that can be fetched by a link too. */
const isFetched = (ref: string): boolean =>
  readDocumentRef(ref) !== undefined || readLedgerRef(ref) !== undefined;

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
