import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDutyStore } from '../../src/duties/duties-store.ts';
import type { Answer, DutyDraft, DutyStore } from '../../src/duties/types.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { SPECS } from './specs.ts';

const NOW = new Date('2026-12-28T02:00:00Z');
const DUE = new Date('2026-12-31T09:00:00Z');
const LATE = new Date('2027-01-04T01:00:00Z');
const by = { key: 'wecom:fang', name: '房霜白', role: 'school' };
const officer = { key: 'wecom:bian', role: 'bureau' };
const zero: Answer = { zero: true, values: {}, declaration: '本季度已组织排查，未发现重大危险源' };
const found: Answer = { zero: false, values: {}, words: '围墙裂缝，房霜白查到' };

let n = 0;
const draft = (more: Partial<DutyDraft> = {}): DutyDraft => {
  n += 1;
  return {
    id: `zero-report:2026Q4-${n}`,
    kind: 'zero-report',
    title: '季末零报告',
    period: { key: '2026Q4', label: '第四季度' },
    audience: 'school',
    expected: ['s1', 's2', 's3'],
    posts: ['安全副校长'],
    openedAt: NOW,
    due: DUE,
    dueOn: '2026-12-31',
    answer: SPECS.zero,
    basis: '县教〔2026〕12号',
    minutes: 10,
    ...more,
  };
};

