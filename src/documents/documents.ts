import { localDate, localTime, printedDate } from '../kit/local-date.ts';
import { accountOf } from '../people/accounts.ts';
import type { People } from '../people/types.ts';
import { fetchedBy } from './fetched-by.ts';
import { printed } from './layout.ts';
import { mayHave } from './may-have.ts';
import { draftPaper, type PaperSources, signedPaper } from './papers.ts';
import { readDocumentRef } from './ref.ts';
import { signPaper } from './sign-paper.ts';
import type { Documents } from './types.ts';

/** What documents are made of. */
export interface DocumentsOptions extends PaperSources {
  readonly people: Pick<People, 'everyone' | 'identify' | 'accountsOf'>;
}

/** Printed documents over these. */
export function createDocuments(options: DocumentsOptions): Documents {
  const { kinds, register, people, timeZone } = options;
  const render: Documents['render'] = async (text, who) => {
    const ref = readDocumentRef(text);
    if (ref === undefined) return undefined;
    const made = await ('issued' in ref
      ? signedPaper(options, ref.issued, who)
      : draftPaper(options, ref, who));
    if (made === undefined) return undefined;
    const at = new Date(ref.at);
    const gazetteer = await options.places.current();
    const when = `${printedDate(localDate(at, timeZone))} ${localTime(at, timeZone)}`;
    const bytes = await printed(made.paper, { who: fetchedBy(who.actor, gazetteer), when, at });
    return { name: made.name, bytes };
  };
  return {
    kinds,
    allowed: async (reader) => mayHave(reader, await options.privacy()),
    rules: options.rules,
    find: register.find,
    list: register.list,
    voided: register.voided,
    of: register.of,
    eraseOf: register.eraseOf,
    sign: (draft) => signPaper(options, draft),
    render,
    load: async (text) => {
      const ref = readDocumentRef(text);
      if (ref === undefined) return undefined;
      const { platform, userId } = accountOf(ref.to);
      const actor = await people.identify(platform, userId, false);
      return render(text, { actor, accounts: await people.accountsOf(actor) });
    },
  };
}
