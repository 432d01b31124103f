import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision } from '../../src/hazards/decisions.ts';
import { basisOf } from '../../src/hazards/heads.ts';
import { overdueDays } from '../../src/hazards/overdue.ts';
import type { DecidedHazard } from '../../src/hazards/types.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { given, type Hazards, hazardsOn } from './hazards.ts';

let fresh: FreshDatabase;
let hazards: Hazards;
beforeAll(async () => {
  fresh = await migratedDatabase();
  hazards = hazardsOn(fresh.mongo);
});
afterAll(() => fresh.drop());

/** The state it led to, or what is missing. */
const result = (done: DecidedHazard) =>
  done.outcome === 'missing'
    ? 'missing'
    : done.outcome === 'declined'
      ? (done.lacks ?? [`declined: ${done.why}`])
      : done.file.state;
const found = async (no: string) => {
  const file = await hazards.store.find(no);
  if (file === undefined) throw new Error(`There is no ${no}.`);
  return file;
};
const SUBMITTED: Decision = { move: 'submitted' };
const ACCEPTED: Decision = { move: 'accepted' };
const CLOSED: Decision = { move: 'closed' };
/** Handed in by whom it was given to. */
const submitted = async (): Promise<string> => {
  const no = await hazards.assigned();
  await hazards.decide(no, '师1', '2026-11-03', SUBMITTED);
  return no;
};
const struckOff = async (store: Hazards = hazards, level: '一般' | '重大' = '一般'): Promise<string> => {
  const no = await store.assigned('2026-11-02', { level });
  await store.decide(no, '师1', '2026-11-03', SUBMITTED);
  await store.decide(no, '镇1', '2026-11-04', ACCEPTED);
  await store.decide(no, '局2', '2026-11-05', CLOSED);
  return no;
};

describe('the life of a hazard', () => {
  it('goes from its report to its strike-off', async () => {
    const { decide } = hazards;
    const no = await hazards.report();
    expect(result(await decide(no, '校1', '2026-11-02', given('师1', '镇1')))).toBe('assigned');
    expect((await found(no)).heads).toMatchObject({
      ...{ open: true, waitsFor: 'm-师1', owners: ['m-师1', 'm-镇1'], nextDue: '2026-11-09' },
    });
    const plan: Decision = { move: 'planned', measure: '换报警器', money: 800_000 };
    expect(result(await decide(no, '师1', '2026-11-03', plan))).toBe('rectifying');
    expect((await found(no)).heads).toMatchObject({ money: 800_000, nextDue: '2026-12-02' });
    expect(result(await decide(no, '师1', '2026-11-04', SUBMITTED))).toBe('submitted');
    expect((await found(no)).heads.waitsFor).toBe('m-镇1');
    const still: Decision = { move: 'rejected', words: '还漏' };
    expect(result(await decide(no, '镇1', '2026-11-05', still))).toBe('rejected');
    expect(result(await decide(no, '师1', '2026-11-06', SUBMITTED))).toBe('submitted');
    expect(result(await decide(no, '镇1', '2026-11-06', ACCEPTED))).toBe('accepted');
    expect(result(await decide(no, '局2', '2026-11-07', CLOSED))).toBe('closed');
    const file = await found(no);
    expect(file).toMatchObject({ state: 'closed', open: false });
    expect(file.entries.find(({ kind }) => kind === 'rejected')).toMatchObject({ said: { words: '还漏' } });
  });

  it('keeps words sealed', async () => {
    const no = await hazards.assigned();
    await hazards.decide(no, '师1', '2026-11-03', { move: 'planned', measure: '请王某某来焊接' });
    const stored = await fresh.mongo.collection('hazards').findOne({ no });
    expect(JSON.stringify(stored)).not.toContain('王某某');
  });

  it('belongs to whoever mended it before it was given to anybody, and still needs two people', async () => {
    const { decide } = hazards;
    const no = await hazards.report();
    expect(result(await decide(no, '师1', '2026-11-02', SUBMITTED))).toBe('submitted');
    expect(result(await decide(no, '镇1', '2026-11-03', ACCEPTED))).toEqual(['two-people']);
    expect(result(await decide(no, '镇1', '2026-11-03', given('师1', '校1')))).toBe('submitted');
    expect(result(await decide(no, '镇1', '2026-11-03', ACCEPTED))).toBe('accepted');
  });
});

describe('two people', () => {
  it.each<readonly [string, () => Promise<string>, string, Decision, readonly string[]]>([
    ['one person rectifies and follows up', () => hazards.report(), '校1', given('师1', '师1'), ['same-two']],
    [
      'who follows up plans',
      () => hazards.assigned(),
      '镇1',
      { move: 'planned', measure: '换' },
      ['other-person'],
    ],
    ['who follows up hands in', () => hazards.assigned(), '镇1', SUBMITTED, ['other-person']],
    ['who reported accepts', submitted, '局1', ACCEPTED, ['other-person']],
    ['who reported sends back', submitted, '局1', { move: 'rejected', words: '还漏' }, ['other-person']],
    ['who rectifies accepts', submitted, '师1', ACCEPTED, ['other-person']],
    ['who rectifies sends back', submitted, '师1', { move: 'rejected', words: '还漏' }, ['other-person']],
    ['who accepted looks again', () => struckOff(), '镇1', { move: 'rechecked' }, ['other-person']],
    ['who rectified looks again', () => struckOff(), '师1', { move: 'rechecked' }, ['other-person']],
  ])('are needed where %s', async (_, make, person, decision, lacks) => {
    const no = await make();
    expect(result(await hazards.decide(no, person, '2026-11-20', decision))).toEqual(lacks);
    const considered = await hazards.store.consider(no, decision, {
      by: { key: `wecom:${person}`, person: `m-${person}`, role: 'school' },
      at: new Date('2026-11-20T02:00:00Z'),
    });
    expect(considered).toMatchObject({ outcome: 'declined', lacks });
  });

  it('are needed though somebody else handed it in for who rectifies', async () => {
    const no = await hazards.assigned();
    await hazards.decide(no, '校1', '2026-11-03', SUBMITTED);
    expect(result(await hazards.decide(no, '师1', '2026-11-04', ACCEPTED))).toEqual(['other-person']);
    expect(result(await hazards.decide(no, '校1', '2026-11-04', ACCEPTED))).toEqual(['other-person']);
  });

  it('in one second: one wins, the other one is judged by what happened', async () => {
    const no = await submitted();
    const both = await Promise.all([
      hazards.decide(no, '镇1', '2026-11-04', ACCEPTED),
      hazards.decide(no, '局2', '2026-11-04', ACCEPTED),
    ]);
    expect(both.map(result)).toEqual(expect.arrayContaining(['accepted', ['declined: state']]));
  });
});

