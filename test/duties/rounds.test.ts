import { describe, expect, it } from '@jest/globals';
import { momentOf, nextAsking, nextMorning, nextRound } from '../../src/duties/rounds.ts';
import { weekday } from '../../src/kit/local-date.ts';

const isWorkday = (day: string): boolean => weekday(day) <= 5;
/** 2026-11-24 is a Tuesday. */
const at = (today: string, time: string) => ({ now: new Date(`${today}T${time}:30+08:00`), today, time });

describe('明早', () => {
  it.each([
    ['2026-11-24', '09:00', '2026-11-25'],
    ['2026-11-27', '16:30', '2026-11-30'],
    ['2026-11-28', '10:00', '2026-11-30'],
  ])('on %s at %s is the next workday', (today, time, day) => {
    expect(nextMorning(at(today, time), isWorkday)).toEqual({
      at: new Date(`${day}T08:30:00+08:00`),
      day,
      time: '08:30',
    });
  });
});

describe('the next round', () => {
  it.each([
    ['2026-11-24', '09:59', '2026-11-24', '10:00'],
    ['2026-11-24', '10:00', '2026-11-24', '16:00'],
    ['2026-11-24', '16:00', '2026-11-25', '10:00'],
    ['2026-11-27', '17:00', '2026-11-30', '10:00'],
    ['2026-11-28', '09:00', '2026-11-30', '10:00'],
  ])('after %s %s is on %s at %s', (today, time, day, round) => {
    expect(nextRound(at(today, time), isWorkday)).toEqual({
      at: new Date(`${day}T${round}:00+08:00`),
      day,
      time: round,
    });
  });
  it('never asks twice on a day', () => {
    const now = at('2026-11-24', '09:00');
    expect(nextAsking({ openedOn: '2026-11-20' }, now, isWorkday)).toMatchObject({
      notToday: false,
      day: '2026-11-24',
    });
    expect(nextAsking({ openedOn: '2026-11-24' }, now, isWorkday)).toMatchObject({
      notToday: true,
      day: '2026-11-25',
    });
    expect(nextAsking({ openedOn: '2026-11-20', urgedOn: '2026-11-24' }, now, isWorkday)).toMatchObject({
      notToday: true,
      day: '2026-11-25',
      time: '10:00',
    });
  });
});

it('the instant of a day and time lies behind as well as ahead', () => {
  expect(momentOf(at('2026-11-24', '09:00'), '2026-11-01', '00:00')).toEqual(
    new Date('2026-11-01T00:00:00+08:00'),
  );
});
