import { periodOf } from '../calendar/periods.ts';
import type { EventName } from '../calendar/rule-types.ts';
import type { DutyStore } from '../duties/types.ts';
import { peopleOf, unitsOf } from '../duties/units.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, localDate, localTime } from '../kit/local-date.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import type { Person } from '../people/types.ts';
import { askKey } from './asks.ts';
import type { CountyNow } from './county-now.ts';
import { dutyIdOf } from './duty-draft.ts';
import { eventWords, rankOf } from './event-words.ts';
import type { Events, HappenedEvent } from './events-store.ts';
import { type GroupHint, occasionHint } from './group-hints.ts';
import { type Item, messageOf } from './item.ts';
import { isForUnits, textForUnits } from './notice-items.ts';
import { openDuties } from './open-duties.ts';
import { dueDayOf, occasionAt } from './plan.ts';
import { speakOnce } from './speak.ts';
import type { TellingParts } from './tell-people.ts';
import type { FiredEvent, Reminder, ReminderOccasion, ReminderPart } from './types.ts';
import { canBeTold } from './who.ts';

/** What firing rests on. */
export interface FireParts extends TellingParts {
  readonly events: Events;
  readonly all: () => Promise<readonly Reminder[]>;
  readonly county: (now: Date) => Promise<CountyNow>;
  readonly duties: Pick<DutyStore, 'open'>;
  /** Hands hints to groups on; safe to repeat. */
  readonly post: (hints: readonly GroupHint[]) => Promise<void>;
}

const AT_ONCE = 8;

/**
 * An event is kept first; then every urgent reminder that hangs on it goes out to all people of its units and to its
 * groups. Run again, it goes on where it broke off; reported again, it tells what was done.
 */
export function createFire(
  parts: FireParts,
): (event: EventName, detail: string, by: By, at: Date) => Effect<FiredEvent> {
  return (event, detail, by, at) => async (effect) => {
    const day = localDate(at, parts.timeZone);
    const words = eventWords(event, detail);
    const happened = await parts.events.report({ event, day, rank: rankOf(words), words, by, at, effect });
    // Nobody was told while the reminder was off: what was reported in vain is not done.
    if (happened.told === undefined || happened.told === 0) return sendOut(parts, happened, at);
    const { told, reminders = [] } = happened;
    const before = happened.effect === effect ? {} : { before: { by: happened.by, at: happened.at } };
    return { told, reminders, ...before };
  };
}

async function sendOut(parts: FireParts, happened: HappenedEvent, now: Date): Promise<FiredEvent> {
  const county = await parts.county(now);
  const reminders = (await parts.all()).filter((one) => one.on && one.urgent && isCalledBy(one, happened));
  const time = localTime(now, parts.timeZone);
  const occasions = reminders.map((reminder) => eventOccasion(reminder, happened, time, county.calendar));
  await openDuties(parts.duties, occasions, county);
  const people = peopleToTell(occasions, county);
  const priority = reminders.some(({ emergency }) => emergency) ? 'emergency' : 'high';
  await inParallel([...people], AT_ONCE, ([person, items]) =>
    tellOne(parts, { person, items, occasions, happened, priority }, now),
  );
  await parts.post(hintsOf(occasions, happened, priority, county));
  const names = reminders.map(({ name }) => name);
  await parts.events.told(happened, people.size, names);
  return { told: people.size, reminders: names };
}

/** Whether the reminder hangs on what happened, and is valid that day. */
export function isCalledBy(
  { event, from, to }: Reminder,
  happened: Pick<HappenedEvent, 'event' | 'day'>,
): boolean {
  const { day } = happened;
  return event === happened.event && (from === undefined || from <= day) && (to === undefined || day <= to);
}

/** A reminder as it comes round because something happened. */
export function eventOccasion(
  reminder: Reminder,
  { day, words }: Pick<HappenedEvent, 'day' | 'words'>,
  time: string,
  calendar: CountyNow['calendar'],
): ReminderOccasion {
  const period = periodOf(day, reminder.period, calendar);
  return { ...occasionAt(reminder, period, { day, time }, calendar), happened: words };
}

/** All people of all units, each with what concerns their units. */
function peopleToTell(
  occasions: readonly ReminderOccasion[],
  { people, gazetteer, districts, calendar }: CountyNow,
): ReadonlyMap<Person, readonly Item[]> {
  const told = new Map<Person, Item[]>();
  for (const occasion of occasions)
    for (const part of occasion.reminder.parts.filter(isForUnits))
      for (const unitId of unitsOf(part.audience, part.whom, gazetteer, districts)) {
        const item = itemOf(occasion, part, unitId, calendar);
        const mine = peopleOf(unitId, { audience: part.audience, posts: part.whom.posts }, people, gazetteer);
        for (const person of mine.filter(canBeTold)) told.set(person, [...(told.get(person) ?? []), item]);
      }
  return told;
}

function itemOf(
  occasion: ReminderOccasion,
  part: ReminderPart & { readonly audience: Item['audience'] },
  unitId: string,
  calendar: CountyNow['calendar'],
): Item {
  return {
    key: askKey(dutyIdOf(occasion, part.audience), unitId, 'notice'),
    unitId,
    audience: part.audience,
    posts: part.whom.posts,
    text: textForUnits(occasion, part, {}, calendar),
    asks: part.answer !== undefined,
    latest: dueDayOf(occasion, part, calendar),
  };
}

interface ForOne {
  readonly person: Person;
  readonly items: readonly Item[];
  readonly occasions: readonly ReminderOccasion[];
  readonly happened: HappenedEvent;
  readonly priority: 'high' | 'emergency';
}

async function tellOne(
  parts: FireParts,
  { person, items, occasions, happened, priority }: ForOne,
  now: Date,
): Promise<void> {
  const until = instantOf(addDays(happened.day, 2), '00:00', parts.timeZone);
  const title = occasions[0]?.reminder.title ?? happened.words;
  await speakOnce<Item>(
    parts,
    {
      kind: 'urgent',
      about: `${happened.event}:${happened.rank}`,
      word: 'emergency',
      priority,
      person,
      items,
      ledger: { spokenOn: [] },
      choose: (all) => all,
      compose: (all) => ({ ...messageOf(all, parts.text), title, until }),
    },
    { today: happened.day, slot: now, now },
  );
}

function hintsOf(
  occasions: readonly ReminderOccasion[],
  { day, rank }: HappenedEvent,
  urgent: 'high' | 'emergency',
  county: CountyNow,
): readonly GroupHint[] {
  return occasions.flatMap((occasion) =>
    occasion.reminder.parts
      .filter(({ audience }) => audience === 'group')
      .map((part) => occasionHint(occasion, part, county, county, day))
      .filter(({ groups }) => groups.length > 0)
      .map((hint) => ({ ...hint, id: `${hint.id}:${rank}`, urgent })),
  );
}
