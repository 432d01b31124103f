import type { Calendar } from '../calendar/types.ts';
import { addDays, daysBetween, type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { People, Person } from '../people/types.ts';
import { OUTSIDE } from '../places/place.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Aftercare } from './child-back.ts';
import { responsiblePair } from './responsible.ts';
import type { DropoutStore } from './types.ts';

/** What somebody is to be asked about a child who is back: fits `UnitItem` of the reminders, which this folder may not see. */
export interface CareItem {
  /** Asked once per key. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: 'school' | 'township' | 'bureau';
  readonly posts: readonly string[];
  /** Whoever of the unit answers for this child. */
  readonly person?: string;
  readonly text: string;
  readonly asks: true;
  /** After that day it is of no use. */
  readonly latest: LocalDate;
}

/** What the items are made of; `text` fills a text of the templates. */
export interface CareItemsParts {
  readonly dropouts: Pick<DropoutStore, 'aftercare'>;
  readonly people: Pick<People, 'everyone'>;
  readonly calendar: { current(): Promise<Calendar> };
  readonly text: FillReply<'dropouts/care-item'>;
  readonly now: () => Date;
  /** The bureau's own unit, as the reminders call it. */
  readonly bureau: string;
}

/** Workdays after a check's day at which the pair that answers for the child is asked. */
const MISSED_AFTER = 3;
const ASKED_FOR_DAYS = 10;
const MISSED_FOR_DAYS = 30;
const NEWS_DAYS = 7;

const SCHOOL_POSTS = ['控辍专干', '德育主任', '政教主任', '教务主任', '校长'];
const TOWNSHIP_POSTS = ['教育专干', '控辍专干'];
const BUREAU_POSTS = ['控辍办主任', '控辍专干'];

type Line = 'education' | 'administration' | 'bureau';
interface Asked {
  readonly line: Line;
  /** What is asked, and once per which event. */
  readonly what: 'check' | 'see' | 'missed' | 'away' | 'again' | 'ready' | 'vouch';
  readonly event: string;
  readonly latest: LocalDate;
  readonly check?: string;
}

/**
 * What the rounds ask about children who are back: the school at each check, the township once, both where a check was
 * missed or found the child away, the bureau where nothing is missing for striking off. Nothing outside school days.
 */
export function createCareItems(parts: CareItemsParts): (today: LocalDate) => Promise<readonly CareItem[]> {
  const { dropouts, people, calendar: calendars, text, now, bureau } = parts;
  return async (today) => {
    const calendar = await calendars.current();
    if (!calendar.isSchoolDay(today)) return [];
    const children = await dropouts.aftercare(now());
    if (children.length === 0) return [];
    const everyone = await people.everyone();
    return children.flatMap((child) => {
      const pair = responsiblePair(everyone, child);
      return askedOf(child, today, calendar).flatMap((asked) => {
        const to = addressOf(child, asked.line, pair, bureau);
        // Nobody is asked to see to what they said themselves.
        if (to === undefined || (to.person !== undefined && to.person === child.again?.by)) return [];
        return [
          {
            ...to,
            key: `care:${child.no}:${asked.event}:${asked.line}`,
            text: text('dropouts/care-item', { no: child.no, what: asked.what, check: asked.check ?? '' }),
            asks: true,
            latest: asked.latest,
          } as const,
        ];
      });
    });
  };
}

function askedOf(child: Aftercare, today: LocalDate, calendar: Calendar): readonly Asked[] {
  const soon = addDays(today, NEWS_DAYS);
  const both = (one: Omit<Asked, 'line'>): readonly Asked[] => [
    { ...one, line: 'education' },
    { ...one, line: 'administration' },
  ];
  if (child.again !== undefined) return both({ what: 'again', event: child.again.id, latest: soon });
  const away = child.away === undefined ? [] : both({ what: 'away', event: child.away, latest: soon });
  return [...checksOf(child, today, calendar, both), ...away, ...strikeOffOf(child, soon)];
}

/** Of several checks that are due the newest stands for all: one answer answers them. */
function checksOf(
  { due, returnedOn, seen }: Aftercare,
  today: LocalDate,
  calendar: Calendar,
  both: (one: Omit<Asked, 'line'>) => readonly Asked[],
): readonly Asked[] {
  const last = due.at(-1);
  if (last === undefined || returnedOn === undefined) return [];
  const { check, on } = last;
  const event = `${check}:${on}`;
  if (today > calendar.addWorkdays(on, MISSED_AFTER)) {
    const latest = addDays(on, MISSED_FOR_DAYS);
    return both({ what: 'missed', event: `${event}:missed`, latest, check: spokenDate(on) });
  }
  const latest = addDays(on, ASKED_FOR_DAYS);
  const words = `${daysBetween(returnedOn, on)}天`;
  return [
    { line: 'education', what: 'check', event, latest, check: words },
    ...(check === '30天' && !seen
      ? [{ line: 'administration', what: 'see', event: `see:${returnedOn}`, latest, check: words } as const]
      : []),
  ];
}

function strikeOffOf({ missing, heldSince }: Aftercare, latest: LocalDate): readonly Asked[] {
  if (missing === undefined) return [];
  if (missing.length === 0) return [{ line: 'bureau', what: 'ready', event: `ready:${heldSince}`, latest }];
  const words: Readonly<Record<string, Line>> = {
    'vouched-school': 'education',
    'vouched-township': 'administration',
  };
  const lines = missing.map((one) => words[one]);
  if (lines.includes(undefined)) return [];
  return lines.flatMap((line) =>
    line === undefined ? [] : [{ line, what: 'vouch', event: `vouch:${heldSince}`, latest } as const],
  );
}

/** Who has no school is the township's alone, who is outside the county the bureau's. */
function addressOf(
  { schoolId, areaId }: Aftercare,
  line: Line,
  pair: { readonly education?: Person; readonly administration?: Person },
  bureau: string,
): Pick<CareItem, 'unitId' | 'audience' | 'posts' | 'person'> | undefined {
  const named = (person: Person | undefined) => (person === undefined ? {} : { person: person.id });
  if (line === 'education' && schoolId !== undefined)
    return { unitId: schoolId, audience: 'school', posts: SCHOOL_POSTS, ...named(pair.education) };
  if (line !== 'bureau' && areaId !== OUTSIDE.id)
    return { unitId: areaId, audience: 'township', posts: TOWNSHIP_POSTS, ...named(pair.administration) };
  return { unitId: bureau, audience: 'bureau', posts: BUREAU_POSTS };
}
