import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDutyStore } from '../../src/duties/duties-store.ts';
import type { AnswerSpec, DutyStore } from '../../src/duties/types.ts';
import { type RegisterCase, registerFigures } from '../../src/figures/register.ts';
import { createReconcile } from '../../src/reminders/reconcile.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { fromRoot } from '../support/from-root.ts';
import { at, BY, GAZETTEER } from './world.ts';

const SPEC: AnswerSpec = {
  kind: 'numbers',
  words: ['月报'],
  fields: ['疑似', '辍学', '返校'].map((name) => ({ name, unit: '人' })),
  allZero: true,
  example: '月报 0 0 0',
};
const TEXTS = loadReplies(fromRoot('templates'));
const DUE = '2027-02-26';
const ANSWERED = at('2027-02-25');

let fresh: FreshDatabase;
let duties: DutyStore;
let register: RegisterCase[];
let n = 0;
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
      ...{ openedAt: at('2027-02-22'), due: at(`${DUE} 17:00`), dueOn: DUE },
    });
});
beforeEach(() => {
  register = [];
});
afterAll(() => fresh.drop());

const ask = (today = '2027-03-01') =>
  createReconcile({
    ...{ duties, text: TEXTS.fill, timeZone: 'Asia/Shanghai', now: () => at(today) },
    places: async () => GAZETTEER,
    register: async (from, asks) => asks.map((one) => registerFigures(register, from, one)),
  })(today);
const report = async (unitId: string, suspected: number, [out, back] = [0, 0]) => {
  const township = GAZETTEER.townships.some(({ id }) => id === unitId);
  const id = township ? 'township-monthly:2027-02:township' : 'monthly-report:2027-02:school';
  const values = { 疑似: suspected, 辍学: out, 返校: back };
  const zero = suspected + out + back === 0;
  n += 1;
  await duties.answer(id, unitId, { zero, values: zero ? {} : values }, BY, ANSWERED)(`${unitId}:${n}`);
};
/** A suspected child of the register since that day, of a school or of none. */
const child = (areaId: string, schoolId?: string, day = '2027-02-10'): void => {
  const entry = { id: 'e', kind: 'reported', at: at(day), to: 'suspected' } as const;
  register.push({ areaId, entries: [entry], ...(schoolId === undefined ? {} : { schoolId }) });
};

describe('月报对账', () => {
  it('says nothing before the day it is due has passed', async () => {
    await report('jb-primary', 2);
    expect(await ask(DUE)).toEqual([]);
  });

  it('tells a school its own numbers where the register has others, and the township which school that is', async () => {
    child('jiangbei', 'jb-primary');
    const items = await ask();
    expect(items.map(({ unitId }) => unitId)).toEqual(['jiangbei', 'jb-primary']);
    const [township = '', school = ''] = items.map(({ text }) => text);
    expect(township).toContain('与系统登记不一致的学校：江北小学（疑似报2人、登记1人）');
    expect(township).not.toContain('合计');
    expect(school).toContain('2027年2月月报与系统登记不一致：疑似报2人、登记1人。');
    for (const { key } of items) expect(key).toMatch(/^reconcile:2027-02:[a-z-]+:[0-9a-f]{12}$/);
  });

  it('compares with the register as it stood when the school answered', async () => {
    child('jiangbei', 'jb-primary');
    child('jiangbei', 'jb-primary');
    child('jiangbei', 'jb-primary', '2027-02-27');
    expect(await ask()).toEqual([]);
  });

  it('compares the township with its schools and with who is apart, once all have answered', async () => {
    child('jiangbei', 'jb-primary');
    child('jiangbei', 'jb-primary');
    child('jiangbei');
    await report('jiangbei', 4);
    expect(await ask()).toEqual([]);
    await report('jb-middle', 0);
    const [item, ...others] = await ask();
    expect(others).toEqual([]);
    expect(item?.unitId).toBe('jiangbei');
    expect(item?.text).toContain(
      '疑似：各校合计2人，系统里在外就读、流动等不在各校的1人，应为3人；贵镇报4人，差1人',
    );
  });

  it('says nothing any more when one side corrected itself', async () => {
    child('jiangbei', 'jb-primary');
    child('jiangbei', 'jb-primary');
    child('jiangbei');
    await report('jiangbei', 3);
    expect(await ask()).toEqual([]);
  });

  it('compares dropouts and returns as well', async () => {
    await report('xc-primary', 0, [1, 2]);
    const words = (await ask()).filter(({ unitId }) => unitId === 'xc-primary').map(({ text }) => text);
    expect(words).toEqual([expect.stringContaining('辍学报1人、登记0人，返校报2人、登记0人')]);
  });
});
