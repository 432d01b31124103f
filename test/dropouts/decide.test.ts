import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision } from '../../src/dropouts/decisions.ts';
import type { DecidedCase } from '../../src/dropouts/types.ts';
import { addDays } from '../../src/kit/local-date.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { type Cases, casesOn } from './cases.ts';

let fresh: FreshDatabase;
let cases: Cases;
beforeAll(async () => {
  fresh = await migratedDatabase();
  cases = casesOn(fresh.mongo);
});
afterAll(() => fresh.drop());

/** The state it led to, or what is missing. */
const result = (done: DecidedCase) =>
  done.outcome === 'missing'
    ? 'missing'
    : done.outcome === 'declined'
      ? (done.lacks ?? [`declined: ${done.why}`])
      : done.file.state;
const found = async (no: string) => {
  const file = await cases.store.find(no);
  if (file === undefined) throw new Error(`There is no ${no}.`);
  return file;
};
const RETURNED: Decision = { move: 'returned', placement: '普通班' };

describe('recognition', () => {
  it('goes by the steps of the county, each by somebody else', async () => {
    const no = await cases.report();
    const { decide } = cases;
    expect(result(await decide(no, '局1', '2026-11-03', { move: 'recognised' }))).toEqual(['checked']);
    expect(result(await decide(no, '校1', '2026-11-03', { move: 'checked' }))).toEqual(['other-person']);
    expect(result(await decide(no, '镇1', '2026-11-03', { move: 'checked' }))).toBe('suspected');
    expect((await found(no)).heads.recognition).toBe('checked');
    expect(result(await decide(no, '镇1', '2026-11-04', { move: 'recognised' }))).toEqual(['other-person']);
    const last = await decide(no, '局1', '2026-11-04', { move: 'recognised', cause: '漏管' });
    expect(result(last)).toBe('recognised');
    expect(await found(no)).toMatchObject({ cause: '漏管', heads: { bucket: 'registered' } });
  });

  it('has fewer steps where the county says so', async () => {
    const own = casesOn(fresh.mongo, { recognition: ['recognised'] });
    const no = await own.report();
    expect(result(await own.decide(no, '局1', '2026-11-03', { move: 'recognised' }))).toBe('recognised');
  });

  it('is not asked for again of a child who is reported as gone again', async () => {
    const no = await cases.report({ reportedAs: '二次辍学' });
    expect((await found(no)).heads).toMatchObject({ bucket: 'registered', relapse: true });
  });

  it('excludes with a code of the county, evidence and a day that lies ahead', async () => {
    const no = await cases.report();
    const { decide } = cases;
    await decide(no, '镇1', '2026-11-03', { move: 'checked' });
    const exclude = (code: string, evidence: string, until?: string) =>
      decide(no, '局1', '2026-11-04', {
        ...{ move: 'excluded', code, evidence },
        ...(until === undefined ? {} : { until }),
      });
    expect(result(await exclude('E99', ''))).toEqual(['code', 'evidence']);
    expect(result(await exclude('E1', '休学批准'))).toEqual(['until']);
    expect(result(await exclude('E1', '休学批准', '2026-11-04'))).toEqual(['until']);
    expect(result(await exclude('E1', '休学批准', '2027-08-31'))).toBe('excluded');
    expect((await found(no)).heads).toMatchObject({
      ...{ bucket: 'excluded', open: false, excludedUntil: '2027-08-31', nextDue: '2027-08-31' },
    });
  });
});

