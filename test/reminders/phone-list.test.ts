import { expect, it } from '@jest/globals';
import { createGazetteer } from '../../src/places/create-gazetteer.ts';
import type { School } from '../../src/places/place.ts';
import { phoneText, type ToPhone, unreachableUnits } from '../../src/reminders/phone-list.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { fromRoot } from '../support/from-root.ts';

const TEXTS = loadReplies(fromRoot('templates'));
const towns = Array.from({ length: 9 }, (_, n) => ({ id: `t${n}`, name: `第${'一二三四五六七八九'[n]}镇` }));
const schools: readonly School[] = towns.flatMap(({ id, name }, n) =>
  Array.from({ length: n + 1 }, (_, m) => ({
    ...{ kind: 'school' as const, id: `${id}-${m}`, name: `${name}第${m + 1}小学`, townshipId: id },
    ...{ schoolKind: '小学' as const, boarding: false, aliases: [] },
  })),
);
const gazetteer = createGazetteer({
  version: 'test',
  county: { name: '望溪县', code: '990101', dutyPhone: '000-0000000' },
  townships: towns.map((one) => ({ kind: 'township', ...one, aliases: [] })),
  schools,
  villages: [],
  waters: [],
  retired: [],
});
const nobody = (ids: readonly string[]): readonly ToPhone[] =>
  ids.map((unitId) => ({ key: unitId, why: 'nobody', unitId }));

it('many units without an account are a number and the first townships with theirs', () => {
  const text = phoneText(nobody(['t1', 't2', ...schools.map(({ id }) => id)]), gazetteer, TEXTS.fill);
  expect(text.split('\n')[0]).toBe(
    '这些单位没有人绑定账号，任务和提醒都通知不到（共47个）：乡镇本级2个、第一镇1所、第二镇2所、第三镇3所、第四镇4所、第五镇5所、第六镇6所等9个乡镇',
  );
  expect(text.length).toBeLessThan(220);
});

it('few are named, in county-file order', () => {
  const text = phoneText(nobody(['t2-1', 't1', 't0-0']), gazetteer, TEXTS.fill);
  expect(text).toContain('（共3个）：第二镇、第一镇第1小学、第三镇第2小学\n');
});

it('a unit is one, whatever it should have been asked; what asks for nothing does not count', () => {
  const item = {
    key: 'a',
    unitId: 't0-0',
    audience: 'school',
    posts: [],
    text: '',
    latest: '2027-03-01',
  } as const;
  const items = [
    { ...item, asks: true },
    { ...item, key: 'b', asks: true },
    { ...item, unitId: 't0-1', asks: false },
  ];
  expect(unreachableUnits(items, { today: '2027-03-03' })).toEqual([
    { key: 'nobody|2027-03-01|t0-0', why: 'nobody', unitId: 't0-0' },
  ]);
});
