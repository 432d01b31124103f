import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fileAfter } from '../../src/casefiles/appended.ts';
import { createInspections } from '../../src/inspections/inspections-store.ts';
import type { OnPermit, Permit, PermitKind } from '../../src/inspections/permit-types.ts';
import { createPermits } from '../../src/inspections/permits-store.ts';
import type { InspectionDraft, InspectionForm } from '../../src/inspections/types.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { emptyDatabase, type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';

const by = { key: 'wecom:fang', role: 'school', name: '房霜白' };
const other = { key: 'wecom:sang', role: 'township', name: '桑小满' };
const at = new Date('2026-11-24T02:00:00Z');
const later = new Date('2026-11-25T02:00:00Z');

const fire: InspectionForm = {
  id: 'fire',
  name: '消防',
  aliases: [],
  basis: '某规定',
  who: ['school'],
  items: [{ text: '责任人' }, { text: '通道' }],
};
const bus: PermitKind = { id: 'bus', name: '校车', aliases: [], posts: ['校长'], basis: '某条例' };

const draft = (over: Partial<InspectionDraft> = {}): InspectionDraft => ({
  form: fire,
  schoolId: 's1',
  areaId: 't1',
  findings: [{ item: 2, words: '堆杂物' }, { words: '门口积水' }],
  photos: ['p1'],
  by,
  at,
  on: '2026-11-24',
  ...over,
});

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await migratedDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await emptyDatabase(fresh.mongo);
});

const inspections = () => createInspections({ ...fileServices(fresh.mongo), forms: [fire] });
const permits = (keys = [Buffer.alloc(32, 7)]) =>
  createPermits({ ...fileServices(fresh.mongo), sealer: createSealer(keys), kinds: [bus] });

/** The permit after something that must have been stored. */
function storedOf(done: OnPermit): Permit {
  const file = fileAfter(done);
  if (file === undefined) throw new Error(JSON.stringify(done));
  return file;
}

describe('an inspection', () => {
  it('is kept as it was signed, its words sealed', async () => {
    const signed = await inspections().record(draft())('k');
    expect(signed).toEqual({
      id: 'k',
      formId: 'fire',
      formName: '消防',
      schoolId: 's1',
      areaId: 't1',
      findings: [{ item: 2, words: '堆杂物' }, { words: '门口积水' }],
      photos: ['p1'],
      by,
      at,
      on: '2026-11-24',
    });
    expect(await inspections().lastOf('s1', 5)).toEqual([signed]);
    const stored = JSON.stringify(await fresh.mongo.collection('inspections').find().toArray());
    expect(stored).not.toMatch(/杂物|积水/);
  });

  it('is signed once, whichever instance hears the message again: the first words count', async () => {
    const [one, two] = await Promise.all([
      inspections().record(draft())('k'),
      inspections().record(draft())('k'),
    ]);
    const third = await inspections().record(draft({ findings: [], at: later }))('k');
    expect([one, two]).toEqual([third, third]);
    expect(third.findings).toHaveLength(2);
    expect(await fresh.mongo.collection('inspections').countDocuments()).toBe(1);
  });

  it('is listed by school, the newest first, on wish only what somebody signed themselves', async () => {
    const store = inspections();
    await store.record(draft())('a');
    await store.record(draft({ at: later, by: other, findings: [] }))('b');
    await store.record(draft({ schoolId: 's2' }))('c');
    expect((await store.lastOf('s1', 5)).map(({ id }) => id)).toEqual(['b', 'a']);
    expect((await store.lastOf('s1', 1)).map(({ id }) => id)).toEqual(['b']);
    expect((await store.lastOf('s1', 5, [by.key])).map(({ id }) => id)).toEqual(['a']);
    expect(await store.lastOf('s1', 5, [])).toEqual([]);
  });
});

