import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRelay } from '../../src/casefiles/relay-store.ts';
import { type Alarm, createAlarm } from '../../src/incidents/alarm.ts';
import { createIncidentStore } from '../../src/incidents/incidents-store.ts';
import type { Person } from '../../src/people/types.ts';
import type { CountyDutyContact } from '../../src/places/county.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';
import { fileServices } from '../support/file-services.ts';
import { fromRoot } from '../support/from-root.ts';

const AT = new Date('2026-11-21T23:30:00+08:00');
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);
const { fill: text } = loadReplies(fromRoot('templates'));
const gazetteer = fakeGazetteer();
const CONTACTS: readonly CountyDutyContact[] = [
  { kind: 'duty', persons: ['d1', 'd2', 'd3'], phone: '000-1' },
  { kind: 'harm', persons: ['h1'], phone: '000-2' },
];
const person = (id: string, ...keys: readonly string[]): Person => ({
  id,
  name: id,
  role: 'bureau',
  accounts: keys.map((userId) => ({ platform: userId.startsWith('w') ? 'wecom' : 'dingtalk', userId })),
});
const EVERYONE = [person('d1', 'w1', '1'), person('d2', '2'), person('d3', '3'), person('h1', 'wh', 'h')];

let fresh: FreshDatabase;
/** `<account> <first line>` of everything told, and which accounts no channel reaches. */
let told: string[];
let silent: Set<string>;
/** Accounts whose pushes have failed since. */
let lost: Set<string>;
beforeAll(async () => {
  fresh = await migratedDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  told = [];
  silent = new Set();
  lost = new Set();
  await fresh.mongo.collection('incidents').deleteMany({});
});

interface Instance {
  readonly alarm: Alarm;
  readonly store: ReturnType<typeof createIncidentStore>;
  /** What its relay finds left to do. */
  follow(): Promise<number>;
}

/** One instance on the database; what a `dying` one stored is left to others. */
function instance({ dying = false }: { readonly dying?: boolean } = {}): Instance {
  const shared = fileServices(fresh.mongo);
  const relay = createRelay({
    ...{ mongo: shared.mongo, sealer: shared.sealer, collections: ['incidents'] },
    onError: (error) => {
      throw error;
    },
  });
  const keys = new Set<string>();
  relay.connect({
    link: async () => {},
    trail: async () => {},
    photos: async () => {},
    tell: async (key, { to, priority }, words) => {
      if (keys.has(key)) return;
      keys.add(key);
      told.push(`${to} ${priority} ${words.text.split('\n')[0]}`);
    },
  });
  const store = createIncidentStore({ ...shared, relay: dying ? async () => {} : relay.file });
  const alarm = createAlarm({
    ...{ incidents: store, text, tz: 'Asia/Shanghai' },
    county: async () => ({ dutyContacts: CONTACTS, gazetteer }),
    everyone: async () => EVERYONE,
    failed: async (pushes) => pushes.map(({ to }) => lost.has(to)),
    contacts: {
      reachable: async ({ userId }) => (silent.has(userId) ? [] : ['dingtalk.person']),
    },
  });
  return { alarm, store, follow: async () => (await relay.sweep()).followed };
}

const cry = (kind: 'fire' | 'harm' = 'fire', words = '宿舍着火了') => ({
  ...{ kind, words, at: AT, on: '2026-11-21' },
  by: { key: 'wecom:x', role: 'visitor' },
});
const accounts = (): readonly string[] => told.map((line) => line.split(' ')[0] ?? '');

