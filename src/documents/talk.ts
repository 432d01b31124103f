import type { Trail } from '../audit/types.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { Inspections } from '../inspections/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { Asker } from '../people/own-channel.ts';
import type { Tell } from '../people/tell.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName } from '../places/naming.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { FoundSubject } from './may-have.ts';
import type { SubjectSources } from './subject-of.ts';
import type { Documents } from './types.ts';

/** A message about documents. */
export interface DocumentTalk extends Pick<Asker, 'sender'> {
  readonly actor: Actor;
  readonly now: Date;
  readonly today: LocalDate;
  readonly gazetteer: Gazetteer;
  readonly text: FillReply;
  readonly services: Asker['services'] &
    SubjectSources & {
      readonly documents: Documents;
      readonly inspections: Pick<Inspections, 'forms'>;
      readonly trail: Pick<Trail, 'record'>;
      readonly tell: Tell;
    };
}

/** Whoever sent it, with all their accounts. */
export async function readerOf({
  actor,
  services,
}: Pick<DocumentTalk, 'actor' | 'services'>): Promise<Reader> {
  return { actor, accounts: await services.people.accountsOf(actor) };
}

/** What a document is about, as it stands in a line: a number, or a school's name. */
export function calledIn({ gazetteer }: Pick<DocumentTalk, 'gazetteer'>, found: FoundSubject): string {
  return found.subject === 'school' ? fullName(gazetteer, found.of) : found.of.no;
}

/** The line that shows it. */
export function viewLine(talk: Pick<DocumentTalk, 'gazetteer'>, found: FoundSubject): string {
  return found.subject === 'school' ? `查 隐患 ${calledIn(talk, found)}` : `个案 ${found.of.no}`;
}