describe('time', () => {
  const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

  it('brings an excluded child back for checking, then under suspicion, and recognises nobody', async () => {
    const no = await cases.report();
    await cases.decide(no, '镇1', '2026-11-03', { move: 'checked' });
    const excluded = { move: 'excluded', code: 'E1', evidence: '批准', until: '2026-11-20' } as const;
    await cases.decide(no, '局1', '2026-11-04', excluded);
    expect(await cases.store.age(noon('2026-11-19'))).toEqual({ matured: 0, expired: 0 });
    expect(await cases.store.age(noon('2026-11-20'))).toEqual({ matured: 0, expired: 1 });
    expect(await cases.store.age(noon('2026-11-20'))).toEqual({ matured: 0, expired: 0 });
    expect((await found(no)).heads).toMatchObject({ bucket: 'lead', since: '2026-11-20', open: false });
    expect(await cases.store.age(noon('2026-11-26'))).toEqual({ matured: 0, expired: 0 });
    expect(await cases.store.age(noon('2026-11-27'))).toEqual({ matured: 1, expired: 0 });
    expect(await found(no)).toMatchObject({ state: 'suspected', heads: { bucket: 'suspected' } });
    expect(result(await cases.decide(no, '局1', '2026-11-28', { move: 'recognised' }))).toEqual([
      ...['proposed', 'checked'],
    ]);
  });

  it('leaves a lead to people once somebody of the family was reached', async () => {
    const no = await cases.report();
    await cases.decide(no, '镇1', '2026-11-03', { move: 'checked' });
    const excluded = { move: 'excluded', code: 'E1', evidence: '批准', until: '2026-12-01' } as const;
    await cases.decide(no, '局1', '2026-11-04', excluded);
    await cases.store.age(noon('2026-12-01'));
    await cases.decide(no, '村1', '2026-12-02', { move: 'visited', method: '电话', reached: true });
    expect(await cases.store.age(noon('2026-12-20'))).toEqual({ matured: 0, expired: 0 });
    expect(result(await cases.decide(no, '村1', '2026-12-20', { move: 'verified' }))).toBe('suspected');
  });
});

describe('persuading', () => {
  it('is numbered by the program, in any open state, and finds who was lost', async () => {
    const no = await cases.report();
    const { decide } = cases;
    const visit = (reached: boolean, nextOn?: string): Decision => ({
      ...{ move: 'visited', method: '家访', reached, people: '奶奶', promise: '周一来' },
      ...(nextOn === undefined ? {} : { nextOn }),
    });
    expect(result(await decide(no, '校1', '2026-11-03', visit(false)))).toBe('suspected');
    await decide(no, '校1', '2026-11-03', { move: 'lost' });
    expect((await found(no)).heads).toMatchObject({ lost: true, visits: 1 });
    await cases.recognise(no, '2026-11-04');
    expect(result(await decide(no, '村1', '2026-11-05', visit(true, '2026-11-04')))).toEqual(['next-day']);
    expect(result(await decide(no, '村1', '2026-11-05', visit(true, '2026-11-09')))).toBe('persuading');
    const file = await found(no);
    expect(file.heads).toMatchObject({ lost: false, visits: 2, nextDue: '2026-11-09' });
    expect(file.entries.at(-1)).toMatchObject({
      data: { visit: 2, method: '家访', nextOn: '2026-11-09' },
      said: { people: '奶奶', promise: '周一来' },
    });
  });

  it('takes three photos at most, and nothing that has not happened yet', async () => {
    const no = await cases.report();
    const visit = { move: 'visited', method: '到校', reached: true } as const;
    const photos = ['p1', 'p2', 'p3', 'p4'];
    const many = await cases.decide(no, '校1', '2026-11-03', { ...visit, photos, on: '2026-11-04' });
    expect(result(many)).toEqual(['fewer-photos', 'past-day']);
    const three = await cases.decide(no, '校1', '2026-11-03', { ...visit, photos: photos.slice(1) });
    expect(result(three)).toBe('suspected');
    expect((await found(no)).entries.at(-1)?.data?.photos).toEqual(['p2', 'p3', 'p4']);
  });

  it('climbs the county’s ladder step by step, with the number of each document', async () => {
    const ladder = [
      { name: '宣传教育', basis: '义务教育法' },
      { name: '责令改正', basis: '第五十八条' },
      { name: '行政处罚', basis: '某条例', reviewer: '司法局', authority: '教育局' },
    ];
    const own = casesOn(fresh.mongo, { ladder });
    const no = await own.report();
    await own.recognise(no, '2026-11-03');
    const step = async (n: number, number?: string) =>
      result(
        await own.decide(no, '镇1', '2026-11-05', {
          ...{ move: 'escalated', step: n },
          ...(number === undefined ? {} : { number }),
        }),
      );
    expect(await step(2, '1号')).toEqual(['ladder-step']);
    expect(await step(1)).toBe('escalated');
    expect(await step(2)).toEqual(['number']);
    expect(await step(2, '1号')).toBe('escalated');
    expect(await step(3, '2号')).toBe('escalated');
    expect(await step(4, '3号')).toEqual(['ladder-step']);
    const said = (await own.store.find(no))?.entries.at(-1)?.said;
    expect(said).toEqual({ number: '2号', basis: '某条例', reviewer: '司法局', authority: '教育局' });
    const usual = await cases.decide(no, '镇1', '2026-11-05', { move: 'escalated', step: 3, number: '4号' });
    expect(result(usual)).toEqual(['ladder-step']);
  });
});

