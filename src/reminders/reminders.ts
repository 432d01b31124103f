import { periodOf } from '../calendar/periods.ts';
import type { Occurrence, ReadRule, Rule } from '../calendar/rule-types.ts';
import { datesOf } from '../calendar/rules/dates-of.ts';
import type { Calendar, Season } from '../calendar/types.ts';
import { shownAs } from '../casefiles/appended.ts';
import { unitsOf } from '../duties/units.ts';
import { freshFor } from '../kit/fresh-for.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate, localDate, localTime } from '../kit/local-date.ts';
import type { Changes } from './changes-store.ts';
import { checkChange, wordsOf } from './check.ts';
import { readWhen } from './check-when.ts';
import type { Events } from './events-store.ts';
import { factsOf, type OpenHazards } from './facts.ts';
import { createFire, eventOccasion, type FireParts, isCalledBy } from './fire.ts';
import { isForUnits, textForUnits } from './notice-items.ts';
import { overlayChanges } from './overlay.ts';
import { occasionAt, occasionsOf, reachOf } from './plan.ts';
import { readRules } from './read-rules.ts';
import type { Reminder, ReminderChange, ReminderOccasion, Reminders } from './types.ts';
import { audienceOf, audienceWord } from './words.ts';
import { yielding } from './yielding.ts';

/** What the reminders are made of. */
export interface RemindersParts extends Omit<FireParts, 'all'> {
  /** As the files say. */
  readonly shipped: readonly Reminder[];
  readonly changes: Changes;
  readonly readRule: (text: string, seasons?: readonly Season[], today?: LocalDate) => ReadRule;
  /** Whether nothing goes out at that hour, `HH:mm`. */
  readonly isQuiet: (time: string) => boolean;
  /** Whether a text tells who somebody is; names of places are no names of people. */
  readonly personalDataIn: (text: string) => Promise<boolean>;
  readonly calendar: { current(): Promise<Calendar> };
  readonly openHazards: OpenHazards;
}

/** The reminders, and what the round needs of them. */
export interface ReminderEngine extends Reminders {
  /** Occasions of reminders that are on whose steps may concern that day, those of events included. */
  around(today: LocalDate): Promise<readonly ReminderOccasion[]>;
}

/** So many days of a rule are told. */
const AHEAD = 5;
const FRESH_MS = 1_500;
const USUAL_TIME = '10:00';

/** Reminders as the files and the officers' changes say, the changes of other instances at most two seconds late. */
export function createReminders(parts: RemindersParts): ReminderEngine {
  const { changes, events, readRule } = parts;
  const fresh = freshFor(FRESH_MS, async () => {
    const entries = await changes.all();
    return parts.shipped.map((shipped) => overlayChanges(shipped, entries.get(shipped.id) ?? [], readRule));
  });
  const find = async (id: string): Promise<Reminder | undefined> =>
    (await fresh.get()).find((one) => one.id === id);
  const on = async (): Promise<readonly Reminder[]> => (await fresh.get()).filter((one) => one.on);

  return {
    all: async () => inOrder(await fresh.get(), await parts.calendar.current()),
    byName: async (word) => named(await fresh.get(), word),
    occasions: async (from, to) => {
      const calendar = await parts.calendar.current();
      const active = await on();
      const heard = yielding(active, from, to, calendar);
      return inTime(active.flatMap((one) => occasionsOf(one, from, to, calendar)).flatMap(heard));
    },
    around: async (today) => {
      const calendar = await parts.calendar.current();
      const active = await on();
      const heard = yielding(active, today, today, calendar);
      const dated = active.flatMap((one) => {
        const { before, after } = reachOf(one);
        return occasionsOf(one, addDays(today, -after), addDays(today, before), calendar).flatMap(heard);
      });
      return [...dated, ...(await happenedAround(events, active, today, calendar))];
    },
    preview: async (id, from, to) => {
      const reminder = await find(id);
      if (reminder === undefined) return [];
      const calendar = await parts.calendar.current();
      const heard = yielding([...(await on()), reminder], from, to, calendar);
      return occasionsOf(reminder, from, to, calendar).flatMap(heard);
    },
    ahead: async (words, today, inTerm = false) => {
      const calendar = await parts.calendar.current();
      const read = readRules(words, (text) => readRule(text, calendar.seasons, today));
      if (!read.ok) return undefined;
      return {
        rules: read.rules.map(({ text }) => text),
        days: nextOf(read.rules, today, calendar, inTerm).slice(0, AHEAD),
      };
    },
    check: async (id, given, today) => {
      const reminder = await find(id);
      if (reminder === undefined) return { ok: false, text: '没有这一项提醒。', example: '提醒' };
      const personal = await parts.personalDataIn(wordsOf(given));
      const calendar = await parts.calendar.current();
      const read = (text: string): ReadRule => readRule(text, calendar.seasons, today);
      const facts = { readRule: read, personal, calendar, today, isQuiet: parts.isQuiet };
      return checkChange(reminder, settled(reminder, given), facts);
    },
    change: (id, given, by, at) => async (key) => {
      const shipped = parts.shipped.find((one) => one.id === id);
      if (shipped === undefined) return { outcome: 'missing' };
      const now = (await find(id)) ?? shipped;
      const change = settled(now, given, (text) => readRule(text, undefined, localDate(at, parts.timeZone)));
      const added = await changes.add(id, { id: key, change, by, at });
      fresh.forget();
      return shownAs(added, (entries) => overlayChanges(shipped, entries, readRule));
    },
    history: async (id) =>
      (await changes.of(id)).map((entry) => ({
        ...entry,
        day: localDate(entry.at, parts.timeZone),
        time: localTime(entry.at, parts.timeZone),
      })),
    sample: async (id, day) => {
      const reminder = await find(id);
      return reminder === undefined ? [] : sampleOf(parts, reminder, day);
    },
    fire: createFire({ ...parts, all: fresh.get }),
  };
}

