import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { personalDataIn } from '../../src/chat/personal-data.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { readAnswer } from '../../src/duties/read-answer.ts';
import { loadForms } from '../../src/inspections/load-forms.ts';
import { loadReminders } from '../../src/reminders/files/load-folder.ts';
import { readReminderFile } from '../../src/reminders/files/read-file.ts';
import type { ReminderPart } from '../../src/reminders/types.ts';

const FOLDER = join(TEMPLATES_DIR, 'reminders');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.md') && file !== 'README.md');
const sourceOf = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const reminders = loadReminders(FOLDER, readRule);
const byId = new Map(reminders.map((reminder) => [reminder.id, reminder]));

const parts = reminders.flatMap(({ id, parts: own }) =>
  own.map((part) => ({ id, for: part.audience, part })),
);
const texts = parts.flatMap(({ id, for: audience, part }) =>
  [part.text, part.again].flatMap((text, index) =>
    text === undefined ? [] : [{ id, for: index === 0 ? audience : `${audience} again`, text, part }],
  ),
);
const answered = texts.filter(({ part }) => part.answer !== undefined);

/** What the text asks people to send: behind every 回：, to the end of its line. */
const linesToCopy = (text: string): readonly string[] =>
  [...text.matchAll(/回：(.+)$/gm)].map(([, line = '']) => line);
/** As it is read, with the variables in their longest form. */
const filled = (text: string): string =>
  text
    .replaceAll('{截止}', '11月30日17:00')
    .replaceAll('{日期}', '3月29日周一')
    .replaceAll('{期间}', '2026年第四季度')
    .replaceAll('{事件}', '今天14时至明天8时有大到暴雨，局地大暴雨')
    .replace(/\{[^}]+\}/g, '120');

describe.each(files)('%s', (file) => {
  it('is read without a mistake', () => {
    expect(readReminderFile(file.replace('.md', ''), sourceOf(file), readRule).problems).toEqual([]);
  });
});

describe('texts', () => {
  it.each(texts)('of $id for $for fits on a phone: at most 260 characters', ({ text }) => {
    expect([...filled(text)].length).toBeLessThanOrEqual(260);
  });

  it.each(texts)('of $id for $for names no person and carries no number of one', ({ text }) => {
    expect(personalDataIn(text)).toBe(false);
  });

  it.each(texts)('of $id for $for neither ranks nor threatens nor asks for photos', ({ text }) => {
    expect(text).not.toMatch(/排名|排序|倒数|名列|前几名|末位|通报批评|问责|追究|一票否决|扣分/);
    // 不拍照, 不要照片 are promises.
    expect(text.replace(/不拍照|不要照片|不要截图/g, '')).not.toMatch(/照片|截图|拍照|视频/);
  });

  it.each(texts)('of $id for $for leave the last line about answering to the engine', ({ text }) => {
    expect(text).not.toContain('本条无需回复');
  });
});

describe('lines to copy', () => {
  it.each(answered)('of $id for $for are answers of its kind', ({ text, part }) => {
    const lines = linesToCopy(text);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of [...lines, exampleOf(part)])
      expect({ line, kind: readAnswer(specOf(part), line).kind }).toEqual({ line, kind: 'answer' });
  });

  it('stand only where an answer is expected', () => {
    const idle = texts.filter(({ part }) => part.answer === undefined);
    expect(idle.filter(({ text }) => linesToCopy(text).length > 0)).toEqual([]);
  });

  it('fill what they are asked for', () => {
    const read = (id: string, audience: string) => {
      const part = parts.find((one) => one.id === id && one.for === audience)?.part;
      return part === undefined ? [] : linesToCopy(part.text).map((line) => readAnswer(specOf(part), line));
    };
    expect(read('drowning', 'school')[0]).toMatchObject({ answer: { values: { 应发: 612, 回收: 605 } } });
    expect(read('drowning', 'township')[0]).toMatchObject({
      answer: { values: { 水域: 23, 缺牌: 2, 缺绳: 1 } },
    });
    expect(read('disaster-week', 'school')[0]).toMatchObject({
      answer: { values: { 人数: 612, 用时: 118 } },
    });
    expect(read('fire-day', 'school')).toMatchObject([
      { answer: { items: [] } },
      { answer: { items: [3, 7] } },
    ]);
    expect(read('fire-day', 'township')[0]).toMatchObject({ answer: { values: { 联查: 8, 问题: 2 } } });
    expect(read('monthly-report', 'school')[0]).toMatchObject({
      answer: { values: { 疑似: 0, 辍学: 0, 返校: 0 } },
    });
    expect(read('zero-report', 'school')[0]).toMatchObject({ answer: { zero: true } });
  });
});