describe('coming back', () => {
  it('is followed by checks on school days, and a checklist says what striking off needs', async () => {
    const no = await cases.report();
    const { decide, store } = cases;
    await cases.recognise(no, '2026-11-03');
    const back = { ...RETURNED, schoolId: 's-2', className: '802' } as const;
    expect(result(await decide(no, '校1', '2026-11-09', back))).toBe('returned');
    const file = await found(no);
    expect(file).toMatchObject({ schoolId: 's-2', className: '802', heads: { nextDue: '2026-11-16' } });
    expect(file.entries.at(-1)?.data?.due).toEqual([
      { check: '7天', on: '2026-11-16' },
      { check: '30天', on: '2026-12-09' },
      { check: '期末', on: '2027-01-29' },
      { check: '下学期初', on: '2027-02-15' },
      { check: '一年', on: '2027-11-09' },
    ]);
    expect(result(await decide(no, '局1', '2026-11-10', { move: 'closed' }))).toEqual([
      ...['school-days', 'visits', 'vouched-school', 'vouched-township'],
    ]);
    const check = { move: 'checked-in', attending: true, words: '能跟上' } as const;
    expect(result(await decide(no, '镇1', '2026-11-16', check))).toBe('watched');
    expect((await found(no)).heads.nextDue).toBe('2026-12-09');
    await decide(no, '镇1', '2026-12-08', { move: 'vouched' });
    await decide(no, '校1', '2026-12-08', { move: 'vouched' });
    const list = await store.strikeOff(no, new Date('2026-12-08T09:00:00+08:00'));
    expect(list).toEqual([
      { item: 'school-days', have: 22, need: 20 },
      { item: 'visits', have: 0, need: 1 },
      { item: 'vouched-school', have: 1, need: 1 },
      { item: 'vouched-township', have: 1, need: 1 },
    ]);
    expect(result(await decide(no, '局1', '2026-12-08', { move: 'closed' }))).toEqual(['visits']);
  });

  it('is placed in 职教 only where a document allows it and 学籍 is kept', async () => {
    const back = { move: 'returned', placement: '职教' } as const;
    const no = await cases.report();
    expect(result(await cases.decide(no, '校1', '2026-11-09', back))).toEqual(['placement', 'enrolment']);
    const own = casesOn(fresh.mongo, { placements: ['普通班', '职教'], vocational: '5号文' });
    const kept = { ...back, enrolled: true };
    expect(result(await own.decide(no, '校1', '2026-11-09', kept))).toBe('returned');
  });

  it('needs lessons at home before a child taught there is struck off', async () => {
    const rules = { strikeOff: { schoolDays: 0, visits: 0, vouched: [] } };
    const own = casesOn(fresh.mongo, rules);
    const no = await own.report();
    await own.decide(no, '校1', '2026-11-09', { move: 'returned', placement: '送教上门' });
    expect(result(await own.decide(no, '局1', '2026-11-10', { move: 'closed' }))).toEqual(['lessons']);
    await own.decide(no, '校1', '2026-11-11', { move: 'checked-in', attending: true, lessons: 4 });
    expect(result(await own.decide(no, '局1', '2026-11-12', { move: 'closed' }))).toBe('closed');
    expect((await found(no)).heads.closedOn).toBe('2026-11-12');
  });

  it('and going again is one relapse, a mark on the same file, however often it is looked at', async () => {
    const no = await cases.report();
    await cases.recognise(no, '2026-11-03');
    await cases.decide(no, '校1', '2026-11-09', RETURNED);
    expect(result(await cases.decide(no, '校1', '2026-11-20', { move: 'relapsed' }))).toBe('relapsed');
    const file = await found(no);
    expect(file.heads).toMatchObject({ relapse: true, relapsedOn: '2026-11-20', bucket: 'registered' });
    expect(file.heads.returnedOn).toBeUndefined();
  });

  it('before anybody recognised a dropout, going again is a new suspicion and no relapse', async () => {
    const no = await cases.report();
    await cases.decide(no, '校1', '2026-11-04', RETURNED);
    expect(result(await cases.decide(no, '校1', '2026-11-20', { move: 'relapsed' }))).toBe('suspected');
    expect((await found(no)).heads).toMatchObject({ relapse: false, bucket: 'suspected' });
  });
});