describe('an alarm', () => {
  it('tells the first at once by each account, as an emergency', async () => {
    const { alarm } = instance();
    const incident = await alarm.raise(cry())('one');
    expect(accounts()).toEqual(['wecom:w1', 'dingtalk:1']);
    expect(told[0]).toContain(`emergency **突发事件 ${incident.no}（火灾）**`);
    expect(await alarm.raised(incident)).toEqual({ told: 1, held: false });
  });

  it('tells the next after ten minutes each, to the end of the list, until somebody answers', async () => {
    const { alarm, store } = instance();
    const { no } = await alarm.raise(cry())('chain');
    told = [];
    expect(await alarm.sweep(later(9))).toEqual({ told: 0 });
    expect(await alarm.sweep(later(10))).toEqual({ told: 1 });
    expect(await alarm.sweep(later(19))).toEqual({ told: 0 });
    expect(accounts()).toEqual(['dingtalk:2']);
    expect(told[0]).toContain('前面通知的人还没有回音');
    await store.acknowledge(no, { key: 'dingtalk:2', person: 'd2', role: 'bureau' }, later(19))('yes');
    expect(await alarm.sweep(later(60))).toEqual({ told: 0 });
    expect(accounts()).toEqual(['dingtalk:2']);
  });

  it('waits for nobody who cannot be reached, and keeps the words for them', async () => {
    silent = new Set(['w1', '1', '2']);
    const { alarm } = instance();
    const incident = await alarm.raise(cry())('silent');
    expect(accounts()).toEqual(['wecom:w1', 'dingtalk:2', 'dingtalk:3']);
    expect(await alarm.raised(incident)).toEqual({ told: 1, held: false });
    expect(await alarm.sweep(later(60))).toEqual({ told: 0 });
  });

  it('says whom to phone where nobody is reached', async () => {
    silent = new Set(['w1', '1', '2', '3', 'wh', 'h']);
    const { alarm } = instance();
    expect(await alarm.raised(await alarm.raise(cry())('none'))).toEqual({
      told: 0,
      held: false,
      phone: '000-1',
    });
    const harm = await alarm.raise(cry('harm', '性侵'))('none:harm');
    expect(await alarm.raised(harm)).toEqual({ told: 0, held: false, phone: '000-2' });
  });

  it('of harm reaches the one person named for it, without a word of it, and nobody after', async () => {
    const { alarm } = instance();
    const incident = await alarm.raise(cry('harm', '有女生被性侵'))('harm');
    expect(incident).toMatchObject({ closed: true, owners: ['h1'] });
    expect(accounts()).toEqual(['wecom:wh', 'dingtalk:h']);
    expect(told.join()).not.toMatch(/性侵|女生/);
    expect(await alarm.sweep(later(60))).toEqual({ told: 0 });
  });

  it('of harm reaches nobody where that person may be meant, and gives no number of theirs', async () => {
    const { alarm } = instance();
    const incident = await alarm.raise(cry('harm', 'h1猥亵学生'))('meant');
    expect(accounts()).toEqual([]);
    expect(incident).toMatchObject({ closed: true, owners: [] });
    expect(await alarm.raised(incident)).toEqual({ told: 0, held: false });
  });

  it('tells whoever was told that it was false, but for who says so', async () => {
    const { alarm } = instance();
    const made = await alarm.raise(cry())('false');
    await alarm.sweep(later(10));
    told = [];
    const current = (await instance().store.find(made.no)) ?? made;
    const by = { key: 'dingtalk:2', person: 'd2', role: 'bureau', name: '蔺守安' };
    expect(await alarm.standDown(current, by, later(11))('no')).toMatchObject({ outcome: 'appended' });
    expect(accounts()).toEqual(['wecom:w1', 'dingtalk:1']);
    expect(told[0]).toContain('已由蔺守安核实为误报');
    expect(await alarm.sweep(later(60))).toEqual({ told: 0 });
  });
});

describe('an alarm whose push fails later', () => {
  it('tells the next at once, when no account of somebody was reached, and once', async () => {
    const { alarm } = instance();
    await alarm.raise(cry())('lost');
    told = [];
    lost.add('wecom:w1');
    expect(await alarm.sweep(later(1))).toEqual({ told: 0 });
    lost.add('dingtalk:1');
    expect(await alarm.sweep(later(2))).toEqual({ told: 1 });
    expect(accounts()).toEqual(['dingtalk:2']);
    expect(await alarm.sweep(later(3))).toEqual({ told: 0 });
    expect(await alarm.sweep(later(12))).toEqual({ told: 1 });
    expect(accounts()).toEqual(['dingtalk:2', 'dingtalk:3']);
  });

  it('tells nobody more where somebody has answered meanwhile', async () => {
    const { alarm, store } = instance();
    const { no } = await alarm.raise(cry())('lost, answered');
    await store.acknowledge(no, { key: 'dingtalk:2', person: 'd2', role: 'bureau' }, later(1))('yes');
    lost = new Set(['wecom:w1', 'dingtalk:1']);
    expect(await alarm.sweep(later(2))).toEqual({ told: 0 });
  });

  it('of several instances makes one step', async () => {
    await instance().alarm.raise(cry())('lost together');
    lost = new Set(['wecom:w1', 'dingtalk:1']);
    told = [];
    await Promise.all([instance(), instance()].map(({ alarm }) => alarm.sweep(later(1))));
    expect(accounts().filter((key) => key === 'dingtalk:2').length).toBeGreaterThan(0);
    const stored = await fresh.mongo.collection<{ _id: string; entries: unknown[] }>('incidents').findOne({});
    expect(stored?.entries).toHaveLength(2);
  });
});

