import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate, localTime, weekday } from '../../src/kit/local-date.ts';
import { instantsUntil, stopsFrom } from '../../src/sandbox/moments.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';
import { createTravel, type TimeView } from '../../src/sandbox/travel.ts';
import { cases } from '../support/cases.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { eventually, startWorld, type World } from './world.ts';

const TZ = 'Asia/Shanghai';
/** A Thursday. */
const NOW = new Date('2026-11-26T15:00:00+08:00');
const onWeekdays = (day: string): boolean => weekday(day) <= 5;

describe('the movable clock', () => {
  it('runs with the other one, and ahead of it once it was moved', () => {
    const base = fixedClock(NOW);
    const clock = movableClock(base);
    expect(clock.now()).toEqual(NOW);
    clock.moveTo(new Date('2026-11-27T10:00:00+08:00'));
    base.set(new Date(NOW.getTime() + 60_000));
    expect(clock.now()).toEqual(new Date('2026-11-27T10:01:00+08:00'));
  });

  it('never goes back, and begins where it was the last time if that is later', () => {
    const clock = movableClock(fixedClock(NOW), new Date('2026-12-01T08:00:00+08:00'));
    clock.moveTo(NOW);
    expect(clock.now()).toEqual(new Date('2026-12-01T08:00:00+08:00'));
    expect(movableClock(fixedClock(NOW), new Date('2026-01-01T00:00:00Z')).now()).toEqual(NOW);
  });
});

describe('the way through time', () => {
  it('passes every hour at which something may happen, and ends where it was asked to', () => {
    const to = new Date('2026-11-27T10:30:00+08:00');
    expect(instantsUntil(NOW, to, TZ).map((at) => `${localDate(at, TZ)} ${localTime(at, TZ)}`)).toEqual([
      '2026-11-26 16:00',
      '2026-11-26 17:10',
      '2026-11-27 00:30',
      '2026-11-27 08:00',
      '2026-11-27 08:10',
      '2026-11-27 08:30',
      '2026-11-27 10:00',
      '2026-11-27 10:30',
    ]);
  });

  it('goes forward only, in every zone, without an instant twice', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 * 24 * 60 }),
        fc.constantFrom(TZ, 'Europe/Berlin', 'UTC'),
        (from, minutes, tz) => {
          const to = new Date(from.getTime() + minutes * 60_000);
          const all = [from, ...instantsUntil(from, to, tz)];
          expect(all.at(-1)).toEqual(to);
          for (const [n, at] of all.slice(1).entries()) expect(at > (all[n] as Date)).toBe(true);
        },
      ),
      cases(5),
    );
  });

  it.each([
    ['a workday afternoon', NOW, ['今天 16:00', '下个工作日 8:10', '下个工作日 10:00', '一周后']],
    [
      'a workday morning',
      new Date('2026-11-26T07:00:00+08:00'),
      ['今天 8:10', '今天 10:00', '今天 16:00', '一周后'],
    ],
    [
      'a Saturday',
      new Date('2026-11-28T09:00:00+08:00'),
      ['下个工作日 8:10', '下个工作日 10:00', '下个工作日 16:00', '一周后'],
    ],
  ])('on %s the page offers where something happens next', (_when, now, labels) => {
    const stops = stopsFrom(now, onWeekdays, TZ);
    expect(stops.map(({ label }) => label)).toEqual(labels);
    for (const { at } of stops.slice(0, 3)) expect(onWeekdays(localDate(at, TZ)) && at > now).toBe(true);
    expect(stops.map(({ at }) => at.getTime())).toEqual(
      stops.map(({ at }) => at.getTime()).sort((a, b) => a - b),
    );
  });
});

