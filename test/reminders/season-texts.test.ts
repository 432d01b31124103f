import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { daysBetween } from '../../src/kit/local-date.ts';
import { loadReminders } from '../../src/reminders/files/load-folder.ts';
import { occasionsOf } from '../../src/reminders/plan.ts';
import { valuesOf } from '../../src/reminders/values.ts';
import { fillVariables } from '../../src/reminders/variables.ts';
import { yielding } from '../../src/reminders/yielding.ts';

const calendar = createCalendar();
const shipped = loadReminders(join(TEMPLATES_DIR, 'reminders'), readRule).filter(({ on }) => on);

/** What is said on which day to whom, of all that is on, as it goes out. */
function heardIn(from: string, to: string) {
  const heard = yielding(shipped, from, to, calendar);
  return shipped
    .flatMap((one) => occasionsOf(one, from, to, calendar))
    .flatMap(heard)
    .flatMap((occasion) =>
      occasion.steps
        .filter(({ step }) => step === 'notice')
        .map(({ part, day }) => ({
          ...{ id: occasion.reminder.id, name: occasion.reminder.name, day, audience: part.audience },
          text: fillVariables(part.text, valuesOf(occasion, part, calendar)),
        })),
    )
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

const years = heardIn('2026-01-01', '2028-12-31');
const groupsIn = (from: string, to: string) => {
  const days = new Map<string, string[]>();
  for (const { day, name } of heardIn(from, to).filter(({ audience }) => audience === 'group'))
    days.set(day, [...(days.get(day) ?? []), name]);
  return Object.fromEntries(days);
};

describe('the texts of the season', () => {
  it('say nothing of ice, stoves and fireworks from April to October, and of swimming in no winter', () => {
    const warm = years.filter(({ day }) => /-(?:0[4-9]|10)-/.test(day));
    const cold = years.filter(({ day }) => /-(?:11|12|01|02)-/.test(day));
    expect(warm.length).toBeGreaterThan(300);
    expect(cold.length).toBeGreaterThan(100);
    expect(warm.filter(({ text }) => /冰|取暖|烟花/.test(text))).toEqual([]);
    expect(cold.filter(({ text }) => /防溺水|下水|天热/.test(text))).toEqual([]);
  });

  it.each([
    ['before-holiday', '2026-06-15', '讲安全：防溺水、交通、'],
    ['before-holiday', '2026-12-28', '讲安全：结冰水面、取暖和煤气、烟花爆竹、交通、'],
    ['before-holiday', '2026-03-31', '讲安全：防溺水、祭扫用火、交通、'],
    ['before-vacation', '2027-07-09', '讲安全：防溺水、交通、'],
    ['before-vacation', '2027-01-25', '讲安全：结冰水面、'],
  ])('%s of %s says %s', (id, day, words) => {
    const said = years.find((one) => one.id === id && one.day === day && one.audience === 'school');
    expect(said?.text).toContain(words);
  });

  it('speak of a new term in its first weeks only', () => {
    const late = years.filter(({ text, day }) => {
      const { from } = calendar.termOf(day);
      return /新学期|开学/.test(text) && daysBetween(calendar.workdayFrom(from), day) > 21;
    });
    // What is said before a vacation looks ahead to the next term.
    expect(late.filter(({ id }) => id !== 'before-vacation')).toEqual([]);
  });
});

describe('what says the same', () => {
  it('is said once: the Friday of 防溺水 and of a holiday has no weekly word beside it', () => {
    expect(groupsIn('2026-03-30', '2026-05-31')).toEqual({
      '2026-03-25': ['安全教育日', '季末零报告'],
      '2026-04-03': ['放假前', '防溺水'],
      '2026-04-10': ['一五三〇', '防溺水周提示'],
      '2026-04-13': ['国家安全教育日'],
      '2026-04-17': ['一五三〇', '防溺水周提示'],
      '2026-04-24': ['一五三〇', '防溺水周提示'],
      '2026-04-30': ['放假前', '假期防溺水'],
      '2026-05-06': ['防灾减灾周'],
      '2026-05-08': ['防溺水周提示'],
      '2026-05-09': ['一五三〇'],
      '2026-05-15': ['一五三〇', '防溺水周提示'],
      '2026-05-22': ['一五三〇', '防溺水周提示'],
      '2026-05-29': ['一五三〇', '防溺水周提示'],
    });
  });

  it('is left to 寒暑假前 where a holiday begins the vacation', () => {
    const near = heardIn('2028-01-24', '2028-01-24')
      .filter(({ id }) => /^before/.test(id))
      .map(({ id, audience }) => `${id} ${audience}`);
    expect(near).toEqual(['before-vacation school', 'before-vacation township', 'before-vacation group']);
  });

  it('is said again by the weekly one where the other is switched off', () => {
    const without = shipped.filter(({ id }) => id !== 'before-holiday');
    const heard = yielding(without, '2026-04-03', '2026-04-03', calendar);
    const daily = without.filter(({ id }) => id === 'daily-1530');
    const days = daily
      .flatMap((one) => occasionsOf(one, '2026-04-03', '2026-04-03', calendar))
      .flatMap(heard);
    expect(days).toHaveLength(1);
  });
});
