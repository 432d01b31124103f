import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileAfter } from '../../src/casefiles/appended.ts';
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
      const closed = { file: { state: 'closed' } };
      expect(await store.end(id, 'closed', officer, LATE)('c')).toMatchObject({
        outcome: 'appended',
        ...closed,
      });
      expect(await store.end(id, 'closed', officer, LATE)('c2')).toMatchObject({
        ...{ outcome: 'declined', why: 'state', moves: ['cancelled'], ...closed },
      });
      expect(await store.end(id, 'cancelled', officer, LATE)('c3')).toMatchObject({
        ...{ outcome: 'appended', file: { state: 'cancelled' } },
      });
      expect(await twin.end(id, 'closed', officer, LATE)('c')).toMatchObject({
        ...{ outcome: 'repeated', ...closed },
      });
      expect(await store.end(id, 'closed', officer, LATE)('c4')).toMatchObject({
        ...{ outcome: 'declined', why: 'state', moves: [], file: { state: 'cancelled' } },
      });
      expect(await store.end('nothing', 'closed', officer, LATE)('c5')).toEqual({ outcome: 'missing' });
    });
    it('are urged on with the day it was done', async () => {
      const { id } = await opened();
      const urged = await store.urge(id, officer, LATE)('u');
      const file = { urgedAt: LATE, urgedOn: '2027-01-04', state: 'open' };
      expect(urged).toMatchObject({ outcome: 'appended', file });
      expect(await twin.urge(id, officer, NOW)('u')).toEqual({ ...urged, outcome: 'repeated' });
      await store.end(id, 'closed', officer, LATE)('u2');
      expect(await store.urge(id, officer, LATE)('u3')).toMatchObject({
        ...{ outcome: 'declined', why: 'state', moves: ['cancelled'], file: { state: 'closed' } },
      });
    });
    it('keep who opened, urged and closed them, each with the state it led to', async () => {
      const { id } = await opened({ by: officer });
      await store.urge(id, officer, LATE)('u');
      await store.end(id, 'closed', { key: 'system:reminders', role: 'system' }, LATE)('e');
      const stored = await fresh.mongo.collection<{ _id: string }>('duties').findOne({ _id: id });
      expect(stored).toMatchObject({
        ...{ state: 'closed', open: false, v: 3 },
        entries: [
          { id, kind: 'opened', at: NOW, on: '2026-12-28', to: 'open', by: officer, from: 'chat' },
          { id: 'u', kind: 'urged', on: '2027-01-04', to: 'open', from: 'chat' },
          { id: 'e', kind: 'closed', to: 'closed', from: 'job' },
        ],
      });
      expect(stored).not.toHaveProperty('nextDue');
    });
    it('ended by two officers in one second end once, and the slower one hears how', async () => {
      const { id } = await opened();
      const [a, b] = await Promise.all([
        store.end(id, 'closed', officer, LATE)('x1'),
        twin.end(id, 'closed', officer, LATE)('x2'),
      ]);
      expect([a.outcome, b.outcome].sort()).toEqual(['appended', 'declined']);
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
      for (const one of both) expect(fileAfter(one)).toEqual(fileAfter(both[0]));
      expect(both.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      expect(fileAfter(both[0])).toMatchObject({
        ...{ state: 'answered', answer: zero, answeredAt: NOW, onTime: true },
      });
      const entry = {
        id: 'k1',
        kind: 'answered',
        at: NOW,
        by,
        on: '2026-12-28',
        to: 'answered',
        from: 'chat',
      };
      expect(fileAfter(both[0])?.entries).toEqual([{ ...entry, answer: zero }]);
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
      expect(await store.answer(id, 's9', zero, by, NOW)('k')).toEqual({ outcome: 'missing' });
      expect(await store.answer('nothing', 's1', zero, by, NOW)('k')).toEqual({ outcome: 'missing' });
      await store.end(id, 'cancelled', officer, NOW)('c');
      expect(await store.answer(id, 's1', zero, by, NOW)('k')).toEqual({
        ...{ outcome: 'declined', why: 'refused', moves: [] },
        file: { dutyId: id, unitId: 's1', state: 'open', confirmed: false, entries: [] },
      });
      expect(await store.returns(id)).toEqual([]);
    });
    it('given before the duty was cancelled is told again as it was', async () => {
      const { id } = await opened();
      const first = await store.answer(id, 's1', zero, by, NOW)('k1');
      await store.answer(id, 's1', found, by, NOW)('k2');
      await store.end(id, 'cancelled', officer, LATE)('c');
      expect(await twin.answer(id, 's1', zero, by, LATE)('k1')).toEqual({ ...first, outcome: 'repeated' });
      expect(await store.withdraw(id, 's1', by, LATE)('k3')).toMatchObject({
        ...{ outcome: 'declined', why: 'refused', moves: [], file: { state: 'answered', answer: found } },
      });
    });
    it('is still taken after the duty was closed, and is late', async () => {
      const { id } = await opened();
      await store.end(id, 'closed', officer, LATE)('c');
      expect(fileAfter(await store.answer(id, 's1', zero, by, LATE)('k'))).toMatchObject({
        state: 'answered',
        onTime: false,
        answeredAt: LATE,
      });
    });
    it('corrected after the deadline stays on time, and all answers are kept', async () => {
      const { id } = await opened();
      await store.answer(id, 's1', zero, by, NOW)('k1');
      const corrected = fileAfter(await store.answer(id, 's1', found, by, LATE)('k2'));
      expect(corrected).toMatchObject({ answer: found, answeredAt: NOW, onTime: true });
      expect(corrected?.entries.map(({ answer }) => answer)).toEqual([zero, found]);
    });
    it('that was withdrawn does not count; the next one decides', async () => {
      const { id } = await opened();
      await store.answer(id, 's1', zero, by, NOW)('k1');
      const open = fileAfter(await store.withdraw(id, 's1', by, NOW)('k2'));
      expect(open).toMatchObject({ state: 'open' });
      expect(open).not.toHaveProperty('answer');
      expect(open).not.toHaveProperty('onTime');
      expect(fileAfter(await store.answer(id, 's1', zero, by, LATE)('k3'))).toMatchObject({ onTime: false });
      expect(await store.withdraw(id, 's2', by, NOW)('k4')).toMatchObject({
        ...{ outcome: 'declined', why: 'state', file: { unitId: 's2', state: 'open', entries: [] } },
        moves: ['answered', 'postponed', 'difficulty', 'phoned'],
      });
    });
    it('that was sent back is open again, and on time when it comes back', async () => {
      const { id } = await opened();
      await store.answer(id, 's1', zero, by, NOW)('k1');
      const back = await store.note(id, 's1', { kind: 'sent-back', words: '数不对' }, officer, NOW)('k2');
      expect(fileAfter(back)).toMatchObject({ state: 'open', confirmed: false });
      expect(fileAfter(await store.answer(id, 's1', found, by, LATE)('k3'))).toMatchObject({ onTime: true });
    });
    it('is confirmed until it changes; nothing is confirmed where nothing stands', async () => {
      const { id } = await opened();
      const confirm = (key: string) => store.note(id, 's1', { kind: 'confirmed' }, officer, NOW)(key);
      expect(await confirm('k0')).toMatchObject({ outcome: 'declined', why: 'state', file: { entries: [] } });
      await store.answer(id, 's1', zero, by, NOW)('k1');
      expect(fileAfter(await confirm('k2'))).toMatchObject({ confirmed: true });
      expect(fileAfter(await store.answer(id, 's1', found, by, NOW)('k3'))).toMatchObject({
        confirmed: false,
      });
      await store.withdraw(id, 's1', by, NOW)('k4');
      expect(await confirm('k5')).toMatchObject({
        ...{ outcome: 'declined', why: 'state', file: { state: 'open' } },
        moves: ['answered', 'postponed', 'difficulty', 'phoned'],
      });
    });
  });

  it('postpones once per unit and duty', async () => {
    const { id } = await opened();
    const until = new Date('2026-12-29T00:30:00Z');
    const postponed = await store.postpone(id, 's1', until, by, NOW)('p1');
    expect(postponed).toMatchObject({
      ...{ outcome: 'appended', file: { state: 'open', askedLaterUntil: until } },
    });
    expect(await twin.postpone(id, 's1', until, by, NOW)('p1')).toEqual({
      ...postponed,
      outcome: 'repeated',
    });
    expect(await store.postpone(id, 's1', until, by, NOW)('p2')).toMatchObject({
      ...{ outcome: 'declined', why: 'once', file: { askedLaterUntil: until } },
    });
    expect(await store.postpone(id, 's2', until, by, NOW)('p3')).toMatchObject({ outcome: 'appended' });
    const answered = fileAfter(await store.answer(id, 's1', zero, by, NOW)('p4'));
    expect(answered).toMatchObject({ state: 'answered' });
    expect(answered).not.toHaveProperty('askedLaterUntil');
  });

  it('notes difficulties and calls whether anything was answered or not', async () => {
    const { id } = await opened();
    await store.note(id, 's1', { kind: 'difficulty', words: '人手不够' }, by, NOW)('d');
    const noted = fileAfter(await store.note(id, 's1', { kind: 'phoned' }, officer, LATE)('t'));
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

  it('reads the returns that an older program stored, which say of no entry what it led to', async () => {
    const { id } = await opened();
    const { sealer } = fileServices(fresh.mongo);
    const _id = `${id}#s1`;
    const said = (entry: string, words: object) =>
      sealer.seal(JSON.stringify(words), `duty_returns:${_id}:${entry}`);
    const entries = [
      { id: 'k1', kind: 'answered', at: NOW, by, sealed: said('k1', { answer: zero }) },
      { id: 'k2', kind: 'sent-back', at: NOW, by: officer, sealed: said('k2', { words: '数不对' }) },
      { id: 'k3', kind: 'answered', at: LATE, by, sealed: said('k3', { answer: found }) },
      { id: 'k4', kind: 'confirmed', at: LATE, by: officer },
    ];
    await fresh.mongo
      .collection<{ _id: string }>('duty_returns')
      .insertOne({ _id, dutyId: id, unitId: 's1', due: DUE, entries, v: 4 } as { _id: string });
    expect(await store.returns(id)).toMatchObject([
      { state: 'answered', answer: found, answeredAt: NOW, onTime: true, confirmed: true },
    ]);
    expect((await store.returns(id))[0]?.entries[1]).toMatchObject({ kind: 'sent-back', words: '数不对' });
    await fresh.mongo.collection<{ _id: string }>('duty_returns').deleteOne({ _id });
  });
});