describe('groups', () => {
  const ofGroups = reminders.flatMap((reminder) =>
    reminder.parts
      .filter(({ audience }) => audience === 'group')
      .map((part) => ({ id: reminder.id, reminder, part })),
  );

  it('with parents hear what speaks to parents, and no work of schools and townships', () => {
    const forParents = ofGroups.filter(({ part, reminder }) => part.parents === true || reminder.urgent);
    expect(forParents.map(({ id }) => id)).toEqual([
      ...['anti-drug-day', 'before-holiday', 'before-vacation', 'constitution-day', 'disaster-reduction-day'],
      ...['drowning-holiday', 'drowning-weekly', 'drowning', 'heat', 'national-security-day', 'storm'],
      'traffic-day',
    ]);
    expect(forParents.filter(({ part }) => !part.text.includes('家长'))).toEqual([]);
    expect(forParents.filter(({ part }) => /回：|私信|各校|报隐患/.test(part.text))).toEqual([]);
  });

  it('hear 1530 where the minute before the end of the school day is taught: in those of schools', () => {
    const daily = ofGroups.find(({ id }) => id === 'daily-1530');
    expect(daily?.part.whom.roles).toEqual(['school']);
    expect(daily?.part.parents).toBeUndefined();
    expect(daily?.reminder.parts).toHaveLength(1);
  });
});

describe('what is asked', () => {
  it('has names that each mean one reminder', () => {
    expect(new Set(reminders.map(({ name }) => name)).size).toBe(reminders.length);
  });

  it('rests on a document: what a county alone can order is off until it names one', () => {
    const local = ['responsibility-letters', 'returnees', 'party-quarter', 'training-quarter'];
    for (const id of [...local, 'safe-campus-rate', 'year-end-assessment'])
      expect({ id, on: byId.get(id)?.on, needsBasis: byId.get(id)?.needsBasis }).toEqual({
        ...{ id, on: false, needsBasis: true },
      });
    expect(reminders.filter(({ basis }) => basis.trim() === '')).toEqual([]);
  });

  it('says how many minutes it takes', () => {
    const asking = reminders.filter((reminder) => reminder.parts.some(({ answer }) => answer !== undefined));
    expect(asking.filter(({ minutes }) => minutes < 5 || minutes > 60)).toEqual([]);
  });

  it('wants a photo of drills only, and never must have it', () => {
    const photos = parts.filter(({ part }) => part.answer?.photo !== undefined);
    expect(photos.every(({ part }) => part.answer?.photo === 'optional')).toBe(true);
    expect(photos.every(({ part }) => part.answer?.words.includes('演练'))).toBe(true);
  });

  it('is known by heart where the words are official', () => {
    const said = (id: string) =>
      parts
        .filter((one) => one.id === id)
        .map(({ part }) => part.text)
        .join('\n');
    for (const rule of SIX_NOS) expect(said('drowning')).toContain(rule);
    for (const knows of ['知去向', '知同伴', '知内容', '知归时']) expect(said('drowning')).toContain(knows);
  });

  it('of 消防 are the nine items of the form with the same numbers', () => {
    const form = loadForms(join(TEMPLATES_DIR, 'forms')).find(({ id }) => id === 'fire');
    const asked = byId.get('fire-day')?.parts.find(({ audience }) => audience === 'school')?.answer?.items;
    expect(asked).toHaveLength(9);
    expect(asked).toEqual(form?.items.map(({ text }) => text));
  });
});

const SIX_NOS = [
  '不私自下水游泳',
  '不擅自与他人结伴游泳',
  '不在无家长或教师带领的情况下游泳',
  '不到无安全设施、无救援人员的水域游泳',
  '不到不熟悉的水域游泳',
  '不熟悉水性的学生不擅自下水施救',
];

function specOf({ answer }: ReminderPart) {
  if (answer === undefined) throw new Error('this part expects no answer');
  return answer;
}

const exampleOf = (part: ReminderPart): string => specOf(part).example;
