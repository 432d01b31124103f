import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { mongo } from 'mongoose';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import type { ReportedAs } from '../../src/dropouts/types.ts';
import { touchedFilters } from '../../src/figures/cases-store.ts';
import {
  countPipeline,
  createFigures,
  marksPipeline,
  openBySchoolPipeline,
  partsPipeline,
  relapseFilter,
} from '../../src/figures/figures-store.ts';
import type { CountQuery, FigureScope, Figures } from '../../src/figures/types.ts';
import { createHazardStore } from '../../src/hazards/hazards-store.ts';
import { addDays } from '../../src/kit/local-date.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';

// The county of the source documents: 189 relapses, 58 of them outside.
const TOWNSHIPS = { xx: 45, hsq: 5, sg: 21, shy: 23, bzg: 2, xxz: 24, sh: 8, pa: 3, outside: 58 };
const by = { key: 'wecom:sang', role: 'bureau' };
const at = new Date('2026-11-24T02:00:00Z');
const today = '2026-11-24';

describe('figures', () => {
  let fresh: FreshDatabase;
  let figures: Figures;
  const count = async (query: CountQuery) => Object.fromEntries(await figures.countByArea(query));

  beforeAll(async () => {
    fresh = await migratedDatabase();
    figures = createFigures(fresh.mongo);
    const dropouts = createDropoutStore(fileServices(fresh.mongo));
    const hazards = createHazardStore(fileServices(fresh.mongo));
    let line = 0;
    const report = async (
      areaId: string,
      reportedAs: ReportedAs,
      on = today,
      child = {},
      schoolId?: string,
    ) => {
      line += 1;
      const place = schoolId === undefined ? { areaId } : { areaId, schoolId };
      const draft = { ...place, reportedAs, child, by, at, on, photos: [] };
      return await dropouts.report(draft)(`wecom:m${line}:0`);
    };
    const areas = Object.entries(TOWNSHIPS).flatMap(([area, n]) => Array.from({ length: n }, () => area));
    await Promise.all(areas.map((area) => report(area, '二次辍学')));
    await report('sh', '疑似', '2026-09-03');
    await report('sh', '失学', '2026-09-03', {}, 's1');
    const { no } = await report('sh', '辍学');
    await dropouts.withdraw(no, by, at)('w');
    const twice = { idNumber: '999999201109100021' };
    await report('pa', '二次辍学', '2026-10-01', twice);
    await report('pa', '二次辍学', '2026-10-02', twice);
    for (const [n, on] of [today, '2026-09-03', '2026-09-04'].entries()) {
      const draft = {
        areaId: 'sg',
        placeId: 's2',
        schoolId: 's2',
        description: '围墙开裂',
        level: '一般' as const,
      };
      await hazards.report({ ...draft, by, at: new Date(at.getTime() + n), on, photos: [] })(`h${n}`);
    }
  });
  afterAll(() => fresh.drop());

  it('counts relapsed children once each', async () => {
    const counts = await count({ subject: 'relapses' });
    expect(counts).toEqual({ ...TOWNSHIPS, pa: 4 });
  });

  it('counts open cases, withdrawn ones left out', async () => {
    expect(await count({ subject: 'dropouts' })).toEqual({ ...TOWNSHIPS, sh: 10, pa: 5 });
  });

  it.each<[string, CountQuery, Record<string, number>]>([
    ['a period', { subject: 'dropouts', period: { from: '2026-09-01', to: '2026-09-30' } }, { sh: 2 }],
    [
      'a day at its ends',
      { subject: 'dropouts', period: { from: '2026-10-01', to: '2026-10-01' } },
      { pa: 1 },
    ],
    [
      'children of a period',
      { subject: 'relapses', period: { from: '2026-10-01', to: '2026-10-31' } },
      { pa: 1 },
    ],
    ['some areas', { subject: 'dropouts', areaIds: ['bzg', 'outside'] }, { bzg: 2, outside: 58 }],
    ['children of some areas', { subject: 'relapses', areaIds: ['pa'] }, { pa: 4 }],
    ['a school', { subject: 'dropouts', schoolId: 's1' }, { sh: 1 }],
    ['hazards', { subject: 'hazards' }, { sg: 3 }],
    [
      'hazards of a school and period',
      { subject: 'hazards', schoolId: 's2', period: { from: '2026-09-04', to: today } },
      { sg: 2 },
    ],
    ['no area at all', { subject: 'dropouts', areaIds: [] }, {}],
    [
      'an empty period',
      { subject: 'dropouts', period: { from: addDays(today, 1), to: addDays(today, 9) } },
      {},
    ],
  ])('counts %s', async (_, query, counts) => {
    expect(await count(query)).toEqual(counts);
  });

  it('counts the open hazards of each school', async () => {
    expect(Object.fromEntries(await createFigures(fresh.mongo).openHazardsBySchool())).toEqual({ s2: 3 });
  });

  describe('read indexes only', () => {
    const period = { from: '2026-09-01', to: '2026-09-30' };

    it.each<[string, mongo.Document[], string?]>([
      ['open cases', countPipeline({ subject: 'dropouts' })],
      ['open cases of an area', countPipeline({ subject: 'dropouts', areaIds: ['sh'] })],
      ['open cases of a school', countPipeline({ subject: 'dropouts', areaIds: ['sh'], schoolId: 's1' })],
      ['cases of a period', countPipeline({ subject: 'dropouts', period })],
      ['the partition', partsPipeline()],
      ['the partition of some areas', partsPipeline({ areaIds: ['sh', 'pa'] })],
      ['the partition of a school', partsPipeline({ areaIds: ['sh'], schoolId: 's1' })],
      ['the marks of those out of school', marksPipeline()],
      ['the marks of some areas', marksPipeline({ areaIds: ['sh', 'pa'] })],
      ['open hazards school by school', openBySchoolPipeline(), 'hazards'],
    ])('for %s, without a document', async (_, pipeline, collection = 'dropouts') => {
      const plan = await fresh.mongo.collection(collection).aggregate(pipeline).explain('executionStats');
      expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN/);
      expect(JSON.stringify(plan)).not.toMatch(/"totalDocsExamined":[1-9]/);
      expect(JSON.stringify(plan)).toMatch(/IXSCAN|COUNT_SCAN/);
    });

    it.each<[string, Pick<CountQuery, 'period'>]>([
      ['open relapses', {}],
      ['relapses of a period', { period }],
    ])('for %s', async (_, query) => {
      const found = fresh.mongo.collection('dropouts').find({ relapse: true, ...relapseFilter(query) });
      expect(JSON.stringify(await found.explain())).not.toMatch(/COLLSCAN/);
    });

    it.each<[string, FigureScope]>([
      ['the county', {}],
      ['some areas', { areaIds: ['sh', 'pa'] }],
      ['a school', { areaIds: ['sh'], schoolId: 's1' }],
    ])('for what came and went in a period in %s', async (_, scope) => {
      for (const filter of touchedFilters(at, scope)) {
        const found = fresh.mongo.collection('dropouts').find(filter);
        expect(JSON.stringify(await found.explain())).not.toMatch(/COLLSCAN/);
      }
    });
  });
});
