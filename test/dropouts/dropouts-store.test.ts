import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import type { ChildDetails, DropoutCase, DropoutDraft, DropoutStore } from '../../src/dropouts/types.ts';
import type { By } from '../../src/kit/by.ts';
import { readCaseNumber } from '../../src/kit/case-number.ts';
import type { Actor } from '../../src/people/actor.ts';
import { emptyDatabase, type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';

const officer: By = { key: 'wecom:sang', name: '桑小满', role: 'township' };
const other: By = { key: 'dingtalk:0147', name: '卞知秋', role: 'bureau' };
const at = new Date('2026-11-24T02:00:00Z');
const later = new Date('2026-11-24T03:00:00Z');
const nextDay = new Date('2026-11-24T16:30:00Z');

function draft(over: Partial<DropoutDraft> = {}): DropoutDraft {
  return {
    areaId: 't1',
    reportedAs: '疑似',
    child: {},
    by: officer,
    at,
    on: '2026-11-24',
    photos: [],
    ...over,
  };
}

describe('the dropout store', () => {
  let fresh: FreshDatabase;
  let one: DropoutStore;
  let two: DropoutStore;

  beforeAll(async () => {
    fresh = await migratedDatabase();
  });
  afterAll(() => fresh.drop());
  beforeEach(async () => {
    await emptyDatabase(fresh.mongo);
    one = createDropoutStore(fileServices(fresh.mongo));
    two = createDropoutStore(fileServices(fresh.mongo));
  });

  describe('report', () => {
    it('keeps everything it was told', async () => {
      const full = draft({
        schoolId: 's1',
        reportedAs: '二次辍学',
        grade: '八年级',
        className: '2班',
        sex: '男',
        absentSince: '2026-11-12',
        reason: '厌学',
        foundBy: '学校',
        child: {
          name: '测试甲',
          idNumber: '999999201109100021',
          guardian: '测试乙',
          phone: '13800001234',
          notes: '去了广东',
        },
        photos: ['p1', 'p2'],
      });
      const made = await one.report(full)('wecom:m1:0');
      expect(made).toMatchObject({
        id: 'wecom:m1:0',
        state: 'relapsed',
        open: true,
        areaId: 't1',
        schoolId: 's1',
        reportedAs: '二次辍学',
        grade: '八年级',
        className: '2班',
        sex: '男',
        absentSince: '2026-11-12',
        reason: '厌学',
        foundBy: '学校',
        reportedAt: at,
        reportedOn: '2026-11-24',
        reporter: officer,
        entries: [{ id: 'wecom:m1:0', kind: 'reported', at, by: officer }],
      });
      expect(await fresh.mongo.collection('dropouts').findOne({ no: made.no })).toMatchObject({
        photos: ['p1', 'p2'],
        pending: 1,
        entries: [{ after: [{ kind: 'photos', ids: ['p1', 'p2'], file: made.no }] }],
      });
      expect(readCaseNumber(made.no)).toMatchObject({ kind: 'K', year2: 26, valid: true });
      expect(await two.find(made.no)).toEqual(made);
      expect(await two.child(made.no)).toEqual(full.child);
    });

    it('stores nothing of the child, their class and the reason in the open, only the stage', async () => {
      const child = {
        name: '测试甲',
        idNumber: '999999201109100021',
        guardian: '测试乙',
        phone: '13800001234',
        notes: '去了广东',
      };
      const traits = { grade: '八年级', className: '2班', sex: '男', absentSince: '2026-11-12' } as const;
      const { no } = await one.report(draft({ child, ...traits, reason: '和测试丙吵架', schoolId: 's1' }))(
        'k',
      );
      await two.supplement(no, { className: '3班', sex: '女' }, other, later)('s');
      const stored = await fresh.mongo.collection('dropouts').find().toArray();
      const bytes = JSON.stringify(stored);
      for (const secret of [...Object.values(child), ...Object.values(traits), '测试丙', '3班', '女'])
        expect(bytes).not.toContain(secret);
      expect(stored).toMatchObject([{ stage: '初中', schoolId: 's1', areaId: 't1' }]);
      expect(await one.find(no)).toMatchObject({ ...traits, className: '3班', sex: '女' });
    });

    it('gives the same case for the same key, from any instance, also at once', async () => {
      const made = await Promise.all(
        [one, two, one, two].map((store) => store.report(draft())('wecom:m1:0')),
      );
      const again = await two.report(draft({ areaId: 't2' }))('wecom:m1:0');
      expect(new Set([...made, again].map(({ no }) => no)).size).toBe(1);
      expect(again.areaId).toBe('t1');
      expect(await fresh.mongo.collection('dropouts').countDocuments()).toBe(1);
    });

    it('gives a new number for every new key', async () => {
      const made = await Promise.all(
        Array.from({ length: 200 }, (_, n) => (n % 2 ? one : two).report(draft())(`wecom:m${n}:0`)),
      );
      expect(new Set(made.map(({ no }) => no)).size).toBe(200);
    });

    it('numbers each year by itself', async () => {
      const made = await one.report(draft({ on: '2027-01-01' }))('k');
      expect(readCaseNumber(made.no)).toMatchObject({ year2: 27, serial: 1 });
    });
  });

  describe('find', () => {
    it.each(['K26-0417-F', 'K26-9999-A', '417', '', 'x'])('finds nothing under %p', async (no) => {
      expect(await one.find(no)).toBeUndefined();
      expect(await one.child(no)).toBeUndefined();
    });

    it('tells two years’ files of one serial apart', async () => {
      const made = await one.report(draft())('a');
      const next = await two.report(draft({ on: '2027-03-01', at: new Date('2027-03-01T02:00:00Z') }))('b');
      const serial = readCaseNumber(made.no)?.serial ?? 0;
      expect(readCaseNumber(next.no)?.serial).toBe(serial);
      expect((await one.find(made.no))?.id).toBe('a');
      expect((await one.find(next.no))?.id).toBe('b');
    });
  });

  describe('withdraw', () => {
    it('takes back the reporter’s own report of the day, once and for all', async () => {
      const { no } = await one.report(draft())('k');
      expect(await one.withdraw(no, officer, later)('w')).toMatchObject({ outcome: 'appended' });
      expect(await two.withdraw(no, officer, later)('w')).toMatchObject({ outcome: 'repeated' });
      expect(await two.withdraw(no, officer, later)('w2')).toMatchObject({
        outcome: 'declined',
        why: 'state',
      });
      const found = await two.find(no);
      expect(found).toMatchObject({ state: 'withdrawn', open: false });
      expect(found?.entries.map(({ kind }) => kind)).toEqual(['reported', 'withdrawn']);
    });

    it.each([
      ['by somebody else', other, later, 'untouched'],
      ['on the next day', officer, nextDay, 'same-day'],
    ])('declines %s', async (_, by, when, why) => {
      const { no } = await one.report(draft())('k');
      expect(await one.withdraw(no, by, when)('w')).toMatchObject({ outcome: 'declined', why });
      expect(await one.find(no)).toMatchObject({ state: 'suspected', open: true });
    });

    it('declines what somebody has acted on, and what is not there', async () => {
      const { no } = await one.report(draft())('k');
      await two.supplement(no, { grade: '八年级' }, other, later)('s');
      expect(await one.withdraw(no, officer, later)('w')).toMatchObject({
        outcome: 'declined',
        why: 'untouched',
      });
      expect(await one.withdraw('K26-9000-A', officer, later)('w')).toEqual({ outcome: 'missing' });
    });

    it('is done by one of many at once', async () => {
      const { no } = await one.report(draft())('k');
      const done = await Promise.all(
        Array.from({ length: 8 }, (_, n) => (n % 2 ? one : two).withdraw(no, officer, later)(`w${n}`)),
      );
      expect(done.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      expect(done.filter((one) => one.outcome === 'declined' && one.why === 'state')).toHaveLength(7);
      expect((await one.find(no))?.entries).toHaveLength(2);
    });

    it('and a supplement at the same time leave a file that agrees with itself', async () => {
      const { no } = await one.report(draft())('k');
      const both = await Promise.all([
        one.withdraw(no, officer, later)('w'),
        two.supplement(no, { grade: '八年级' }, other, later)('s'),
      ]);
      // Whoever was second hears what the first did: one's own report that somebody acted on, or a withdrawn one.
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'declined']);
      const [withdrawn] = both;
      const found = await one.find(no);
      expect(found?.state).toBe(withdrawn.outcome === 'appended' ? 'withdrawn' : 'suspected');
      expect(found?.entries).toHaveLength(2);
    });
  });

  describe('supplement', () => {
    it('adds what was missing, later words first, notes one under the other', async () => {
      const { no } = await one.report(
        draft({ grade: '七年级', child: { name: '测试甲', notes: '去了广东' }, reason: '厌学' }),
      )('k');
      const details = {
        grade: '八年级',
        phone: '13800001234',
        notes: '电话打通了',
        reason: '家庭困难',
        schoolId: 's1',
      };
      const stored = await two.supplement(no, details, other, later)('s');
      expect(stored).toMatchObject({
        outcome: 'appended',
        file: { no, grade: '八年级', stage: '初中', reason: '家庭困难', schoolId: 's1', state: 'suspected' },
      });
      expect(await one.child(no)).toEqual({
        name: '测试甲',
        phone: '13800001234',
        notes: '去了广东\n电话打通了',
      });
    });

    it('is added once per key, and all of many at once are kept', async () => {
      const { no } = await one.report(draft())('k');
      const add = (n: number) =>
        (n % 2 ? one : two).supplement(no, { notes: `第${n}条` }, officer, later)(`s${n % 6}`);
      await Promise.all(Array.from({ length: 12 }, (_, n) => add(n)));
      expect((await one.find(no))?.entries).toHaveLength(7);
      expect((await one.child(no))?.notes?.split('\n')).toHaveLength(6);
    });

    it('finds no case under another number', async () => {
      expect(await one.supplement('K26-9000-A', { grade: '八年级' }, officer, later)('s')).toEqual({
        outcome: 'missing',
      });
    });
  });

  describe('lookAlikes', () => {
    const child = { name: '测试甲', idNumber: '999999201109100021' };
    const bureau: Actor = { key: 'wecom:b', bound: true, role: 'bureau' };
    const hear = (of: DropoutCase, of2: ChildDetails, actor: Actor = bureau) =>
      one.lookAlikes(of, of2, { actor, accounts: [actor.key] });
    const NONE = { seen: [], elsewhere: false };

    it('finds open cases of the same ID number, or name and school, newest first', async () => {
      const byId = await one.report(draft({ child, areaId: 't2', at }))('a');
      const byName = await one.report(draft({ child: { name: '测试 甲' }, schoolId: 's1', at: later }))('b');
      await one.report(draft({ child: { name: '测试甲' }, schoolId: 's2' }))('c');
      await one.report(draft({ child: { name: '测试甲' } }))('d');
      const mine = await two.report(draft({ child, schoolId: 's1', at: later }))('e');
      expect(await hear(mine, child)).toEqual({ ...NONE, seen: [byName.no, byId.no] });
    });

    it('tells no number of another area, unless it is their own report, and nothing to who is not bound', async () => {
      const own = await one.report(draft({ child, areaId: 't1', schoolId: 's1' }))('a');
      const there = await one.report(draft({ child, areaId: 't2', at: later, by: other }))('b');
      const mine = await two.report(draft({ child, schoolId: 's3', at: later, by: other }))('c');
      const person = (role: Actor['role'], over: Partial<Actor>): Actor => ({
        ...{ key: 'wecom:p', bound: true, role },
        ...over,
      });
      const township = person('township', { townshipId: 't1' });
      expect(await hear(mine, child, township)).toEqual({ seen: [own.no], elsewhere: true });
      const teacher = person('teacher', { townshipId: 't1', schoolId: 's3' });
      expect(await hear(mine, child, teacher)).toEqual({ seen: [own.no], elsewhere: true });
      const reporter = { ...teacher, key: other.key };
      expect(await hear(mine, child, reporter)).toEqual({ seen: [there.no, own.no], elsewhere: false });
      expect(await hear(mine, child, { key: 'wecom:x', bound: false, role: 'visitor' })).toEqual(NONE);
    });

    it('leaves out withdrawn ones and gives at most three', async () => {
      for (const key of ['a', 'b', 'c', 'd', 'e']) await one.report(draft({ child }))(key);
      const mine = await one.report(draft({ child }))('f');
      expect((await hear(mine, child)).seen).toHaveLength(3);
      for (const key of ['a', 'b', 'c', 'd', 'e']) {
        const { no } = await one.report(draft())(key);
        await one.withdraw(no, officer, later)(`w${key}`);
      }
      expect(await hear(mine, {})).toEqual(NONE);
    });
  });

  describe('lastBy', () => {
    it('is the newest report of the person and the day that is still to be withdrawn', async () => {
      const first = await one.report(draft())('a');
      const acted = await one.report(draft({ at: later }))('b');
      await one.report(draft({ by: other, at: later }))('c');
      await one.report(draft({ on: '2026-11-25', at: nextDay }))('d');
      expect((await two.lastBy(officer.key, '2026-11-24'))?.no).toBe(acted.no);
      await one.supplement(acted.no, { grade: '八年级' }, other, later)('s');
      expect((await two.lastBy(officer.key, '2026-11-24'))?.no).toBe(first.no);
      await one.withdraw(first.no, officer, later)('w');
      expect(await two.lastBy(officer.key, '2026-11-24')).toBeUndefined();
    });
  });
});
