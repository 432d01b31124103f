import { signedFileName } from './file-names.ts';
import { handOut } from './hand-out.ts';
import { numberIn } from './number-in.ts';
import type { Issued } from './register-types.ts';
import { subjectOf } from './subject-of.ts';
import { type DocumentTalk, readerOf } from './talk.ts';

/** The signed document whose number stands among the words, and the other words; or what is said where there is none. */
export async function issuedIn(
  talk: DocumentTalk,
  said: string,
): Promise<{ readonly issued: Issued; readonly rest: string } | { readonly instead: string }> {
  const read = numberIn(said);
  if (read === undefined) return { instead: talk.text('documents/which-number') };
  const issued = await talk.services.documents.find(read.number);
  const none = { instead: talk.text('documents/no-such-number') };
  if (issued === undefined) return none;
  const kind = talk.services.documents.kinds.find(({ id }) => id === issued.kindId);
  const found = await subjectOf(talk.services, issued);
  const allowed = await talk.services.documents.allowed(await readerOf(talk));
  if (kind === undefined || found === undefined || !allowed(kind, found)) return none;
  return { issued, rest: read.rest };
}

/** Sends the signed paper to this account of the asker's. */
export function sendSigned(talk: DocumentTalk, issued: Issued, to: string) {
  return handOut(talk, {
    ref: { issued: issued.id, to, at: talk.now.getTime() },
    ...{ name: `${issued.name}${issued.number}`, no: issued.of, fileName: signedFileName(issued) },
  });
}
