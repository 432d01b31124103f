import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDutyStore } from '../../src/duties/duties-store.ts';
import type { AnswerSpec, DutyStore } from '../../src/duties/types.ts';
import { createReconcile } from '../../src/reminders/reconcile.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { at, BY, GAZETTEER } from './world.ts';

const SPEC: AnswerSpec = {
  kind: 'numbers',
  words: ['月报'],
  fields: [{ name: '疑似', unit: '人' }],
  example: '月报 0',
};
const TEXTS = loadReplies(new URL('../../templates', import.meta.url).pathname);
const NOW = at('2027-03-01');

let fresh: FreshDatabase;
let duties: DutyStore;
beforeAll(async () => {
  fresh = await freshDatabase();
  duties = createDutyStore(fileServices(fresh.mongo));
  for (const [kind, audience, expected] of [
    ['monthly-report', 'school', GAZETTEER.schools.map(({ id }) => id)],
    ['township-monthly', 'township', GAZETTEER.townships.map(({ id }) => id)],
  ] as const)
    await duties.open({
      ...{ id: `${kind}:2027-02:${audience}`, kind, title: '月报', audience, expected, posts: [] },
      ...{ period: { key: '2027-02', label: '2027年2月' }, answer: SPEC, basis: '', minutes: 1 },
      ...{ openedAt: at('2027-02-22'), due: at('2027-02-26 17:00'), dueOn: '2027-02-26' },
    });
});
afterAll(() => fresh.drop());

const ask = () =>
  createReconcile({ duties, schools: async () => GAZETTEER.schools, text: TEXTS.fill, now: () => NOW })(
    '2027-03-01',
  );
const report = async (unitId: string, suspected: number, n = 1) => {
  const township = GAZETTEER.townships.some(({ id }) => id === unitId);
  const id = township ? 'township-monthly:2027-02:township' : 'monthly-report:2027-02:school';
  const answer = { zero: suspected === 0, values: suspected === 0 ? {} : { 疑似: suspected } };
  await duties.answer(id, unitId, answer, BY, NOW)(`${unitId}:${n}`);
};

describe('月报对账', () => {
  it('says nothing before everybody has answered', async () => {
    await report('jiangbei', 3);
    await report('jb-primary', 2);
    expect(await ask()).toEqual([]);
  });

  it('tells the township the figures that differ, its schools that they do, and nobody else', async () => {
    await report('jb-middle', 0);
    const items = await ask();
    expect(items.map(({ unitId }) => unitId)).toEqual(['jiangbei', 'jb-primary', 'jb-middle']);
    const [toTownship = '', ...toSchools] = items.map(({ text }) => text);
    expect(toTownship).toContain('2027年2月月报疑似辍学：学校2、乡镇3，差1件。');
    // From the sum of two schools each of them would read the other's number.
    expect(toSchools.map((text) => text.replace('2027年2月', ''))).toEqual([
      expect.not.stringMatching(/\d/),
      expect.not.stringMatching(/\d/),
    ]);
    expect(new Set(toSchools).size).toBe(1);
    expect(items.map(({ key }) => key)).toEqual([
      'reconcile:2027-02:2:3:jiangbei',
      'reconcile:2027-02:2:3:jb-primary',
      'reconcile:2027-02:2:3:jb-middle',
    ]);
  });

  it('says nothing where they agree', async () => {
    for (const [unit, n] of [
      ['xincheng', 1],
      ['xc-primary', 0],
      ['xc-middle', 1],
    ] as const)
      await report(unit, n);
    expect((await ask()).map(({ unitId }) => unitId)).not.toContain('xincheng');
  });

  it('says nothing any more when one side corrected itself', async () => {
    await report('jiangbei', 2, 2);
    expect(await ask()).toEqual([]);
  });
});
