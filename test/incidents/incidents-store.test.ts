import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToTell } from '../../src/casefiles/follow-up.ts';
import { createIncidentStore } from '../../src/incidents/incidents-store.ts';
import type { IncidentDraft, Telling } from '../../src/incidents/types.ts';
import { readCaseNumber } from '../../src/kit/case-number.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';

const AT = new Date('2026-11-24T02:00:00Z');
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);
const told = (person: string): ToTell => ({
  to: `dingtalk:${person}`,
  about: 'emergency',
  until: later(60),
  priority: 'emergency',
  words: { title: '突发', text: '有人溺水' },
});
const telling = (person: string, steps: number, alarmAt?: Date): Telling => ({
  told: [{ person, pushed: true }],
  steps,
  ...(alarmAt === undefined ? {} : { alarmAt }),
  tell: () => [told(person)],
});
const draft: IncidentDraft = {
  words: '有人溺水，柳树湾',
  kind: 'water',
  closed: false,
  chain: [['m1'], ['m2'], ['m3']],
  ...telling('m1', 1, later(10)),
  areaId: 't1',
  by: { key: 'wecom:a', role: 'visitor' },
  at: AT,
  on: '2026-11-24',
};
const officer = { key: 'dingtalk:m1', person: 'm1', role: 'bureau', name: '蔺守安' };

describe('the incident store', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await migratedDatabase();
  });
  afterAll(() => fresh.drop());
  const store = () => createIncidentStore(fileServices(fresh.mongo));

  it('records an emergency once per key, the words sealed, those told too', async () => {
    const [one, two] = [store(), store()];
    const [made, again] = await Promise.all([one.report(draft)('k'), two.report(draft)('k')]);
    expect(again).toEqual(made);
    expect(made).toMatchObject({ areaId: 't1', reportedOn: '2026-11-24', reporter: draft.by, kind: 'water' });
    expect(readCaseNumber(made.no)).toMatchObject({ kind: 'T', year2: 26, valid: true });
    expect(await two.find(made.no)).toEqual(made);
    expect(made.words).toBe(draft.words);
    const stored = JSON.stringify(await fresh.mongo.collection('incidents').find().toArray());
    expect(stored).not.toContain('溺水');
    expect(stored).toContain('dingtalk:m1');
  });

  it('needs no area', async () => {
    const { areaId: _, ...nowhere } = draft;
    expect(await store().report(nowhere)('n')).not.toHaveProperty('areaId');
  });

  it('finds what is due, and tells the next once however many instances try', async () => {
    const [one, two] = [store(), store()];
    const made = await one.report(draft)('due');
    const dueAt = async (at: Date) => (await one.due(at)).some(({ no }) => no === made.no);
    expect(await dueAt(later(9))).toBe(false);
    expect(await dueAt(later(10))).toBe(true);
    const done = await Promise.all([
      one.tellNext(made, telling('m2', 2, later(20)), later(10))('due:told:1'),
      two.tellNext(made, telling('m2', 2, later(20)), later(10))('due:told:1'),
    ]);
    // The very same entry: whose write it was, nobody can tell.
    for (const { outcome } of done) expect(['appended', 'repeated']).toContain(outcome);
    expect(await dueAt(later(19))).toBe(false);
    const found = await one.find(made.no);
    expect(found?.entries.map(({ kind }) => kind)).toEqual(['reported', 'told']);
    expect(found?.steps).toBe(2);
    expect(await one.tellNext(made, telling('m3', 3), later(20))('due:told:other')).toMatchObject({
      outcome: 'declined',
      why: 'refused',
    });
  });

  it('tells nobody any more once somebody has answered, and says who did', async () => {
    const [one, two] = [store(), store()];
    const made = await one.report(draft)('answered');
    expect(await one.acknowledge(made.no, officer, later(1))('yes')).toMatchObject({ outcome: 'appended' });
    expect(await two.acknowledge(made.no, officer, later(1))('yes')).toMatchObject({ outcome: 'repeated' });
    expect(await two.acknowledge(made.no, officer, later(2))('yes, too')).toMatchObject({
      outcome: 'declined',
      why: 'state',
      moves: ['follow-up', 'final', 'false-alarm'],
    });
    expect(await two.tellNext(made, telling('m2', 2), later(10))('answered:told:1')).toMatchObject({
      outcome: 'declined',
    });
    expect((await one.due(later(60))).some(({ no }) => no === made.no)).toBe(false);
  });

  it('ends as a false alarm from any state, once, and is open no more', async () => {
    const one = store();
    const made = await one.report(draft)('false');
    await one.acknowledge(made.no, officer, later(1))('false:yes');
    const done = await one.falseAlarm(made.no, officer, later(2), [told('m1')])('false:no');
    expect(done).toMatchObject({ outcome: 'appended', file: { state: 'false-alarm' } });
    expect(await one.falseAlarm(made.no, officer, later(3), [])('false:again')).toMatchObject({
      outcome: 'declined',
      moves: [],
    });
    const stored = await fresh.mongo.collection<{ _id: string }>('incidents').findOne({ _id: 'false' });
    expect(stored).toMatchObject({ open: false, owners: ['m1', 'm2', 'm3'] });
    expect(stored).not.toHaveProperty('alarmAt');
  });

  it('counts what was reported in a time, by area, but nothing false and nothing for one person alone', async () => {
    const one = store();
    const day = (minutes: number) => ({ ...draft, at: new Date(later(minutes).getTime() + 86_400_000) });
    const from = new Date(AT.getTime() + 86_400_000);
    const count = (areaIds?: readonly string[]) => one.count(from, day(60).at, areaIds);
    await one.report(day(0))('count:before');
    const first = await one.report(day(1))('count:1');
    await one.report({ ...day(2), areaId: 't2' })('count:2');
    await one.report({ ...day(3), kind: 'harm', closed: true })('count:harm');
    expect(await count()).toEqual({ total: 2, unanswered: 2 });
    expect(await count(['t1'])).toEqual({ total: 1, unanswered: 1 });
    await one.acknowledge(first.no, officer, day(4).at)('count:yes');
    expect(await count()).toEqual({ total: 2, unanswered: 1 });
    await one.falseAlarm(first.no, officer, day(5).at, [])('count:no');
    expect(await count()).toEqual({ total: 1, unanswered: 1 });
    expect(await count(['t1'])).toEqual({ total: 0, unanswered: 0 });
  });

  it('knows the newest of a person, and what nobody has answered', async () => {
    const one = store();
    const mine = { ...draft, by: { key: 'wecom:mine', role: 'school' } };
    expect(await one.newestBy(['wecom:mine'], '2026-11-24')).toBeUndefined();
    const before = await one.unanswered(later(30));
    await one.report({ ...mine, ...telling('m1', 1, later(10)) })('mine:1');
    const { alarmAt: _, ...last } = mine;
    const newest = await one.report({ ...last, at: later(5) })('mine:2');
    expect((await one.newestBy(['wecom:mine'], '2026-11-24'))?.no).toBe(newest.no);
    expect(await one.unanswered(later(30))).toBe(before + 1);
    await one.acknowledge(newest.no, officer, later(6))('mine:yes');
    expect(await one.unanswered(later(30))).toBe(before);
  });
});
