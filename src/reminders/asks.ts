import type { Calendar } from '../calendar/types.ts';
import type { Duty, DutyReturn } from '../duties/types.ts';
import { addDays, type LocalDate, localDate } from '../kit/local-date.ts';

/** On which workdays a duty is spoken of. */
export interface AskDays {
  readonly notice: LocalDate;
  /** The second asking; absent: nobody is asked twice. */
  readonly remind?: LocalDate;
  /** After the deadline; absent: an officer phones at once. */
  readonly collect?: LocalDate;
}

/** Days on which somebody was told something, by the key of what it was. */
export type ToldDays = ReadonlyMap<string, { readonly day: LocalDate; readonly personId: string }>;

/** The three ways a unit is asked; a fourth does not exist, then a person phones. */
export type Asking = 'notice' | 'remind' | 'collect';

/** The key under which it is kept that a unit was asked. */
export const askKey = (dutyId: string, unitId: string, asking: Asking | 'phone'): string =>
  `${dutyId}|${unitId}|${asking}`;

/** The key of the same asking as the next of the unit's people hears it. */
export const besideKey = (key: string): string => `${key}+`;

/** How long after its day the last asking is still of use. */
const COLLECT_DAYS = 7;

/** What is known of one duty when a unit is looked at. */
export interface AskFacts {
  readonly duty: Duty;
  readonly days: AskDays;
  readonly told: ToldDays;
  readonly now: Date;
  readonly today: LocalDate;
  readonly timeZone: string;
}

/** An asking whose time has come, and the last day on which it is of use. */
export interface Ask {
  readonly asking: Asking;
  readonly latest: LocalDate;
  /** The deadline, while it is not over. */
  readonly deadline?: LocalDate;
  /** Who was asked first was reminded when they wished to be: only the next of their unit hears it. */
  readonly besideOnly?: true;
}

/**
 * How the unit is to be asked now; undefined when it is to be left alone: it answered, said that it has a difficulty,
 * asked for 明早, or has heard all there is to hear. An officer's 催报 brings the next asking forward and adds none.
 * A second or last asking stays until both who are to hear it have: each has messages of their own left or not.
 */
export function askOf(unitId: string, found: DutyReturn | undefined, facts: AskFacts): Ask | undefined {
  const { duty, days, now, today } = facts;
  if (duty.state !== 'open' || isQuiet(found, now)) return undefined;
  const over = now.getTime() >= duty.due.getTime();
  if (over) return lastAsk(unitId, facts);
  if (today < days.notice) return undefined;
  const first = facts.told.get(askKey(duty.id, unitId, 'notice'));
  const deadline = duty.dueOn;
  if (first === undefined) return { asking: 'notice', latest: deadline, deadline };
  const on = secondAskOn(unitId, facts, first.day);
  if (on === undefined) return undefined;
  const later = morningOf(found, facts.timeZone);
  const besideOnly = later !== undefined && later >= on;
  return { asking: 'remind', latest: deadline, deadline, ...(besideOnly ? { besideOnly } : {}) };
}

/** The day of the second asking, once it has come: never that of the first. */
function secondAskOn(
  unitId: string,
  { duty, days, told, today }: AskFacts,
  firstOn: LocalDate,
): LocalDate | undefined {
  if (firstOn >= today || bothHeard(unitId, 'remind', duty, told)) return undefined;
  const urged = duty.urgedOn !== undefined && duty.urgedOn > firstOn ? duty.urgedOn : undefined;
  const day = earlier(days.remind, urged);
  return day !== undefined && day <= today ? day : undefined;
}

/** The day somebody of the unit asked to be reminded on: 明早. */
function morningOf(found: DutyReturn | undefined, timeZone: string): LocalDate | undefined {
  const until = found?.entries.findLast(({ kind }) => kind === 'postponed')?.until;
  return until === undefined ? undefined : localDate(until, timeZone);
}

function lastAsk(unitId: string, { duty, days, told, today }: AskFacts): Ask | undefined {
  if (bothHeard(unitId, 'collect', duty, told) || told.has(askKey(duty.id, unitId, 'phone')))
    return undefined;
  const urged = duty.urgedOn !== undefined && duty.urgedOn > duty.dueOn ? duty.urgedOn : undefined;
  const day = earlier(days.collect, urged);
  if (day === undefined || day > today) return undefined;
  const latest = addDays(day, COLLECT_DAYS);
  return latest < today ? undefined : { asking: 'collect', latest };
}

/** Whether who was asked first and the next of their unit have heard this asking. */
function bothHeard(unitId: string, asking: Asking, { id }: Duty, told: ToldDays): boolean {
  const key = askKey(id, unitId, asking);
  return told.has(key) && told.has(besideKey(key));
}

/** Whether an officer should phone the unit: the deadline and the last asking are behind it, and it did not answer. */
export function isToBePhoned(
  unitId: string,
  found: DutyReturn | undefined,
  facts: AskFacts,
  calendar: Pick<Calendar, 'addWorkdays'>,
): boolean {
  const { duty, days, told, now, today } = facts;
  if (duty.state !== 'open' || found?.state === 'answered' || found?.phonedAt !== undefined) return false;
  if (now.getTime() < duty.due.getTime()) return false;
  if (told.has(askKey(duty.id, unitId, 'phone'))) return false;
  const collected = told.get(askKey(duty.id, unitId, 'collect'));
  if (collected !== undefined) return collected.day < today;
  const from = days.collect === undefined ? duty.dueOn : days.collect;
  return today >= calendar.addWorkdays(from, 1);
}

/** Answered, in difficulty, or asked to be left alone until later. */
export function isQuiet(found: DutyReturn | undefined, now: Date): boolean {
  if (found === undefined) return false;
  if (found.state === 'answered') return true;
  if (found.askedLaterUntil !== undefined && found.askedLaterUntil.getTime() > now.getTime()) return true;
  return found.entries.some(({ kind }) => kind === 'difficulty');
}

const earlier = (a: LocalDate | undefined, b: LocalDate | undefined): LocalDate | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
