import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { calendarNotice } from '../../src/compose/calendar-notice.ts';
import { checkCalendar } from '../../src/jobs/check-calendar.ts';
import { instantOf } from '../../src/kit/instant-of.ts';
import { localDate } from '../../src/kit/local-date.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { fromRoot } from '../support/from-root.ts';

const TZ = 'Asia/Shanghai';
const TEXTS = loadReplies(fromRoot('templates'));
const admins = [{ platform: 'wecom', userId: 'admin' }] as const;
const plain = createCalendar();
const full = createCalendar({
  terms: [
    { name: '2027年秋季学期', from: '2027-09-01', to: '2028-01-14' },
    { name: '2028年春季学期', from: '2028-02-14', to: '2028-07-07' },
    { name: '2028年秋季学期', from: '2028-09-01', to: '2029-01-19' },
  ],
  seasons: [
    { name: '防溺水季', from: '04-15', to: '10-15' },
    { name: '汛期', from: '05-01', to: '09-30' },
  ],
  rest: ['2028-10-05'],
  work: ['2028-04-01'],
});

const notice = (calendar: typeof plain, year: number) =>
  calendarNotice({ admins }, TEXTS.fill, { calendar, year, id: `calendar:${year}` });

describe('what the calendar of the coming year misses', () => {
  it('is told to the administrators with what stands for it', () => {
    expect(notice(plain, 2028)).toMatchObject({
      id: 'calendar:2028',
      targets: [{ platform: 'wecom', kind: 'person', id: 'admin' }],
      text: [
        '2028年的日历还缺这些，没补上之前按默认的算：',
        '放假调休：还没有公布或没有更新。公布后请更新程序，或写进县档案的 workdays。',
        '学期：2027年秋季学期没有写，按9月1日至1月31日算，落在春节假期里。请写进县档案的 terms。',
        '学期：2028年春季学期没有写，按2月15日至7月15日算。请写进县档案的 terms。',
        '学期：2028年秋季学期没有写，按9月1日至1月31日算。请写进县档案的 terms。',
        '季节：防溺水季、汛期没有写，按默认的起止算。请写进县档案的 seasons。',
        '看提醒的日子对不对，请私聊发：',
        '提醒 预览 2028',
      ].join('\n'),
    });
  });

  it('is nothing where the county file says all of it', () => {
    expect(notice(full, 2028)).toBeUndefined();
    expect(plain.missing(2026)).toMatchObject({ arrangement: false });
  });

  it.each([
    ['2027-12-01', 1],
    ['2027-12-08', 1],
    ['2027-12-02', 0],
    ['2027-11-30', 0],
    ['2028-01-01', 0],
  ])('is looked at each week of December: on %s %i are told', async (day, told) => {
    const job = checkCalendar(
      async (_slot, year) => notice(plain, year),
      (slot) => localDate(slot, TZ),
    );
    const slot = instantOf(day, '09:05', TZ);
    const { counts } = await job.run({ slot, now: slot, signal: new AbortController().signal });
    expect(counts).toEqual({ told });
  });
});
