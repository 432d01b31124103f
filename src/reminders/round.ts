import type { Calendar } from '../calendar/types.ts';
import { fileAfter } from '../casefiles/appended.ts';
import { BY_ITSELF } from '../duties/duty-document.ts';
import type { DutyStore } from '../duties/types.ts';
import { unitsOf } from '../duties/units.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import { addressItems } from './addressed.ts';
import type { CountyNow } from './county-now.ts';
import { type DutyNow, dutiesNow, dutyItems, planItems, type RoundFacts } from './duty-items.ts';
import { factsOf, type OpenHazards } from './facts.ts';
import type { GroupDays } from './group-days-store.ts';
import { type GroupHint, leftHints, occasionHints } from './group-hints.ts';
import { groupMessages } from './group-messages.ts';
import type { Item } from './item.ts';
import { noticeItems, unitItems } from './notice-items.ts';
import { openDuties } from './open-duties.ts';
import { silentUnits, unreachableUnits } from './phone-list.ts';
import type { Rounds } from './rounds-store.ts';
import { toldOf } from './spoken.ts';
import { type TellingParts, tellItems, tellPhoners } from './tell-people.ts';
import type { Reminder, ReminderOccasion, UnitItems } from './types.ts';

/** What a round rests on. */
export interface RoundParts extends TellingParts {
  readonly reminders: {
    all(): Promise<readonly Reminder[]>;
    /** Occasions of reminders that are on whose steps may concern that day, those of events included. */
    around(today: LocalDate): Promise<readonly ReminderOccasion[]>;
  };
  readonly duties: Pick<DutyStore, 'open' | 'recent' | 'returns' | 'end'>;
  readonly rounds: Rounds;
  readonly groupDays: GroupDays;
  readonly county: (now: Date) => Promise<CountyNow>;
  readonly openHazards: OpenHazards;
  /** What no reminder file knows of. */
  readonly items: readonly UnitItems[];
}

/** What a round did, and what groups are to hear. */
export interface RoundDone {
  readonly counts: Readonly<Record<string, number>>;
  readonly hints: readonly GroupHint[];
}

/** What was said longer ago says nothing about today's duties any more. */
const LEDGER_DAYS = 120;
/** Duties are closed so long after their deadline. */
const DUTY_DAYS = 30;
const AT_ONCE = 8;

/**
 * One round: opens the duties whose notice has come, collects what everybody has to hear, says as much of it as the
 * etiquette allows, and gives back what groups are to hear. Nothing on days off. Safe to run again: what was begun
 * is finished, nothing is said twice.
 */
export async function runRound(parts: RoundParts, slot: Date, now: Date): Promise<RoundDone> {
  const county = await parts.county(now);
  const { calendar, today, gazetteer, people } = county;
  if (!calendar.isWorkday(today)) return { counts: { off: 1 }, hints: [] };
  const [occasions, entries] = await Promise.all([
    parts.reminders.around(today),
    parts.rounds.since(addDays(today, -LEDGER_DAYS)),
  ]);
  const opened = await openDuties(parts.duties, occasions, county);
  const duties = await dutiesOf(parts, occasions, calendar, now);
  const facts = await factsOf({ occasions, duties, county, openHazards: parts.openHazards });
  const known: RoundFacts = {
    now,
    today,
    timeZone: parts.timeZone,
    calendar,
    told: toldOf(entries),
    text: parts.text,
    factsOf: facts,
  };
  const items = await itemsOf(parts, occasions, duties, county, known);
  const found = addressItems(items, people, gazetteer, known.told);
  const at = { today, slot, now, calendar, entries };
  const told = await tellItems(parts, found.byPerson, at);
  const units = [...silentUnits(duties, known, county), ...unreachableUnits(found.nobody, known)];
  const phones = await tellPhoners(parts, units, county, at);
  const closed = await closeOld(parts, duties, today, now);
  const hints = [...occasionHints(occasions, county, known), ...leftHints(duties, county, known)];
  return {
    counts: { opened, told, phones, closed, nobody: found.nobody.length },
    hints: await groupMessages(parts, hints, today),
  };
}

async function dutiesOf(
  { duties, reminders }: RoundParts,
  occasions: readonly ReminderOccasion[],
  calendar: Calendar,
  now: Date,
): Promise<readonly DutyNow[]> {
  const open = (await duties.recent(now, 0)).filter(({ state }) => state === 'open');
  const found = await inParallel(open, AT_ONCE, async (duty) => ({
    duty,
    returns: await duties.returns(duty.id),
  }));
  return dutiesNow(found, occasions, await reminders.all(), calendar);
}

async function itemsOf(
  parts: RoundParts,
  occasions: readonly ReminderOccasion[],
  duties: readonly DutyNow[],
  { gazetteer, districts }: CountyNow,
  known: RoundFacts,
): Promise<readonly Item[]> {
  const others = await Promise.all(parts.items.map((ask) => ask(known.today)));
  return [
    ...duties.flatMap((duty) => dutyItems(duty, known)),
    ...planItems(occasions, known),
    ...noticeItems(occasions, ({ audience, whom }) => unitsOf(audience, whom, gazetteer, districts), known),
    ...unitItems(others.flat(), known),
  ];
}

async function closeOld(
  { duties, timeZone }: RoundParts,
  open: readonly DutyNow[],
  today: LocalDate,
  now: Date,
): Promise<number> {
  const end = instantOf(addDays(today, -DUTY_DAYS), '00:00', timeZone);
  const old = open.filter(({ duty }) => duty.due < end);
  const ended = await inParallel(old, AT_ONCE, ({ duty }) =>
    duties.end(duty.id, 'closed', BY_ITSELF, now)(`close:${duty.id}`),
  );
  return ended.filter((one) => fileAfter(one) !== undefined).length;
}
