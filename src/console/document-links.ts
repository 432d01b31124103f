import type { Trail } from '../audit/types.ts';
import type { Documents, MadeFile } from '../documents/types.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import type { Sealer } from '../privacy/types.ts';
import type { ConsoleAddress } from './address.ts';
import type { DocumentLink, DocumentLinksStore } from './document-links-store.ts';
import { createLinkTokens, keptToken } from './link-tokens.ts';

/** What a link to a document is made of. */
export interface LinkParts {
  readonly address: ConsoleAddress | undefined;
  readonly store: DocumentLinksStore;
  readonly sealer: Sealer;
}

/** What fetching one needs besides. */
export interface FetchParts extends LinkParts {
  readonly documents: Pick<Documents, 'render'>;
  readonly people: Pick<People, 'accountsOf'>;
  readonly trail: Pick<Trail, 'record'>;
}

const SORT = 'document link';

/** Makes the link to a document; undefined where there are no pages. The same key gives the same link. */
export type OfferDocument = (asked: Omit<DocumentLink, 'h'>) => Promise<string | undefined>;

/** Links to documents. */
export function createOfferDocument({ address, store, sealer }: LinkParts): OfferDocument {
  const tokens = createLinkTokens(sealer, SORT);
  return async (asked) => {
    if (address === undefined) return undefined;
    const [token] = tokens.from(asked._id);
    const kept = await store.put({ ...asked, h: tokens.hashes(token)[0] ?? '' });
    return address.document(keptToken(tokens, asked._id, kept.h));
  };
}

/** The document behind a link, for whoever asked for it and may still have it; that it was fetched is journaled before. */
export type FetchDocument = (token: string, actor: Actor, at: Date) => Promise<MadeFile | undefined>;

/** Fetches documents by their links. */
export function createFetchDocument(parts: FetchParts): FetchDocument {
  const { store, sealer, documents, people, trail } = parts;
  const tokens = createLinkTokens(sealer, SORT);
  return async (token, actor, at) => {
    const accounts = await people.accountsOf(actor);
    const link = await store.find(tokens.hashes(token), accounts, at);
    const made = link && (await documents.render(link.ref, { actor, accounts }));
    if (link === undefined || made === undefined) return undefined;
    const key = `${link._id}:fetched:${at.getTime()}`;
    await trail.record([{ key, at, what: 'exported', by: byOf(actor), detail: { way: 'page' } }]);
    return made;
  };
}
