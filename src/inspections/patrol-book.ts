import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import type { Calendar } from '../calendar/types.ts';
import { addDays, type LocalDate, monthEnd, weekday } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName } from '../places/naming.ts';
import { type PatrolBookOf, readPatrolRef } from './patrol-ref.ts';
import { monthWords, patrolFileName } from './patrol-words.ts';

/** Printable patrol books (巡查册): only what is wrong is written down, the rest is a tick and a name. */
export interface PatrolBooks {
  /** The page of a reference, made of what the county and its calendar say now; undefined when it names no school. */
  load(ref: string): Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>;
}

/** What the books are made of; `template` is the path of the HTML page. */
export interface PatrolBooksOptions {
  readonly template: string;
  readonly places: { current(): Promise<Gazetteer> };
  readonly calendar: { current(): Promise<Pick<Calendar, 'isSchoolDay'>> };
}

/** Patrol books over this page; a page with a syntax error stops the start. */
export function createPatrolBooks({ template, places, calendar }: PatrolBooksOptions): PatrolBooks {
  const eta = new Eta({ autoEscape: true, autoTrim: false });
  const page = eta.compile(readFileSync(template, 'utf8'));
  return {
    load: async (ref) => {
      const of = readPatrolRef(ref);
      if (of === undefined) return undefined;
      const [gazetteer, days] = await Promise.all([places.current(), calendar.current()]);
      const school = gazetteer.byId(of.schoolId);
      if (school?.kind !== 'school') return undefined;
      const name = fullName(gazetteer, school);
      const data = { school: name, month: monthWords(of.month), days: patrolDays(of, days) };
      const html = eta.render(page, data);
      return { name: patrolFileName(name, of.month), bytes: Buffer.from(html, 'utf8') };
    },
  };
}

/** One line of the page. */
interface PatrolDay {
  /** `1日 周二` */
  readonly label: string;
}

const WEEKDAYS = '一二三四五六日';

/** The school days of the month: on others nobody patrols. */
function patrolDays({ month }: PatrolBookOf, calendar: Pick<Calendar, 'isSchoolDay'>): readonly PatrolDay[] {
  const days: PatrolDay[] = [];
  const last: LocalDate = monthEnd(`${month}-01`);
  for (let day = `${month}-01`; day <= last; day = addDays(day, 1)) {
    if (calendar.isSchoolDay(day))
      days.push({ label: `${Number(day.slice(8))}日 周${WEEKDAYS[weekday(day) - 1] ?? ''}` });
  }
  return days;
}
