import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CountyStore, createCountyStore } from '../../src/places/county-store.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { EXAMPLE, fileOf } from './example-county.ts';

const nothingOpen = async () => new Map<string, number>();
const clock = fixedClock(new Date('2026-11-24T00:00:00Z'));
const sealer = createSealer([randomBytes(32)]);

describe('the county store', () => {
  let fresh: FreshDatabase;
  let store: CountyStore;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  beforeEach(async () => {
    await fresh.mongo.collection('county').deleteMany({});
    await fresh.mongo.collection('county_versions').deleteMany({});
    store = createCountyStore({ mongo: fresh.mongo, sealer, clock });
  });
  afterAll(() => fresh.drop());

  const load = (text: string) => store.load(fileOf(text), nothingOpen);
  const idOf = async (name: string): Promise<string | undefined> =>
    (await store.current()).scan(name)[0]?.candidates[0]?.id;

  it('is an empty county before anything was loaded', async () => {
    const gazetteer = await store.current();
    expect(gazetteer.townships).toEqual([]);
    expect(gazetteer.scan('区外')).toHaveLength(1);
    expect(await store.stored()).toBeUndefined();
  });

  it('loads a file, and the same file again changes nothing', async () => {
    expect(await load(EXAMPLE)).toMatchObject({ outcome: 'loaded', added: 11, retired: [] });
    const first = await store.county();
    expect(first.gazetteer.townships.map(({ name }) => name)).toEqual(['桐渡镇', '禾洲渡镇', '江北街道']);
    expect(first.members[0]).toMatchObject({ role: 'school', wecom: 'ningkexing' });
    expect(await load(`# 只加了一行说明\n${EXAMPLE}`)).toEqual({
      outcome: 'unchanged',
      version: first.version,
    });
    expect(await fresh.mongo.collection('county_versions').countDocuments()).toBe(1);
  });

  it('gives back what was loaded, push addresses included, and stores those sealed only', async () => {
    await load(EXAMPLE);
    expect((await store.stored())?.file).toEqual(fileOf(EXAMPLE));
    const stored = JSON.stringify(await fresh.mongo.collection('county_versions').find().toArray());
    expect(stored).not.toMatch(/SECx|key=abc|token=x/);
  });

  it('keeps ids by code, else by name', async () => {
    await load(EXAMPLE);
    const before = {
      town: await idOf('桐渡镇'),
      school: await idOf('桐渡镇中心小学'),
      plain: await idOf('桐渡初中'),
    };
    await load(
      EXAMPLE.replaceAll('桐渡镇', '桐江镇')
        .replaceAll('桐渡', '桐江')
        .replaceAll('name: 桐江镇中心小学', 'name: 桐江镇第一小学'),
    );
    expect(await idOf('桐江镇')).toBe(before.town);
    expect(await idOf('桐江镇第一小学')).toBe(before.school);
    expect((await store.current()).byId(before.plain ?? '')?.name).toBe('桐渡镇初级中学');
    await load(EXAMPLE);
    expect(await idOf('桐渡初中')).toBe(before.plain);
  });

  it('gives the name of a place that has one already to nobody else', async () => {
    await load(EXAMPLE);
    const old = await idOf('桐渡镇');
    await load(
      EXAMPLE.replace('name: 桐渡镇, code', 'name: 桐江镇, code')
        .replaceAll('township: 桐渡镇', 'township: 桐江镇')
        .replace('[桐渡, ', '[桐江, ')
        .replace('township: 桐渡,', 'township: 桐江镇,')
        .replace('school: 桐渡初中', 'school: 桐渡镇初级中学')
        .replace('  - { name: 江北街道 }', '  - { name: 江北街道 }\n  - { name: 桐渡镇, code: "990101199" }'),
    );
    expect(await idOf('桐江镇')).toBe(old);
    expect(await idOf('桐渡镇')).not.toBe(old);
  });

  it('retires what vanished and still finds it by id', async () => {
    await load(EXAMPLE);
    const id = await idOf('禾洲渡镇柳树湾小学');
    const smaller = EXAMPLE.replace(/ {2}- \{ name: 禾洲渡镇柳树湾小学.*\n/, '');
    expect(await load(smaller)).toMatchObject({
      outcome: 'loaded',
      retired: [{ name: '禾洲渡镇柳树湾小学' }],
    });
    const gazetteer = await store.current();
    expect(gazetteer.byId(id ?? '')?.name).toBe('禾洲渡镇柳树湾小学');
    expect(gazetteer.scan('柳树湾小学')[0]?.candidates).toHaveLength(1);
    await load(EXAMPLE);
    expect(await idOf('禾洲渡镇柳树湾小学')).toBe(id);
  });

  it('loads nothing while a place that would vanish has open cases', async () => {
    await load(EXAMPLE);
    const id = (await idOf('禾洲渡镇柳树湾小学')) ?? '';
    const version = (await store.county()).version;
    const smaller = fileOf(EXAMPLE.replace(/ {2}- \{ name: 禾洲渡镇柳树湾小学.*\n/, ''));
    const outcome = await store.load(
      smaller,
      async (ids) => new Map(ids.map((each) => [each, each === id ? 2 : 0])),
    );
    expect(outcome).toMatchObject({ outcome: 'refused', inUse: [{ place: { id }, open: 2 }] });
    expect((await store.county()).version).toBe(version);
  });

  it('refuses the file of another county', async () => {
    await load(EXAMPLE);
    expect(await load('county: { name: 平安区, code: "630203" }\n')).toEqual({
      outcome: 'other-county',
      loaded: '望溪县',
    });
  });

  it('ends in one chain of versions when several load at once', async () => {
    const others = Array.from({ length: 4 }, () => createCountyStore({ mongo: fresh.mongo, sealer, clock }));
    const texts = ['甲', '乙', '丙', '丁'].map((name) =>
      EXAMPLE.replace('江北街道', `${name}江街道`).replace('township: 江北街道', `township: ${name}江街道`),
    );
    const outcomes = await Promise.all(
      others.map((other, n) => other.load(fileOf(texts[n] ?? ''), nothingOpen)),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['loaded', 'loaded', 'loaded', 'loaded']);
    const gazetteer = await store.current();
    expect(gazetteer.version.split('-')[0]).toBe('4');
    expect(gazetteer.townships).toHaveLength(3);
  });

  it('shows another instance a new version within two seconds', async () => {
    const other = createCountyStore({ mongo: fresh.mongo, sealer, clock });
    expect((await other.current()).townships).toHaveLength(0);
    await load(EXAMPLE);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect((await other.current()).townships).toHaveLength(3);
  });

  it('writes out terms that are the same every year', async () => {
    await load(`${EXAMPLE}terms:\n  - { name: 秋季学期, from: 9-1, to: 1-31 }\n`);
    const { terms } = await store.county();
    expect(terms).toContainEqual({ name: '2026年秋季学期', from: '2026-09-01', to: '2027-01-31' });
  });

  it('hands the calendar the seasons, none for a file that was stored before there were any', async () => {
    await load(EXAMPLE);
    expect((await store.county()).seasons).toEqual([]);
    await load(`${EXAMPLE}seasons:\n  - { name: 汛期, from: 4-15, to: 10-15 }\n`);
    expect((await store.county()).seasons).toEqual([{ name: '汛期', from: '04-15', to: '10-15' }]);
  });

  it('keeps the person of an account through a change of role', async () => {
    await load(EXAMPLE);
    const [before] = (await store.county()).members;
    await load(EXAMPLE.replace('role: 校长, post: 校长', 'role: 教师, post: 班主任'));
    expect((await store.county()).members[0]).toMatchObject({ id: before?.id, role: 'teacher' });
  });
});
