import type { Calendar } from '../calendar/types.ts';
import { townshipOfUnit } from '../duties/units.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import type { Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { dayOf, sayNow } from './etiquette.ts';
import { type Item, messageOf, type Text } from './item.ts';
import { namedNow, nobodyOf, phoneText, type ToPhone } from './phone-list.ts';
import type { SpokenEntry } from './rounds-store.ts';
import { type SpeakParts, type SpokenAt, speakOnce } from './speak.ts';
import { ledgersOf, type PersonLedger } from './spoken.ts';
import { phonerOf } from './who.ts';

/** What telling rests on. */
export interface TellingParts extends SpeakParts {
  readonly text: Text;
  readonly timeZone: string;
}

/** The moment of a round, and what was said before. */
export interface Telling extends SpokenAt {
  readonly calendar: Pick<Calendar, 'isWorkday' | 'workdayFrom' | 'addWorkdays'>;
  readonly entries: readonly SpokenEntry[];
}

const AT_ONCE = 32;
const NOTHING_YET: PersonLedger = { spokenOn: [] };

/** Everybody's one message of the day, as far as the etiquette allows; resolves to how many were spoken to. */
export async function tellItems(
  parts: TellingParts,
  byPerson: ReadonlyMap<Person, readonly Item[]>,
  at: Telling,
): Promise<number> {
  const ledgers = ledgersOf(at.entries, 'round');
  const moment = dayOf(at.today, at.calendar);
  const spoken = await inParallel([...byPerson], AT_ONCE, ([person, items]) => {
    const ledger = ledgers.get(person.id) ?? NOTHING_YET;
    return speakOnce<Item>(
      parts,
      {
        kind: 'round',
        word: 'duty-due',
        priority: 'normal',
        person,
        items,
        ledger,
        choose: (all) => sayNow(all, { ...moment, spokenOn: ledger.spokenOn }),
        compose: (chosen) => ({
          ...messageOf(chosen, parts.text),
          until: endOf(lastDay(chosen), parts.timeZone),
        }),
      },
      at,
    );
  });
  return spoken.filter((one) => one).length;
}

/** After that day nothing of it is of use. */
const lastDay = (items: readonly Item[]): LocalDate =>
  items
    .map(({ latest }) => latest)
    .sort()
    .at(-1) ?? '';

/** The first instant after the day. */
const endOf = (day: LocalDate, timeZone: string): Date => instantOf(addDays(day, 1), '00:00', timeZone);

/** So long an officer may find the list in their next contact. */
const LIST_DAYS = 7;

/** Whom they cannot reach an officer hears once a week: on the other days it is no news. */
function newsOf(units: readonly ToPhone[], { id }: Person, { today, entries }: Telling): readonly ToPhone[] {
  const week = nobodyOf(today);
  const heard = entries.some(
    ({ kind, personId, keys }) =>
      kind === 'phone' && personId === id && keys.some((key) => key.startsWith(week)),
  );
  return heard ? units.filter(({ why }) => why === 'silent') : units;
}

/**
 * Whom to phone, told to the officers of the bureau: one message a day each, a task of their own that the etiquette
 * does not count. Resolves to how many officers were told.
 */
export async function tellPhoners(
  parts: TellingParts,
  units: readonly ToPhone[],
  { people, gazetteer }: { readonly people: readonly Person[]; readonly gazetteer: Gazetteer },
  at: Telling,
): Promise<number> {
  const byPhoner = new Map<Person, ToPhone[]>();
  for (const unit of units) {
    const phoner = phonerOf(people, townshipOfUnit(unit.unitId, gazetteer));
    if (phoner !== undefined) byPhoner.set(phoner, [...(byPhoner.get(phoner) ?? []), unit]);
  }
  const ledgers = ledgersOf(at.entries, 'phone');
  let told = 0;
  for (const [person, items] of byPhoner) {
    const ledger = ledgers.get(person.id) ?? NOTHING_YET;
    const done = await speakOnce<ToPhone>(
      parts,
      {
        kind: 'phone',
        word: 'duty-due',
        priority: 'normal',
        person,
        items,
        ledger,
        choose: (all) => (ledger.spokenOn.includes(at.today) ? [] : namedNow(newsOf(all, person, at))),
        compose: (chosen) => ({
          title: parts.text('reminders/phone-title'),
          text: phoneText(chosen, gazetteer, parts.text),
          until: endOf(addDays(at.today, LIST_DAYS), parts.timeZone),
        }),
      },
      at,
    );
    if (done) told += 1;
  }
  return told;
}