describe('a stranger who cries again and again', () => {
  const strange = (minutes: number, words = '宿舍着火了') => ({ ...cry('fire', words), at: later(minutes) });
  const officer = { key: 'dingtalk:2', person: 'd2', role: 'bureau' };

  it('is recorded and answered each time, but wakes nobody after three within the hour', async () => {
    const { alarm } = instance();
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push(await alarm.raise(strange(n))(`again ${n}`));
    expect(new Set(made.map(({ no }) => no)).size).toBe(5);
    expect(told).toHaveLength(6);
    const [, , third, fourth] = made;
    if (third === undefined || fourth === undefined) throw new Error('nothing was made');
    expect(await alarm.raised(third)).toMatchObject({ told: 1, held: false });
    expect(await alarm.raised(fourth)).toEqual({ told: 0, held: true, phone: '000-1' });
    told = [];
    await alarm.sweep(later(20));
    expect(told).toHaveLength(3);
  });

  it('is pushed again once somebody bound has acted, and after the hour', async () => {
    const { alarm, store } = instance();
    for (let n = 0; n < 4; n += 1) await alarm.raise(strange(n))(`acted ${n}`);
    const [first] = await store.criedBy('wecom:x', later(-60));
    await store.acknowledge(first?.no ?? '', officer, later(5))('acted yes');
    expect(await alarm.raised(await alarm.raise(strange(6))('acted 6'))).toMatchObject({ told: 1 });
    expect(await alarm.raised(await alarm.raise(strange(90))('acted 90'))).toMatchObject({ told: 1 });
  });

  it('is never held back from who is named for harm and self-harm, nor is anybody else', async () => {
    const { alarm } = instance();
    for (let n = 0; n < 4; n += 1) await alarm.raise(strange(n))(`mixed ${n}`);
    const harm = await alarm.raise({ ...cry('harm', '有女生被性侵'), at: later(5) })('mixed harm');
    expect(await alarm.raised(harm)).toMatchObject({ told: 1, held: false });
    const other = { ...strange(6), by: { key: 'wecom:y', role: 'visitor' } };
    expect(await alarm.raised(await alarm.raise(other)('mixed other'))).toMatchObject({ told: 1 });
    const bound = { ...strange(7), by: { key: 'wecom:x', person: 'd1', role: 'teacher' } };
    expect(await alarm.raised(await alarm.raise(bound)('mixed bound'))).toMatchObject({ told: 1 });
  });
});

describe('news of an emergency', () => {
  const by = { key: 'dingtalk:2', person: 'd2', role: 'bureau', name: '蔺守安' };

  it('is told to whoever was told, but for who says it, and without its words', async () => {
    const { alarm, store } = instance();
    const made = await alarm.raise(cry())('news');
    await alarm.sweep(later(10));
    told = [];
    const current = (await store.find(made.no)) ?? made;
    const news = { kind: 'follow-up', words: '两人出院', by, at: later(11) } as const;
    expect(await alarm.news(current, news)('news:1')).toMatchObject({ outcome: 'appended' });
    expect(await alarm.news(current, news)('news:1')).toMatchObject({ outcome: 'repeated' });
    expect(accounts()).toEqual(['wecom:w1', 'dingtalk:1']);
    expect(told[0]).toContain(`突发事件 ${made.no} 有蔺守安的续报`);
    expect(told.join()).not.toContain('出院');
    expect((await store.find(made.no))?.entries.at(-1)).toMatchObject({ words: '两人出院' });
    const stored = await fresh.mongo.collection<{ _id: string }>('incidents').findOne({ _id: 'news' });
    expect(JSON.stringify(stored)).not.toContain('出院');
  });

  it('that it is over stops the chain, is counted on, and takes no more news', async () => {
    const { alarm, store } = instance();
    const made = await alarm.raise(cry())('over');
    const final = { kind: 'final', words: '火已扑灭', by, at: later(5) } as const;
    expect(await alarm.news(made, final)('over:1')).toMatchObject({ file: { state: 'final' } });
    expect(await alarm.sweep(later(60))).toEqual({ told: 0 });
    expect(await store.count(later(-1), later(1))).toEqual({ total: 1, unanswered: 0 });
    expect(await alarm.news(made, { ...final, kind: 'follow-up' })('over:2')).toMatchObject({
      outcome: 'declined',
      moves: ['false-alarm'],
    });
  });
});

describe('an alarm of several instances', () => {
  it('is carried on by another one where the first was killed before it told anybody', async () => {
    await instance({ dying: true }).alarm.raise(cry())('killed');
    expect(told).toEqual([]);
    const other = instance();
    expect(await other.follow()).toBe(1);
    expect(accounts()).toEqual(['wecom:w1', 'dingtalk:1']);
    expect(await other.follow()).toBe(0);
    // The message is run again, too.
    await other.alarm.raise(cry())('killed');
    expect(accounts()).toHaveLength(2);
  });

  it('is carried on where the one that told the next was killed right after', async () => {
    await instance().alarm.raise(cry())('killed later');
    await instance({ dying: true }).alarm.sweep(later(10));
    told = [];
    const other = instance();
    expect(await other.alarm.sweep(later(10))).toEqual({ told: 0 });
    expect(await other.follow()).toBe(1);
    expect(accounts()).toEqual(['dingtalk:2']);
    expect(await other.alarm.sweep(later(20))).toEqual({ told: 1 });
  });

  it('makes one step where all of them sweep at once', async () => {
    await instance().alarm.raise(cry())('together');
    const all = [instance(), instance(), instance()];
    await Promise.all(all.map(({ alarm }) => alarm.sweep(later(10))));
    const stored = await fresh.mongo.collection<{ _id: string; entries: unknown[] }>('incidents').findOne({});
    expect(stored?.entries).toHaveLength(2);
    expect(stored).toMatchObject({ steps: 2, pending: 0 });
  });
});