describe('a second look two weeks after the strike-off', () => {
  it('is asked for by the program on its day, once, and by nobody earlier', async () => {
    const every = hazardsOn(fresh.mongo, { recheckOneIn: 1 });
    const no = await every.assigned();
    await every.decide(no, '师1', '2026-11-03', SUBMITTED);
    await every.decide(no, '镇1', '2026-11-04', ACCEPTED);
    await every.decide(no, '局2', '2026-11-05', CLOSED);
    const asked: string[] = [];
    const ask = (day: string) =>
      every.store.askRechecks(new Date(`${day}T08:40:00+08:00`), async (file) => {
        asked.push(file.no);
        return [];
      });
    await ask('2026-11-18');
    expect(asked).not.toContain(no);
    await Promise.all([ask('2026-11-19'), ask('2026-11-19')]);
    await ask('2026-11-20');
    const { entries, state, heads } = await found(no);
    expect(entries.filter(({ kind }) => kind === 'recheck-due')).toHaveLength(1);
    expect([state, heads.recheckOn]).toEqual(['closed', undefined]);
    expect(asked).toContain(no);
  });
});

describe('the days of a hazard', () => {
  it('stand still while it is paused or with another office, and go on then', async () => {
    const { decide } = hazards;
    const no = await hazards.assigned();
    await decide(no, '师1', '2026-11-04', { move: 'paused', reason: '资金', money: 8_000_000 });
    expect((await found(no)).heads).toMatchObject({ reason: '资金', money: 8_000_000, since: '2026-11-04' });
    expect((await found(no)).heads.nextDue).toBeUndefined();
    expect(overdueDays(await found(no), '2026-12-30')).toBe(0);
    await decide(no, '镇1', '2026-11-14', { move: 'referred', unit: '水务局' });
    await decide(no, '师1', '2026-11-24', { move: 'resumed' });
    // Due on the 9th, twenty days stood still.
    expect((await found(no)).heads.nextDue).toBe('2026-11-29');
    expect(overdueDays(await found(no), '2026-11-30')).toBe(1);
    expect(overdueDays(await found(no), '2026-11-12')).toBe(0);
  });

  it('are the county’s, set when it is reported, and a deadline that was said', async () => {
    const own = hazardsOn(fresh.mongo, { days: 10, planDays: 2 });
    const [one, major] = [await own.report(), await own.report({ level: '重大' })];
    expect((await found(one)).heads.nextDue).toBe('2026-11-12');
    expect((await found(major)).heads.nextDue).toBe('2026-11-04');
    expect(basisOf(await found(one))).toBeUndefined();
    const written = hazardsOn(fresh.mongo, { basis: '县教育局安全隐患整改办法' });
    expect(basisOf(await found(await written.report()))).toBe('县教育局安全隐患整改办法');
    const plan = (until?: string): Decision => ({
      ...{ move: 'planned', measure: '停用后更换' },
      ...(until === undefined ? {} : { until }),
    });
    expect(result(await own.decide(major, '校1', '2026-11-03', plan()))).toEqual(['major-deadline']);
    expect(result(await own.decide(major, '校1', '2026-11-03', plan('2026-11-01')))).toEqual(['deadline']);
    expect(result(await own.decide(major, '校1', '2026-11-03', plan('2026-12-20')))).toBe('rectifying');
    expect((await found(major)).heads.nextDue).toBe('2026-12-20');
  });
});

describe('looking again', () => {
  it('is asked for of every major one and of some of the others, two weeks later', async () => {
    const all = hazardsOn(fresh.mongo, { recheckOneIn: 1 });
    expect((await found(await struckOff(all))).heads.recheckOn).toBe('2026-11-19');
    const few = hazardsOn(fresh.mongo, { recheckOneIn: 100_000 });
    expect((await found(await struckOff(few))).heads.recheckOn).toBeUndefined();
  });

  it('opens again what is no better, with days of its own', async () => {
    const no = await struckOff();
    expect(result(await hazards.decide(no, '局1', '2026-11-20', { move: 'reopened' }))).toEqual(['why']);
    const again: Decision = { move: 'reopened', words: '又坏了' };
    expect(result(await hazards.decide(no, '局1', '2026-11-20', again))).toBe('rectifying');
    expect((await found(no)).heads).toMatchObject({ open: true, waitsFor: 'm-师1', nextDue: '2026-11-27' });
  });
});
