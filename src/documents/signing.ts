import { printedDate } from '../kit/local-date.ts';
import type { Role } from '../people/roles.ts';
import type { DocumentRules } from '../places/document-rules.ts';
import { fitsNow, stateWord } from './asked.ts';
import type { DocumentKind } from './kinds.ts';
import { type FoundSubject, idOfSubject } from './may-have.ts';
import { calledIn, type DocumentTalk } from './talk.ts';

/** What is to be signed, by whom, of which day. */
export interface ToSign {
  readonly found: FoundSubject;
  readonly kind: DocumentKind;
  readonly signer: readonly { readonly name: string; readonly role: Role }[];
  readonly dated: string;
}

const SIGNERS: readonly Role[] = ['bureau', 'leader'];

/** Why it cannot be signed, with a line that works; undefined: it can. */
export async function whyNotSigned(
  talk: DocumentTalk,
  { found, kind, signer }: ToSign,
): Promise<string | undefined> {
  const line = `文书 ${calledIn(talk, found)} ${kind.name}`;
  if (!kind.signed) return talk.text('documents/unsigned-kind', { name: kind.name, line });
  const [one, ...others] = signer;
  if (one === undefined || others.length > 0 || !SIGNERS.includes(one.role))
    return talk.text('documents/signer', { line });
  const authority = authorityOf(await talk.services.documents.rules(), kind);
  return authority === undefined ? talk.text('documents/no-rule', { name: kind.name, line }) : undefined;
}

/** What signing it means, as it is shown before 确认; `version` changes with the file. */
export async function aboutSigning(
  talk: DocumentTalk,
  { found, kind, signer, dated }: ToSign,
): Promise<{ readonly words: string; readonly version: string }> {
  const { documents } = talk.services;
  const rules = await documents.rules();
  const earlier = await documents.of({ of: idOfSubject(found) });
  const before = earlier.find(({ kindId, state }) => kindId === kind.id && state === 'signed');
  const told = rules.remedies.some((one) => one.documents.includes(kind.name));
  return {
    words: talk.text('documents/about-sign', {
      ...{ about: calledIn(talk, found), name: kind.name, authority: authorityOf(rules, kind) ?? '' },
      ...{ signer: signer[0]?.name ?? '', dated: printedDate(dated), before: before?.number },
      ...{ state: stateWord(found), fits: fitsNow(kind, found) },
      noRemedy: kind.remedy && !told,
    }),
    version: `${idOfSubject(found)}:${found.subject === 'school' ? '' : found.of.entries.length}:${kind.id}`,
  };
}

/** The line that signs it, for those who may, where the county says how it is numbered. */
export async function signingLine(
  talk: DocumentTalk,
  kind: DocumentKind,
  found: FoundSubject,
): Promise<string | undefined> {
  if (!kind.signed || talk.actor.role !== 'bureau') return undefined;
  const authority = authorityOf(await talk.services.documents.rules(), kind);
  return authority && `文书 ${calledIn(talk, found)} ${kind.name} 签发 签发人分管副局长`;
}

function authorityOf(
  { numbers, authority }: DocumentRules,
  { name }: Pick<DocumentKind, 'name'>,
): string | undefined {
  const rule = numbers.find(({ documents }) => documents.includes(name));
  return rule && (rule.authority ?? authority);
}
