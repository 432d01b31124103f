import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIncidentStore } from '../../src/incidents/incidents-store.ts';
import { readCaseNumber } from '../../src/kit/case-number.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';

const draft = {
  words: '有人溺水，柳树湾',
  areaId: 't1',
  by: { key: 'wecom:a', role: 'visitor' },
  at: new Date('2026-11-24T02:00:00Z'),
  on: '2026-11-24',
};

describe('the incident store', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await migratedDatabase();
  });
  afterAll(() => fresh.drop());

  it('records an emergency once per key, the words sealed', async () => {
    const [one, two] = [
      createIncidentStore(fileServices(fresh.mongo)),
      createIncidentStore(fileServices(fresh.mongo)),
    ];
    const [made, again] = await Promise.all([one.report(draft)('k'), two.report(draft)('k')]);
    expect(again).toEqual(made);
    expect(made).toMatchObject({ areaId: 't1', reportedOn: '2026-11-24', reporter: draft.by });
    expect(readCaseNumber(made.no)).toMatchObject({ kind: 'T', year2: 26, valid: true });
    expect(await two.find(made.no)).toEqual(made);
    expect(JSON.stringify(await fresh.mongo.collection('incidents').find().toArray())).not.toContain('溺水');
  });

  it('needs no area', async () => {
    const { areaId: _, ...nowhere } = draft;
    expect(await createIncidentStore(fileServices(fresh.mongo)).report(nowhere)('n')).not.toHaveProperty(
      'areaId',
    );
  });
});
