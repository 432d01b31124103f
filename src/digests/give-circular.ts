import type { Calendar } from '../calendar/types.ts';
import {
  daysBetween,
  type LocalDate,
  localDate,
  localTime,
  monthStart,
  spokenDate,
} from '../kit/local-date.ts';
import { accountFor } from '../people/account-for.ts';
import type { Person } from '../people/types.ts';
import { actUntil, circularText, monthKey, monthWord, unitsToName } from './circular.ts';
import type { Circulars } from './circulars-store.ts';
import { type Delivery, handDigest } from './deliver.ts';
import { isWithin, tagOf } from './readers.ts';
import { DIGEST_HOURS } from './types.ts';

/** What circulars need besides what digests do. */
export interface CircularDelivery extends Delivery {
  readonly circulars: Circulars;
}

/** Workdays that a unit has between being told that it will be named and being named. */
const NOTICE_WORKDAYS = 2;

/**
 * The first workday of a month: every unit that the circular about the month before would name is told so, with the
 * sentence. Two workdays later the circular goes to the head and the office of the bureau; it names only who was told
 * and has not put it right since.
 */
export async function giveCirculars(
  delivery: CircularDelivery,
  slot: Date,
): Promise<{ readonly warned: number; readonly circulars: number }> {
  const { writing } = delivery;
  const day = localDate(slot, writing.tz);
  const calendar = await writing.calendar.current();
  const first = firstWorkday(calendar, day);
  if (!isWithin(localTime(slot, writing.tz), DIGEST_HOURS.monthly)) return { warned: 0, circulars: 0 };
  if (day === first) return { warned: await warn(delivery, day, slot), circulars: 0 };
  if (day !== calendar.addWorkdays(first, NOTICE_WORKDAYS)) return { warned: 0, circulars: 0 };
  return { warned: 0, circulars: await issue(delivery, day, slot) };
}

const firstWorkday = (calendar: Calendar, day: LocalDate): LocalDate => calendar.workdayFrom(monthStart(day));

async function warn(delivery: CircularDelivery, day: LocalDate, slot: Date): Promise<number> {
  const { writing, circulars, people, contacts, tell } = delivery;
  const month = monthKey(day);
  const [known, before] = await Promise.all([unitsToName(writing, slot), circulars.find(month)]);
  const units = known.filter(({ unit }) => before === undefined || before.units.includes(unit));
  const heard = new Set<string>();
  const [everyone, calendar] = await Promise.all([people.everyone(), writing.calendar.current()]);
  const on = calendar.addWorkdays(day, NOTICE_WORKDAYS);
  let warned = 0;
  for (const { unit, sentence } of units) {
    const text = writing.fill('named', {
      month: monthWord(day),
      on: spokenDate(on),
      sentence,
      until: spokenDate(await actUntil(writing, instantAfter(slot, day, on))),
    });
    for (const person of await responsible(delivery, everyone, unit)) {
      const to = await accountFor(contacts, person.accounts);
      if (to === undefined) continue;
      await tell({
        key: `circular:${month}:${unit}:${person.id}`,
        kind: 'overdue',
        to,
        title: '校园哨兵：您有1条通报前告知',
        text,
        at: slot,
        until: instantAfter(slot, day, on),
        priority: 'normal',
      });
      heard.add(unit);
      warned += 1;
    }
  }
  // Last: whoever the draft names was told, whatever broke off on the way here.
  await circulars.draft({ month, units: [...heard] }, slot);
  return warned;
}

const DAY_MS = 86_400_000;

/** The same time of day on a later day. */
function instantAfter(at: Date, day: LocalDate, later: LocalDate): Date {
  return new Date(at.getTime() + daysBetween(day, later) * DAY_MS);
}

/** Those with an account among the people of a school, or of the township where some other place lies. */
async function responsible(
  { writing }: CircularDelivery,
  everyone: readonly Person[],
  unit: string,
): Promise<readonly Person[]> {
  const place = (await writing.places.current()).byId(unit);
  const here = everyone.filter(({ role, schoolId, townshipId, accounts }) => {
    if (place === undefined || accounts.length === 0) return false;
    if (place.kind === 'school') return role === 'school' && schoolId === unit;
    const township = 'townshipId' in place ? place.townshipId : place.id;
    return role === 'township' && townshipId === township;
  });
  const heads = here.filter(({ post = '' }) => HEADS.test(post));
  return heads.length > 0 ? heads : here;
}

const HEADS = /校长|园长|教育专干|分管/u;

async function issue(delivery: CircularDelivery, day: LocalDate, slot: Date): Promise<number> {
  const { writing, circulars, readers, people } = delivery;
  const told = (await circulars.find(monthKey(day)))?.units ?? [];
  const text = await circularText(writing, slot, told);
  let issued = 0;
  for (const person of recipients(await people.everyone())) {
    const id = { person: person.id, kind: 'monthly' as const, day };
    const digest = await readers.keep(id, { tag: tagOf('monthly', day), text, units: [] }, slot);
    if (digest.told) continue;
    await handDigest(delivery, id, { person, digest, at: slot });
    issued += 1;
  }
  return issued;
}

/** The head and the office of the bureau; where the county file names neither, all leaders. */
function recipients(everyone: readonly Person[]): readonly Person[] {
  const known = everyone.filter(({ accounts }) => accounts.length > 0);
  const named = known.filter(
    ({ role, post = '' }) =>
      (role === 'leader' && /局长/u.test(post)) || (role === 'bureau' && /办公室/u.test(post)),
  );
  return named.length > 0 ? named : known.filter(({ role }) => role === 'leader');
}