describe('the duty store', () => {
  let fresh: FreshDatabase;
  let store: DutyStore;
  let twin: DutyStore;
  beforeAll(async () => {
    fresh = await migratedDatabase();
    [store, twin] = [createDutyStore(fileServices(fresh.mongo)), createDutyStore(fileServices(fresh.mongo))];
  });
  afterAll(() => fresh.drop());

  const opened = async (more: Partial<DutyDraft> = {}) => store.open(draft(more));

  describe('duties', () => {
    it('are opened once, also by two instances at a time, and read back whole', async () => {
      const one = draft();
      const [a, b] = await Promise.all([store.open(one), twin.open({ ...one, title: 'another' })]);
      expect(a).toEqual(b);
      expect(await store.find(one.id)).toEqual({
        ...one,
        title: a.title,
        state: 'open',
        openedOn: '2026-12-28',
        dueTime: '17:00',
      });
      expect(await twin.open({ ...one, minutes: 99 })).toEqual(a);
    });
    it('keep an officer’s words sealed', async () => {
      await opened({ title: '封存的标题', basis: '封存的依据' });
      const raw = JSON.stringify(await fresh.mongo.collection('duties').find().toArray());
      expect(raw).not.toMatch(/封存|零报告/);
    });
    it('are found by the units they expect, as long as they are open', async () => {
      const mine = await opened({ expected: ['u1'] });
      const ours = await opened({ expected: ['u1', 'u2'] });
      await opened({ expected: ['u3'] });
      const ids = async () => (await store.openFor(['u1', 'u2'])).map(({ id }) => id).sort();
      expect(await ids()).toEqual([mine.id, ours.id].sort());
      await store.end(mine.id, 'closed', officer, LATE)('e1');
      expect(await ids()).toEqual([ours.id]);
      expect(await store.openFor([])).toEqual([]);
    });
    it('that ended lately are recent, the newest first', async () => {
      const old = await opened({ openedAt: new Date('2026-10-01T02:00:00Z') });
      const ended = await opened({ openedAt: new Date('2026-12-01T02:00:00Z') });
      await store.end(old.id, 'closed', officer, new Date('2026-10-10T02:00:00Z'))('e2');
      await store.end(ended.id, 'closed', officer, LATE)('e3');
      const recent = (await store.recent(new Date('2027-01-10T02:00:00Z'), 60)).map(({ id }) => id);
      expect(recent).toContain(ended.id);
      expect(recent).not.toContain(old.id);
      const times = (await store.recent(LATE, 60)).map(({ openedAt }) => openedAt.getTime());
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });
    it('are counted by the day they were opened, both ends included', async () => {
      const march = await opened({ openedAt: new Date('2027-03-05T02:00:00Z') });
      const [from, to] = [new Date('2027-03-05T02:00:00Z'), new Date('2027-03-05T02:00:00Z')];
      expect((await store.openedWithin(from, to)).map(({ id }) => id)).toEqual([march.id]);
    });
    it('end once; what was cancelled stays cancelled', async () => {
      const { id } = await opened();
      expect(await store.end(id, 'closed', officer, LATE)('c')).toMatchObject({ state: 'closed' });
      expect(await twin.end(id, 'closed', officer, LATE)('c')).toMatchObject({ state: 'closed' });
      expect(await store.end(id, 'closed', officer, LATE)('c2')).toBeUndefined();
      expect(await store.end(id, 'cancelled', officer, LATE)('c3')).toMatchObject({ state: 'cancelled' });
      expect(await store.end(id, 'closed', officer, LATE)('c4')).toBeUndefined();
      expect(await store.end('nothing', 'closed', officer, LATE)('c5')).toBeUndefined();
    });
    it('are urged on with the day it was done', async () => {
      const { id } = await opened();
      const urged = await store.urge(id, officer, LATE)('u');
      expect(urged).toMatchObject({ urgedAt: LATE, urgedOn: '2027-01-04', state: 'open' });
      expect(await twin.urge(id, officer, NOW)('u')).toEqual(urged);
      await store.end(id, 'closed', officer, LATE)('u2');
      expect(await store.urge(id, officer, LATE)('u3')).toBeUndefined();
    });
  });

  describe('an answer', () => {
    it('counts once per unit however often its message comes, from two instances at a time', async () => {
      const { id } = await opened();
      const both = await Promise.all([
        store.answer(id, 's1', zero, by, NOW)('k1'),
        twin.answer(id, 's1', zero, by, NOW)('k1'),
        store.answer(id, 's1', zero, by, NOW)('k1'),
      ]);
      for (const one of both) expect(one).toEqual(both[0]);
      expect(both[0]).toMatchObject({ state: 'answered', answer: zero, answeredAt: NOW, onTime: true });
      expect(both[0]?.entries).toEqual([{ id: 'k1', kind: 'answered', at: NOW, by, answer: zero }]);
      expect(await store.returns(id)).toHaveLength(1);
    });
    it('of two persons at once is one answer and one correction', async () => {
      const { id } = await opened();
      await Promise.all([
        store.answer(id, 's1', zero, by, NOW)('a'),
        twin.answer(id, 's1', found, officer, NOW)('b'),
      ]);
      const [stored] = await store.returns(id);
      expect(stored?.entries.map(({ kind }) => kind)).toEqual(['answered', 'corrected']);
      expect(stored?.answer).toEqual(stored?.entries[1]?.answer);
    });
    it('lies sealed', async () => {
      const { id } = await opened();
      await store.answer(id, 's1', found, by, NOW)('k');
      await store.note(id, 's1', { kind: 'difficulty', words: '人手不够' }, by, NOW)('d');
      const raw = JSON.stringify(await fresh.mongo.collection('duty_returns').find().toArray());
      expect(raw).not.toMatch(/围墙|declaration|人手/);
    });
    it('is declined from a unit that is not expected, and of a cancelled duty', async () => {
      const { id } = await opened();
      expect(await store.answer(id, 's9', zero, by, NOW)('k')).toBeUndefined();
      expect(await store.answer('nothing', 's1', zero, by, NOW)('k')).toBeUndefined();
      await store.end(id, 'cancelled', officer, NOW)('c');
      expect(await store.answer(id, 's1', zero, by, NOW)('k')).toBeUndefined();
      expect(await store.returns(id)).toEqual([]);
    });
    it('is still taken after the duty was closed, and is late', async () => {
      const { id } = await opened();
      await store.end(id, 'closed', officer, LATE)('c');
      expect(await store.answer(id, 's1', zero, by, LATE)('k')).toMatchObject({
        state: 'answered',
        onTime: false,
        answeredAt: LATE,
      });
    });
    it('corrected after the deadline stays on time, and all answers are kept', async () => {
      const { id } = await opened();
      await store.answer(id, 's1', zero, by, NOW)('k1');
      const corrected = await store.answer(id, 's1', found, by, LATE)('k2');
      expect(corrected).toMatchObject({ answer: found, answeredAt: NOW, onTime: true });
      expect(corrected?.entries.map(({ answer }) => answer)).toEqual([zero, found]);
    });
    it('that was withdrawn does not count; the next one decides', async () => {
      const { id } = await opened();
      await store.answer(id, 's1', zero, by, NOW)('k1');
      const open = await store.withdraw(id, 's1', by, NOW)('k2');
      expect(open).toMatchObject({ state: 'open' });
      expect(open).not.toHaveProperty('answer');
      expect(open).not.toHaveProperty('onTime');
      expect(await store.answer(id, 's1', zero, by, LATE)('k3')).toMatchObject({ onTime: false });
      expect(await store.withdraw(id, 's2', by, NOW)('k4')).toBeUndefined();
    });
    it('that was sent back is open again, and on time when it comes back', async () => {
      const { id } = await opened();
      await store.answer(id, 's1', zero, by, NOW)('k1');
      expect(
        await store.note(id, 's1', { kind: 'sent-back', words: '数不对' }, officer, NOW)('k2'),
      ).toMatchObject({ state: 'open', confirmed: false });
      expect(await store.answer(id, 's1', found, by, LATE)('k3')).toMatchObject({ onTime: true });
    });
    it('is confirmed until it changes; nothing is confirmed where nothing stands', async () => {
      const { id } = await opened();
      expect(await store.note(id, 's1', { kind: 'confirmed' }, officer, NOW)('k0')).toBeUndefined();
      await store.answer(id, 's1', zero, by, NOW)('k1');
      expect(await store.note(id, 's1', { kind: 'confirmed' }, officer, NOW)('k2')).toMatchObject({
        confirmed: true,
      });
      expect(await store.answer(id, 's1', found, by, NOW)('k3')).toMatchObject({ confirmed: false });
    });
  });

  it('postpones once per unit and duty', async () => {
    const { id } = await opened();
    const until = new Date('2026-12-29T00:30:00Z');
    const postponed = await store.postpone(id, 's1', until, by, NOW)('p1');
    expect(postponed).toMatchObject({ state: 'open', askedLaterUntil: until });
    expect(await twin.postpone(id, 's1', until, by, NOW)('p1')).toEqual(postponed);
    expect(await store.postpone(id, 's1', until, by, NOW)('p2')).toBeUndefined();
    expect(await store.postpone(id, 's2', until, by, NOW)('p3')).toBeDefined();
    expect(await store.answer(id, 's1', zero, by, NOW)('p4')).not.toHaveProperty('askedLaterUntil');
  });

  it('notes difficulties and calls whether anything was answered or not', async () => {
    const { id } = await opened();
    await store.note(id, 's1', { kind: 'difficulty', words: '人手不够' }, by, NOW)('d');
    const noted = await store.note(id, 's1', { kind: 'phoned' }, officer, LATE)('t');
    expect(noted).toMatchObject({ state: 'open', phonedAt: LATE });
    expect(noted?.entries.map(({ words }) => words)).toEqual(['人手不够', undefined]);
  });

  it('gives the returns of one unit to several duties', async () => {
    const [a, b] = [await opened(), await opened()];
    await store.answer(a.id, 's1', zero, by, NOW)('r1');
    await store.answer(b.id, 's1', zero, by, NOW)('r2');
    await store.answer(b.id, 's2', zero, by, NOW)('r3');
    const found = await store.returnsOf([a.id, b.id, 'nothing'], 's1');
    expect(found.map(({ dutyId, unitId }) => [dutyId, unitId])).toEqual([
      [a.id, 's1'],
      [b.id, 's1'],
    ]);
  });

  it('takes a whole county at once', async () => {
    const units = Array.from({ length: 120 }, (_, i) => `x${i}`);
    const { id } = await opened({ expected: units });
    await Promise.all(
      units.map((unit, i) => (i % 2 ? store : twin).answer(id, unit, zero, by, NOW)(`w${unit}`)),
    );
    expect(await store.returns(id)).toHaveLength(120);
  });
});
