import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { addDays, type LocalDate, weekday, weekStart } from '../../src/kit/local-date.ts';
import { dayOf, MOST_A_WEEK, type Speakable, sayNow } from '../../src/reminders/etiquette.ts';

interface Thing extends Speakable {
  readonly id: number;
  readonly ready: LocalDate;
}

const MONDAY = '2027-03-01';
const calendar = createCalendar();

/** Something that becomes ready some day, may have a deadline, and is answered some day or never. */
const thing = fc.record({
  ready: fc.integer({ min: 0, max: 40 }),
  use: fc.integer({ min: 0, max: 12 }),
  due: fc.boolean(),
  answered: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
});
interface Given {
  readonly ready: number;
  readonly use: number;
  readonly due: boolean;
  readonly answered: number | undefined;
}
const things: fc.Arbitrary<readonly Given[]> = fc.array(thing, { maxLength: 40 });

interface Said {
  readonly day: LocalDate;
  readonly items: readonly Thing[];
}

/** Eight weeks of rounds, two a day, of one person: what they were told when. */
function live(given: readonly Given[], rounds = 2): readonly Said[] {
  const all = given.map((one, id) => {
    const ready = addDays(MONDAY, one.ready);
    const latest = addDays(ready, one.use);
    return { id, ready, latest, ...(one.due ? { deadline: latest } : {}), answered: one.answered };
  });
  const said: Said[] = [];
  for (let n = 0; n < 56; n += 1) {
    const today = addDays(MONDAY, n);
    for (let round = 0; round < rounds; round += 1) {
      const told = new Set(said.flatMap(({ items }) => items.map(({ id }) => id)));
      const open = all.filter(
        ({ id, ready, answered }) =>
          ready <= today && !told.has(id) && (answered === undefined || addDays(MONDAY, answered) > today),
      );
      const items = sayNow(open, {
        ...dayOf(today, calendar),
        spokenOn: said.map(({ day }) => day),
      });
      if (items.length > 0) said.push({ day: today, items });
    }
  }
  return said;
}

const property = (check: (said: readonly Said[], given: readonly Given[]) => void) =>
  fc.assert(fc.property(things, (given) => check(live(given), given)));

const endsWeek = (day: LocalDate): boolean =>
  [1, 2, 3, 4, 5, 6]
    .map((n) => addDays(day, n))
    .every((next) => weekStart(next) !== weekStart(day) || !calendar.isWorkday(next));

describe('the etiquette, whatever there is to say', () => {
  it('allows one message a day', () => {
    property((said) => expect(new Set(said.map(({ day }) => day)).size).toBe(said.length));
  });

  it('allows three messages a week, Monday to Sunday', () => {
    property((said) => {
      for (const { day } of said) {
        const week = said.filter((other) => weekStart(other.day) === weekStart(day));
        expect(week.length).toBeLessThanOrEqual(MOST_A_WEEK);
      }
    });
  });

  it('keeps the third message of a week for what ends today, tomorrow or early next week, until the week ends', () => {
    property((said) => {
      for (const { day, items } of said) {
        const before = said.filter((other) => weekStart(other.day) === weekStart(day) && other.day < day);
        if (before.length < MOST_A_WEEK - 1 || endsWeek(day)) continue;
        const sunday = addDays(weekStart(day), 6);
        const soon = calendar.addWorkdays(calendar.workdayFrom(addDays(sunday, 1)), 1);
        const presses = ({ latest }: (typeof items)[number]): boolean =>
          latest <= addDays(day, 1) || (latest > sunday && latest <= soon);
        expect(items.some(presses)).toBe(true);
      }
    });
  });

  it('says nothing on days off', () => {
    property((said) => {
      for (const { day } of said) expect(calendar.isWorkday(day)).toBe(true);
    });
  });

  it('says nothing twice, nothing that was answered, and nothing after its time', () => {
    property((said, given) => {
      const ids = said.flatMap(({ items }) => items.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      for (const { day, items } of said)
        for (const { id, latest } of items) {
          const answered = given[id]?.answered;
          expect(latest >= day).toBe(true);
          expect(answered === undefined || addDays(MONDAY, answered) > day).toBe(true);
        }
    });
  });

  it('says everything that is ready in one message', () => {
    property((said) => {
      for (const { day, items } of said) {
        const later = said.filter((other) => other.day > day).flatMap((other) => other.items);
        expect(later.filter(({ ready }) => ready <= day)).toEqual([]);
        expect(items.length).toBeGreaterThan(0);
      }
    });
  });

  it('says everything with a living deadline at least once, while the week has messages left', () => {
    property((said, given) => {
      const told = new Set(said.flatMap(({ items }) => items.map(({ id }) => id)));
      given.forEach((one, id) => {
        if (told.has(id) || one.answered !== undefined) return;
        const ready = addDays(MONDAY, one.ready);
        const days = Array.from({ length: one.use + 1 }, (_, n) => addDays(ready, n));
        // Every workday of its life fell into a week whose messages were used up, the third one kept back from it.
        for (const day of days.filter((each) => calendar.isWorkday(each))) {
          const used = said.filter((other) => weekStart(other.day) === weekStart(day) && other.day <= day);
          expect(used.length).toBeGreaterThanOrEqual(MOST_A_WEEK - 1);
        }
      });
    });
  });
});

describe('the third message of a week', () => {
  const spokenOn = ['2027-03-01', '2027-03-02'];
  const moment = (today: LocalDate) => ({ ...dayOf(today, calendar), spokenOn });
  it.each<[string, Speakable, boolean, string?]>([
    ['what is due today', { latest: '2027-03-04', deadline: '2027-03-04' }, true],
    ['what is due tomorrow', { latest: '2027-03-05', deadline: '2027-03-05' }, true],
    ['what is due the day after', { latest: '2027-03-06', deadline: '2027-03-06' }, false],
    ['what is of use for long', { latest: '2027-03-20' }, false],
    ['what is of use for long, on a Friday', { latest: '2027-03-20' }, true, '2027-03-05'],
    ['what is due next Monday', { latest: '2027-03-08', deadline: '2027-03-08' }, true],
    ['what is due next Tuesday', { latest: '2027-03-09', deadline: '2027-03-09' }, true],
    ['what is due next Wednesday', { latest: '2027-03-10', deadline: '2027-03-10' }, false],
    ['what is of use until tomorrow only', { latest: '2027-03-05' }, true],
  ])('is for %s: %s', (_what, item, is, day = '2027-03-04') => {
    expect(sayNow([item], moment(day))).toEqual(is ? [item] : []);
  });

  it('is the last one, whatever there is to say', () => {
    const item = { latest: '2027-03-04', deadline: '2027-03-04' };
    const three = [...spokenOn, '2027-03-03'];
    expect(sayNow([item], { ...moment('2027-03-04'), spokenOn: three })).toEqual([]);
  });

  it('of last week does not count', () => {
    const item = { latest: '2027-03-20' };
    expect(weekday('2027-03-08')).toBe(1);
    const last = ['2027-03-03', '2027-03-04', '2027-03-05'];
    expect(sayNow([item], { ...moment('2027-03-08'), spokenOn: last })).toEqual([item]);
  });
});
