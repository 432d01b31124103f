import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHazardStore } from '../../src/hazards/hazards-store.ts';
import type { HazardDraft, HazardStore } from '../../src/hazards/types.ts';
import { readCaseNumber } from '../../src/kit/case-number.ts';
import type { Actor } from '../../src/people/actor.ts';
import { emptyDatabase, type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';

const visitor = { key: 'wecom:somebody', role: 'visitor' };
const at = new Date('2026-11-24T02:00:00Z');
const later = new Date('2026-11-24T03:00:00Z');

function draft(over: Partial<HazardDraft> = {}): HazardDraft {
  return {
    areaId: 't1',
    schoolId: 's1',
    placeId: 's1',
    description: '食堂 燃气报警器失灵',
    level: '一般',
    by: visitor,
    at,
    on: '2026-11-24',
    photos: [],
    ...over,
  };
}

describe('the hazard store', () => {
  let fresh: FreshDatabase;
  let one: HazardStore;
  let two: HazardStore;

  beforeAll(async () => {
    fresh = await migratedDatabase();
  });
  afterAll(() => fresh.drop());
  beforeEach(async () => {
    await emptyDatabase(fresh.mongo);
    one = createHazardStore(fileServices(fresh.mongo));
    two = createHazardStore(fileServices(fresh.mongo));
  });

  it('keeps what it was told, the description sealed', async () => {
    const made = await one.report(draft({ category: '食堂', photos: ['p'], level: '重大' }))('k');
    expect(made).toMatchObject({
      id: 'k',
      state: 'reported',
      open: true,
      areaId: 't1',
      schoolId: 's1',
      placeId: 's1',
      description: '食堂 燃气报警器失灵',
      category: '食堂',
      level: '重大',
      reporter: visitor,
    });
    expect(await fresh.mongo.collection('hazards').findOne({ no: made.no })).toMatchObject({
      photos: ['p'],
      pending: 1,
      entries: [{ after: [{ kind: 'photos', ids: ['p'], file: made.no }] }],
    });
    expect(readCaseNumber(made.no)).toMatchObject({ kind: 'Y', year2: 26, valid: true });
    expect(await two.find(made.no)).toEqual(made);
    expect(JSON.stringify(await fresh.mongo.collection('hazards').find().toArray())).not.toContain('报警器');
  });

  it('gives one hazard per key, whoever asks, and a new number per new key', async () => {
    const same = await Promise.all([one, two, one, two].map((store) => store.report(draft())('k')));
    const others = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 ? one : two).report(draft())(`k${n}`)),
    );
    expect(new Set(same.map(({ no }) => no)).size).toBe(1);
    expect(new Set([...same, ...others].map(({ no }) => no)).size).toBe(61);
  });

  it('is withdrawn by its reporter on the same day only', async () => {
    const { no } = await one.report(draft())('k');
    expect((await two.lastBy(visitor.key, '2026-11-24'))?.no).toBe(no);
    expect(await two.withdraw(no, { key: 'wecom:x', role: 'bureau' }, later)('w0')).toMatchObject({
      outcome: 'declined',
      why: 'untouched',
    });
    expect(await two.withdraw(no, visitor, new Date('2026-11-24T16:00:00Z'))('w1')).toMatchObject({
      outcome: 'declined',
      why: 'same-day',
    });
    expect(await two.withdraw(no, visitor, later)('w2')).toMatchObject({ outcome: 'appended' });
    expect(await one.withdraw(no, visitor, later)('w2')).toMatchObject({ outcome: 'repeated' });
    expect(await one.find(no)).toMatchObject({ state: 'withdrawn', open: false });
    expect(await one.lastBy(visitor.key, '2026-11-24')).toBeUndefined();
  });

  it('looks like open ones of the same place in similar words', async () => {
    const older = await one.report(draft({ description: '食堂燃气报警器坏了' }))('a');
    const newer = await one.report(draft({ description: '燃气报警器失灵', at: later }))('b');
    await one.report(draft({ description: '围墙开裂' }))('c');
    await one.report(draft({ placeId: 's2' }))('d');
    const { no } = await one.report(draft())('e');
    await one.withdraw(no, visitor, later)('w');
    const mine = await two.report(draft())('f');
    const hear = (actor: Actor) => two.lookAlikes(mine, { actor, accounts: [actor.key] });
    const seen = [newer.no, older.no];
    const officer = { key: 'wecom:o', bound: true, role: 'township' } as const;
    expect(await hear({ ...officer, townshipId: 't1' })).toEqual({ seen, elsewhere: false });
    expect(await hear({ ...officer, townshipId: 't2' })).toEqual({ seen: [], elsewhere: true });
    const nobody = { key: 'wecom:x', bound: false, role: 'visitor' } as const;
    expect(await hear(nobody)).toEqual({ seen: [], elsewhere: false });
  });

  it('is found by its number', async () => {
    const { no, id } = await one.report(draft())('a');
    expect((await one.find(no))?.id).toBe(id);
    expect(await one.find('Y26-9000-A')).toBeUndefined();
  });
});