describe('a wrong decision', () => {
  it('is cancelled by a second person, and is no relapse', async () => {
    const no = await cases.report();
    await cases.recognise(no, '2026-11-03');
    await cases.decide(no, '局2', '2026-11-09', RETURNED);
    const cancel = { move: 'overruled', words: '认错了人' } as const;
    expect(result(await cases.decide(no, '局2', '2026-11-10', cancel))).toEqual(['other-person']);
    expect(result(await cases.decide(no, '局1', '2026-11-10', cancel))).toBe('recognised');
    expect((await found(no)).heads).toMatchObject({ relapse: false, open: true });
  });

  it('that somebody had relapsed takes the mark away again', async () => {
    const no = await cases.report();
    await cases.recognise(no, '2026-11-03');
    await cases.decide(no, '校1', '2026-11-09', RETURNED);
    await cases.decide(no, '校1', '2026-11-20', { move: 'relapsed' });
    await cases.decide(no, '局1', '2026-11-21', { move: 'overruled' });
    const { heads, state } = await found(no);
    expect({ state, ...heads }).toMatchObject({
      state: 'returned',
      relapse: false,
      returnedOn: '2026-11-09',
    });
    expect(heads.relapsedOn).toBeUndefined();
  });
});

describe('leaving', () => {
  it('stays counted where it was until the receiving place confirms to somebody else', async () => {
    const [suspected, recognised] = [await cases.report(), await cases.report()];
    await cases.recognise(recognised, '2026-11-03');
    for (const no of [suspected, recognised])
      await cases.decide(no, '镇1', '2026-11-04', { move: 'transferring', place: '邻县某校' });
    expect((await found(suspected)).heads).toMatchObject({ bucket: 'suspected', open: true });
    expect((await found(recognised)).heads).toMatchObject({ bucket: 'registered', open: true });
    const confirmed = { move: 'transferred', evidence: '' } as const;
    expect(result(await cases.decide(suspected, '局1', '2026-11-05', confirmed))).toEqual(['evidence']);
    const proven = { ...confirmed, evidence: '就读证明' };
    expect(result(await cases.decide(suspected, '局1', '2026-11-05', proven))).toBe('transferred');
    expect((await found(suspected)).heads).toMatchObject({ bucket: 'transferred', open: false });
  });
});