describe('a traveller', () => {
  function traveller(tick: (at: Date) => Promise<void> = async () => undefined) {
    const clock = movableClock(fixedClock(NOW));
    const kept: Date[] = [];
    const seen: TimeView[] = [];
    const errors: Error[] = [];
    const ending = new AbortController();
    const time = {
      clock,
      timeZone: TZ,
      workdays: async () => onWeekdays,
      tick: () => tick(clock.now()),
      remember: async (at: Date) => void kept.push(at),
    };
    const travel = createTravel(time, { signal: ending.signal, onError: (error) => errors.push(error) });
    travel.listen((view) => seen.push(view));
    return { travel, clock, kept, seen, errors, ending };
  }

  it('lets each step be done before the next one, keeps each, and tells how far it is', async () => {
    const ticked: string[] = [];
    const { travel, kept, seen } = traveller(async (at) => {
      ticked.push(`${localTime(at, TZ)} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      ticked.push(`${localTime(at, TZ)} ends`);
    });
    expect(await travel.go('digest')).toBe('arrived');
    expect(ticked).toEqual(
      ['16:00', '17:10', '00:30', '08:00', '08:10'].flatMap((time) => [`${time} begins`, `${time} ends`]),
    );
    expect(kept).toHaveLength(5);
    expect(seen.map(({ moving }) => moving?.done)).toEqual([0, 1, 2, 3, 4, undefined]);
    expect(seen.at(-1)).toMatchObject({ date: '2026-11-27', time: '08:10', weekday: '周五', workday: true });
  });

  it('goes one way at a time', async () => {
    const { travel } = traveller();
    expect(await Promise.all([travel.go('digest'), travel.go('week')])).toEqual(['arrived', 'busy']);
    expect(travel.isMoving()).toBe(false);
  });

  it('goes on after a step that failed', async () => {
    const { travel, errors, clock } = traveller(async () => {
      throw new Error('no database');
    });
    expect(await travel.go('afternoon')).toBe('arrived');
    expect(errors.map(({ message }) => message)).toEqual(['no database']);
    expect(localTime(clock.now(), TZ)).toBe('16:00');
  });

  it('stops half-way when the sandbox ends', async () => {
    let ticks = 0;
    const { travel, ending } = traveller(async () => {
      ticks += 1;
      ending.abort();
    });
    await travel.go('week');
    expect(ticks).toBe(1);
  });

  it.each([
    ['nowhere', 'unknown'],
    ['2026-11-27', 'unknown'],
    ['2026-02-30T25:00:00Z', 'unknown'],
    ['2026-11-26T14:59:00+08:00', 'not-forward'],
    ['2027-01-25T15:01:00+08:00', 'too-far'],
    ['2027-01-25T15:00:00+08:00', 'arrived'],
  ])('asked for %s: %s', async (to, outcome) => {
    const { travel } = traveller();
    expect(await travel.go(to)).toBe(outcome);
  });
});

describe('the page’s calls', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(fixedClock(NOW));
  });
  afterAll(() => world.close());
  const clock = async () => (await (await world.get('/sandbox/api/clock')).json()) as TimeView;

  it('show the time, move it and sign what is said then with the new one', async () => {
    expect(await clock()).toMatchObject({
      date: '2026-11-26',
      time: '15:00',
      weekday: '周四',
      workday: true,
    });
    const moved = await world.post('/sandbox/api/clock', { to: 'morning' });
    expect(moved).toMatchObject({ status: 200, body: { date: '2026-11-27', time: '10:00' } });
    expect(world.ticks.map((at) => localTime(at, TZ)).at(-1)).toBe('10:00');
    await world.post('/sandbox/api/send', {
      platform: 'dingtalk',
      chat: 'single',
      person: 'p1',
      text: '帮助',
    });
    expect(world.seen.dingtalk.at(-1)?.createAt).toBe(Date.parse('2026-11-27T10:00:00+08:00'));
  });

  it('refuse with a Chinese sentence what is no time to go to', async () => {
    for (const body of [
      { to: 'nowhere' },
      { to: 3 },
      { to: NOW.toISOString() },
      { to: '2027-12-01T00:00:00Z' },
    ]) {
      const answer = await world.post('/sandbox/api/clock', body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toMatch(/。$/);
    }
  });

  it('are for the page alone', async () => {
    const foreign = await world.post('/sandbox/api/clock', { to: 'week' }, { origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await clock()).date).toBe('2026-11-27');
  });

  it('take no message and no second way while the time moves', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const busy = await startWorld(fixedClock(NOW), () => held);
    const way = busy.post('/sandbox/api/clock', { to: 'afternoon' });
    await eventually(() => busy.ticks[0]);
    const place = { platform: 'wecom', chat: 'single', person: 'p1' };
    const said = await busy.post('/sandbox/api/send', { ...place, text: '帮助' });
    expect(said).toMatchObject({ status: 409, body: { error: '时间正在往前走，走完再发。' } });
    expect((await busy.post('/sandbox/api/enter', place)).body).toEqual({});
    expect((await busy.post('/sandbox/api/clock', { to: 'week' })).status).toBe(409);
    goOn();
    expect((await way).status).toBe(200);
    expect((await busy.post('/sandbox/api/send', { ...place, text: '帮助' })).status).toBe(200);
    await busy.close();
  });
});