describe('a permit', () => {
  const key = { schoolId: 's1', kindId: 'bus', label: '桂A12345' };

  it('is one document per school, kind and label; its label is sealed', async () => {
    const store = permits();
    const told = storedOf(await store.tell(key, 't1', '2027-01-15', by, at)('k1'));
    await store.tell({ schoolId: 's1', kindId: 'bus' }, 't1', '2027-02-01', by, at)('k2');
    const renewed = storedOf(await store.tell(key, 't1', '2028-01-15', other, later)('k3'));
    expect(renewed.id).toBe(told.id);
    expect(renewed.entries.map(({ id, expiresOn }) => [id, expiresOn])).toEqual([
      ['k1', '2027-01-15'],
      ['k3', '2028-01-15'],
    ]);
    expect((await store.of('s1')).map(({ label, expiresOn }) => [label, expiresOn])).toEqual([
      [undefined, '2027-02-01'],
      ['桂A12345', '2028-01-15'],
    ]);
    expect(JSON.stringify(await fresh.mongo.collection('permits').find().toArray())).not.toContain('A12345');
  });

  it('is told once per message, also from two instances at once', async () => {
    const tell = () => permits().tell(key, 't1', '2027-01-15', by, at)('k1');
    const both = await Promise.all([tell(), tell()]);
    const [one, two] = both.map(storedOf);
    expect(one).toEqual(two);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'repeated']);
    expect(await permits().of('s1')).toEqual([one]);
    await permits().tell(key, 't1', '2028-01-15', by, later)('k2');
    // A re-run says what it said: the permit as that entry left it.
    expect(await tell()).toEqual({ outcome: 'repeated', file: one });
    expect((await permits().of('s1')).map(({ expiresOn }) => expiresOn)).toEqual(['2028-01-15']);
  });

  it('keeps every word of many who write at once', async () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      permits().tell(key, 't1', '2027-01-15', by, at)(`k${n}`),
    );
    await Promise.all(many);
    const [stored] = await permits().of('s1');
    expect(stored?.entries).toHaveLength(12);
  });

  it('ends, is told no more, and comes back with a new date', async () => {
    const store = permits();
    expect(await store.end(key, by, at)('k0')).toEqual({ outcome: 'missing' });
    await store.tell(key, 't1', '2027-01-15', by, at)('k1');
    const ended = await store.end(key, by, later)('k2');
    expect(ended).toMatchObject({ outcome: 'appended', file: { expiresOn: '2027-01-15' } });
    expect(await store.end(key, by, later)('k2')).toEqual({ ...ended, outcome: 'repeated' });
    expect(await store.end(key, by, later)('again')).toMatchObject({
      ...{ outcome: 'declined', why: 'state', moves: ['set'], file: { entries: [{}, { id: 'k2' }] } },
    });
    const heads = await fresh.mongo.collection('permits').findOne({}, { projection: { _id: 0, entries: 0 } });
    expect(heads).toMatchObject({ state: 'ended', open: false, schoolId: 's1', areaId: 't1' });
    expect(heads).not.toHaveProperty('nextDue');
    expect(await store.of('s1')).toEqual([]);
    expect(await store.ending('2026-01-01', '2029-01-01')).toEqual([]);
    await store.tell(key, 't1', '2028-01-15', by, later)('k3');
    expect(await store.of('s1')).toHaveLength(1);
    const stored = await fresh.mongo.collection('permits').findOne({});
    expect(stored).toMatchObject({ state: 'held', open: true, nextDue: '2028-01-15' });
    expect(stored?.entries.map(({ to, on }: { to: string; on: string }) => [to, on])).toEqual([
      ['held', '2026-11-24'],
      ['ended', '2026-11-25'],
      ['held', '2026-11-25'],
    ]);
  });

  it('is found by its end, of the county or of one area', async () => {
    const store = permits();
    await store.tell(key, 't1', '2027-01-15', by, at)('k1');
    await store.tell({ ...key, schoolId: 's2' }, 't2', '2027-01-10', by, at)('k2');
    const found = async (...args: Parameters<typeof store.ending>) =>
      (await store.ending(...args)).map(({ schoolId }) => schoolId);
    expect(await found('2027-01-01', '2027-01-31')).toEqual(['s2', 's1']);
    expect(await found('2027-01-10', '2027-01-10')).toEqual(['s2']);
    expect(await found('2027-01-01', '2027-01-31', 't1')).toEqual(['s1']);
    expect(await found('2027-01-16', '2027-12-31')).toEqual([]);
  });

  it('is the same one after a new key came first', async () => {
    const [old, young] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
    const first = storedOf(await permits([old]).tell(key, 't1', '2027-01-15', by, at)('k1'));
    const second = storedOf(await permits([young, old]).tell(key, 't1', '2028-01-15', by, later)('k2'));
    expect(second.id).toBe(first.id);
    expect(second.label).toBe('桂A12345');
  });
});