describe('two files of one child', () => {
  it('become one, and two again', async () => {
    const [kept, double] = [await cases.report(), await cases.report()];
    await cases.recognise(double, '2026-11-03');
    const merge = { move: 'merged', into: kept } as const;
    expect(result(await cases.decide(double, '镇2', '2026-11-04', merge))).toBe('merged');
    expect((await found(double)).heads).toMatchObject({ bucket: 'merged', mergedInto: kept, open: false });
    expect((await found(kept)).entries.at(-1)).toMatchObject({ kind: 'joined', data: { other: double } });
    expect(result(await cases.decide(double, '镇2', '2026-11-05', { move: 'unmerged' }))).toBe('recognised');
    expect((await found(kept)).entries.at(-1)).toMatchObject({ kind: 'parted', data: { other: double } });
    expect((await found(double)).heads.mergedInto).toBeUndefined();
  });

  it('are not merged into themselves, into nothing, nor into a file that is itself in another', async () => {
    const [one, two] = [await cases.report(), await cases.report()];
    const merge = async (no: string, into: string) =>
      result(await cases.decide(no, '镇2', '2026-11-04', { move: 'merged', into }));
    expect(await merge(one, one)).toEqual(['other-file']);
    expect(await merge(one, 'K26-9999-X')).toEqual(['other-file']);
    expect(await merge(one, two)).toBe('merged');
    expect(await merge(two, one)).toEqual(['other-file']);
  });

  it('never vanish together, however the mergers fall', async () => {
    const [one, two] = [await cases.report(), await cases.report()];
    const both = [
      [one, two],
      [two, one],
    ] as const;
    await Promise.all(
      both.map(([no, into]) => cases.decide(no, '镇2', '2026-11-04', { move: 'merged', into })),
    );
    const states = await Promise.all([one, two].map(async (no) => (await found(no)).state));
    expect(states).toContain('suspected');
  });
});

describe('an entry', () => {
  it('keeps what was amended under seal, and nothing that was said lies in clear', async () => {
    const no = await cases.report({ grade: '五年级', child: { name: '测某甲' } });
    const changes = { grade: '六年级', groups: ['留守'] };
    expect(result(await cases.decide(no, '校1', '2026-11-03', { move: 'amended', changes }))).toBe(
      'suspected',
    );
    const file = await found(no);
    expect(file.grade).toBe('六年级');
    expect(file.entries.at(-1)?.said).toEqual({ before: { grade: '五年级' }, changes });
    const raw = JSON.stringify(await fresh.mongo.collection('dropouts').findOne({ no }));
    for (const word of ['五年级', '六年级', '留守', '测某甲']) expect(raw).not.toContain(word);
    expect(result(await cases.decide(no, '校1', '2026-11-03', { move: 'amended', changes: {} }))).toEqual([
      'changes',
    ]);
  });

  it('is made once, whoever tries again', async () => {
    const no = await cases.report();
    const by = { key: 'wecom:村1', person: 'm-村1', role: 'village' };
    const visit = { move: 'visited', method: '家访', reached: true } as const;
    const effect = cases.store.decide(no, visit, { by, at: new Date('2026-11-03T09:00:00+08:00') });
    const first = await effect('wecom:again:1');
    await cases.decide(no, '校1', '2026-11-04', { move: 'lost' });
    const again = await effect('wecom:again:1');
    expect(first.outcome).toBe('appended');
    expect(again.outcome).toBe('repeated');
    expect('file' in again && again.file.heads).toEqual('file' in first && first.file.heads);
    expect((await found(no)).entries).toHaveLength(3);
  });

  it('leaves on the stored file the heads that lists read', async () => {
    const no = await cases.report();
    await cases.recognise(no, '2026-11-03');
    await cases.decide(no, '校1', '2026-11-09', RETURNED);
    await cases.decide(no, '校1', addDays('2026-11-09', 2), { move: 'relapsed' });
    const stored = await fresh.mongo.collection('dropouts').findOne({ no });
    const { heads } = await found(no);
    expect(stored).toMatchObject({ ...heads });
    for (const gone of ['returnedOn', 'nextDue', 'excludedUntil'])
      expect(Object.keys(stored ?? {})).not.toContain(gone);
  });

  it('of a case that is not there is missing', async () => {
    expect(result(await cases.decide('K26-8888-X', '校1', '2026-11-03', { move: 'lost' }))).toBe('missing');
    expect(await cases.store.strikeOff('K26-8888-X', new Date())).toBeUndefined();
  });
});
