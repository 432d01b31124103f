import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { createAgedItems } from '../../src/dropouts/aged-items.ts';
import type { UnitItems } from '../../src/reminders/types.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { type Cases, casesOn } from './cases.ts';

let fresh: FreshDatabase;
let cases: Cases;
let items: UnitItems;
beforeAll(async () => {
  fresh = await migratedDatabase();
  cases = casesOn(fresh.mongo);
  const text = loadReplies(TEMPLATES_DIR).fill;
  items = createAgedItems({ dropouts: cases.store, text, bureau: 'county' });
});
afterAll(() => fresh.drop());

const morning = (day: string): Date => new Date(`${day}T07:30:00+08:00`);
const toldOn = async (day: string, no: string) =>
  (await items(day)).filter(({ text }) => text.includes(no)).map((one) => `${one.audience} ${one.unitId}`);

it('school and township are asked to look again when an exclusion ended, until somebody did', async () => {
  const no = await cases.report();
  await cases.decide(no, '镇1', '2026-11-03', { move: 'checked' });
  const excluded = { move: 'excluded', code: 'E1', evidence: '批准', until: '2026-11-20' } as const;
  await cases.decide(no, '局1', '2026-11-04', excluded);
  expect(await toldOn('2026-11-19', no)).toEqual([]);
  await cases.store.age(morning('2026-11-20'));
  expect(await toldOn('2026-11-20', no)).toEqual(['township t-1', 'school s-1']);
  const [one] = await items('2026-11-20');
  expect(one?.text).toContain('不计入（休学）已到期');
  expect(one?.text).toContain(`认定 ${no} 属实`);
  expect(await items('2026-11-23')).toEqual(await items('2026-11-20'));
  await cases.decide(no, '镇1', '2026-11-23', { move: 'verified' });
  expect(await toldOn('2026-11-24', no)).toEqual([]);
});

it('of a child outside the county the bureau is asked, and a lead that became suspected is told of as one', async () => {
  const { store } = cases;
  const by = { key: 'wecom:镇1', person: 'm-镇1', role: 'township' };
  const draft = { areaId: 'outside', reportedAs: '疑似', child: {}, photos: [], begins: 'lead' } as const;
  const { no } = await store.report({ ...draft, by, at: morning('2026-12-01'), on: '2026-12-01' })('lead');
  await store.age(morning('2026-12-08'));
  expect(await toldOn('2026-12-08', no)).toEqual(['bureau county']);
  const found = (await items('2026-12-08')).find(({ text }) => text.includes(no));
  expect(found?.text).toContain('已转为疑似');
  expect((await store.find(no))?.state).toBe('suspected');
});