/** The change with the part it is about; dates in their one spelling, with the day that weeks are counted from. */
function settled(
  { parts, when }: Reminder,
  change: ReminderChange,
  readRule?: (text: string) => ReadRule,
): ReminderChange {
  if (change.field === 'when' && readRule !== undefined) {
    const read = readWhen({ when }, change.value, readRule);
    return read.ok ? { ...change, value: read.rules.map(({ text }) => text).join('；') } : change;
  }
  if (change.field !== 'due' && change.field !== 'text') return change;
  const first = change.field === 'due' ? parts.find(({ answer }) => answer !== undefined) : parts[0];
  const audience = change.audience === '' ? first?.audience : audienceOf(change.audience);
  return { ...change, audience: audience ?? change.audience };
}

/** The next times of the rules, at least as many as are told as far as there are. */
function nextOf(
  rules: readonly Rule[],
  today: LocalDate,
  calendar: Calendar,
  inTerm: boolean,
): readonly Occurrence[] {
  const within = (days: number): readonly Occurrence[] => {
    const all = rules.flatMap((rule) => datesOf(rule, today, addDays(today, days), calendar));
    const kept = all.filter(({ day }) => !inTerm || calendar.termsWithin(day, day).length > 0);
    return inTime([...new Map(kept.toReversed().map((one) => [one.day, one])).values()]);
  };
  const soon = within(YEAR_DAYS);
  return soon.length < AHEAD ? within(AHEAD_YEARS * YEAR_DAYS) : soon;
}

const YEAR_DAYS = 366;
/** So far ahead a yearly rule has as many days as are told. */
const AHEAD_YEARS = 6;

const inTime = <T extends Pick<ReminderOccasion, 'day' | 'time'>>(occasions: readonly T[]): readonly T[] =>
  [...occasions].sort((a, b) => (`${a.day} ${a.time}` < `${b.day} ${b.time}` ? -1 : 1));

/** Any year does: only the order within it is asked for. */
const SOME_YEAR = { from: '2027-01-01', to: '2027-12-31' } as const;

/** In the order of the year; what an event calls comes last. */
function inOrder(reminders: readonly Reminder[], calendar: Calendar): readonly Reminder[] {
  const ranked = reminders.map((reminder) => ({ reminder, first: firstOf(reminder.when, calendar) }));
  return ranked
    .sort((a, b) => (a.first === b.first ? 0 : a.first < b.first ? -1 : 1))
    .map(({ reminder }) => reminder);
}

/** Asked for at every count of duties, and the same as long as neither the rules nor the county's days change. */
const firsts = new WeakMap<Calendar, WeakMap<Reminder['when'], LocalDate>>();

function firstOf(when: Reminder['when'], calendar: Calendar): LocalDate {
  const known = firsts.get(calendar) ?? new WeakMap<Reminder['when'], LocalDate>();
  firsts.set(calendar, known);
  const first = known.get(when) ?? firstDay(when, calendar);
  known.set(when, first);
  return first;
}

function firstDay(when: Reminder['when'], calendar: Calendar): LocalDate {
  const days = when.flatMap((rule) => datesOf(rule, SOME_YEAR.from, SOME_YEAR.to, calendar)[0]?.day ?? []);
  return days.sort()[0] ?? '9999';
}

/** By its name, its file's name, or by a part of its name that no other has. */
function named(reminders: readonly Reminder[], word: string): Reminder | undefined {
  const said = word.trim();
  const exact = reminders.find(({ name, id }) => name === said || id === said.toLowerCase());
  if (exact !== undefined || said === '') return exact;
  const like = reminders.filter(({ name }) => name.includes(said));
  return like.length === 1 ? like[0] : like.find(({ name }) => name.startsWith(said));
}

async function happenedAround(
  events: Pick<Events, 'since'>,
  reminders: readonly Reminder[],
  today: LocalDate,
  calendar: Calendar,
): Promise<readonly ReminderOccasion[]> {
  const called = reminders.filter(({ event }) => event !== undefined);
  if (called.length === 0) return [];
  const reach = Math.max(...called.map((one) => reachOf(one).after));
  const happened = await events.since(addDays(today, -reach));
  return happened.flatMap((one) =>
    called
      .filter((reminder) => isCalledBy(reminder, one))
      .map((reminder) => eventOccasion(reminder, one, USUAL_TIME, calendar)),
  );
}

/** The texts as they would read if it came round that day; facts of a unit are those of the first one. */
async function sampleOf(
  parts: RemindersParts,
  reminder: Reminder,
  day: LocalDate,
): Promise<readonly { readonly audience: string; readonly text: string }[]> {
  const county = await parts.county(instantOf(day, USUAL_TIME, parts.timeZone));
  const { calendar, gazetteer, districts } = county;
  const [coming] = occasionsOf(reminder, day, day, calendar);
  const period = periodOf(day, reminder.period, calendar);
  const occasion = coming ?? occasionAt(reminder, period, { day, time: USUAL_TIME }, calendar);
  const { openHazards } = parts;
  const facts = await factsOf({ occasions: [occasion], duties: [], county, openHazards });
  return reminder.parts.map((part) => {
    const first = isForUnits(part) ? unitsOf(part.audience, part.whom, gazetteer, districts)[0] : undefined;
    const text = textForUnits(occasion, part, first === undefined ? {} : facts(occasion, first), calendar);
    const silent = isForUnits(part) && part.answer === undefined;
    return {
      audience: audienceWord(part.audience),
      text: silent ? `${text}\n${parts.text('reminders/no-answer')}` : text,
    };
  });
}
