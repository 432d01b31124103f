import type { Calendar } from '../calendar/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Photos } from '../media/types.ts';
import type { Actor } from '../people/actor.ts';
import { ROLE_WORDS, ROLES } from '../people/roles.ts';
import type { People } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { caseView } from './case-view.ts';
import { nextLines } from './next-lines.ts';
import { readsContacts, readsWords } from './reads.ts';
import { type Telling, timelineOf } from './timeline.ts';
import type { CaseEntry, DropoutCase, DropoutStore } from './types.ts';

/** The message by which somebody asks for a case, in private. */
export interface Showing {
  readonly actor: Actor;
  readonly today: LocalDate;
  readonly gazetteer: Gazetteer;
  readonly text: FillReply<'dropouts/view' | 'dropouts/history'>;
  readonly services: {
    readonly dropouts: Pick<DropoutStore, 'child' | 'rules'>;
    readonly calendar: { current(): Promise<Calendar> };
    readonly people: Pick<People, 'accountsOf'>;
    readonly photos: Pick<Photos, 'countOf'>;
  };
}

/** One case as this person may see it: masked, with what was done last and the lines they could send next. */
export async function showCase(showing: Showing, file: DropoutCase): Promise<string> {
  const { services, actor, today, text } = showing;
  const [child, calendar, accounts, photos, telling] = await Promise.all([
    services.dropouts.child(file.no),
    services.calendar.current(),
    services.people.accountsOf(actor),
    services.photos.countOf(file.no),
    tellingOf(showing, file),
  ]);
  const since = file.absentSince;
  const shown = caseView(file, {
    ...{ child, telling, today, photos, contacts: readsContacts(actor, file) },
    place: placeOf(showing, file.schoolId, file.areaId),
    days: since === undefined ? 0 : calendar.schoolDays(since, today),
    lines: nextLines(file, { actor, accounts, today }),
  });
  return text('dropouts/view', { ...shown, onBehalf: notesOn(file.entries) });
}

/** The whole history of a case, oldest first. */
export async function showHistory(showing: Showing, file: DropoutCase): Promise<string> {
  const history = timelineOf(file.entries, await tellingOf(showing, file));
  return showing.text('dropouts/history', { no: file.no, history });
}

async function tellingOf(showing: Showing, file: DropoutCase): Promise<Telling> {
  return {
    words: readsWords(showing.actor, file),
    rules: await showing.services.dropouts.rules(),
    placeName: (schoolId) => placeOf(showing, schoolId, file.areaId),
  };
}

function placeOf({ gazetteer }: Showing, schoolId: string | undefined, areaId: string): string {
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  return school ? fullName(gazetteer, school) : areaName(gazetteer, areaId);
}

const MOST_NOTES = 5;

/** The newest things that offices outside did, oldest first. */
export function notesOn(entries: readonly Pick<CaseEntry, 'onBehalf' | 'by'>[]) {
  return entries
    .flatMap(({ onBehalf, by }) =>
      onBehalf === undefined ? [] : [{ ...onBehalf, by: by.name ?? recorderWord(by.role) }],
    )
    .slice(-MOST_NOTES);
}

function recorderWord(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known === undefined ? '' : (ROLE_WORDS[known][0] ?? '');
}
