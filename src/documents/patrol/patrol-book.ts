import type { Calendar } from '../../calendar/types.ts';
import type { Clock } from '../../kit/clock.ts';
import { addDays, type LocalDate, monthEnd, weekday } from '../../kit/local-date.ts';
import type { Gazetteer } from '../../places/gazetteer.ts';
import { fullName } from '../../places/naming.ts';
import { loadPatrolWords } from './load-patrol-words.ts';
import { patrolDocument } from './patrol-document.ts';
import { type PatrolBookOf, readPatrolRef } from './patrol-ref.ts';
import { monthWords, patrolFileName } from './patrol-words.ts';

/** Printable patrol books (巡查册): only what is wrong is written down, the rest is a tick and a name. */
export interface PatrolBooks {
  /** The Word document of a reference, made of what the county and its calendar say now; undefined when it names no school. */
  load(ref: string): Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>;
}

/** What the books are made of; `words` is the path of the YAML file with their texts. */
export interface PatrolBooksOptions {
  readonly words: string;
  readonly places: { current(): Promise<Gazetteer> };
  readonly calendar: { current(): Promise<Pick<Calendar, 'isSchoolDay'>> };
  readonly clock: Clock;
}

/** Patrol books with these words; a file that cannot be read stops the start. */
export function createPatrolBooks({ words: path, places, calendar, clock }: PatrolBooksOptions): PatrolBooks {
  const words = loadPatrolWords(path);
  return {
    load: async (ref) => {
      const of = readPatrolRef(ref);
      if (of === undefined) return undefined;
      const [gazetteer, days] = await Promise.all([places.current(), calendar.current()]);
      const school = gazetteer.byId(of.schoolId);
      if (school?.kind !== 'school') return undefined;
      const name = fullName(gazetteer, school);
      const printed = { words, school: name, month: monthWords(of.month), days: patrolDays(of, days) };
      const page = { ...printed, at: clock.now() };
      return { name: patrolFileName(name, of.month), bytes: await patrolDocument(page) };
    },
  };
}

const WEEKDAYS = '一二三四五六日';

/** The school days of the month, `1日 周二`: on others nobody patrols. */
function patrolDays({ month }: PatrolBookOf, calendar: Pick<Calendar, 'isSchoolDay'>): readonly string[] {
  const days: string[] = [];
  const last: LocalDate = monthEnd(`${month}-01`);
  for (let day = `${month}-01`; day <= last; day = addDays(day, 1)) {
    if (calendar.isSchoolDay(day))
      days.push(`${Number(day.slice(8))}日 周${WEEKDAYS[weekday(day) - 1] ?? ''}`);
  }
  return days;
}
