import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTrail } from '../../src/audit/trail-store.ts';
import type { CountyTools } from '../../src/cli/county-tools.ts';
import { BY_TERMINAL } from '../../src/cli/county-tools.ts';
import { exportTo } from '../../src/cli/export-county.ts';
import { load } from '../../src/cli/load-county.ts';
import { openCasesIn } from '../../src/compose/county/open-cases.ts';
import { createPeople } from '../../src/people/people.ts';
import type { Claim } from '../../src/people/types.ts';
import { createGivenCounty } from '../../src/places/county-given-store.ts';
import { createCountyStore } from '../../src/places/county-store.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';

const COUNTY = `county: { name: 望溪县, code: "990101" }
townships: [{ name: 桐渡镇 }, { name: 柳汊镇 }]
schools:
  - { name: 桐渡镇初级中学, township: 桐渡镇, kind: 初中, boarding: 是 }
members:
  - { name: 卞知秋, role: 教育局, wecom: bian }
  - { name: 卓谷雨, role: 班主任, post: 班主任, school: 桐渡初中 }
  - { name: 桑小满, role: 乡镇, township: 桐渡 }
`;

describe('what was bound in chat', () => {
  let fresh: FreshDatabase;
  let folder: string;
  let tools: CountyTools;
  const sealer = createSealer([randomBytes(32)]);
  const clock = fixedClock(new Date('2026-11-24T00:00:00Z'));
  const toolsOn = ({ mongo }: FreshDatabase): CountyTools => ({
    ...{ mongo, sealer, clock, timeZone: 'Asia/Shanghai', openCasesOf: openCasesIn(mongo) },
    store: createCountyStore({ mongo, sealer, clock }),
    trail: createTrail({ mongo, sealer, clock }),
    merge: async () => 0,
    given: createGivenCounty(mongo, sealer),
    terminal: { print: () => {}, tell: () => {} },
  });
  const peopleOf = ({ mongo, store }: CountyTools) =>
    createPeople({
      ...{ mongo, sealer, admins: [], roster: () => store.county() },
      townshipOf: async (id) => {
        const place = (await store.current()).byId(id);
        return place?.kind === 'school' ? place.townshipId : undefined;
      },
    });
  beforeAll(async () => {
    fresh = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'cs-county-'));
    tools = toolsOn(fresh);
    const path = join(folder, 'county.yaml');
    await writeFile(path, `${COUNTY}duty_contacts: [{ kind: 值班, persons: [卞知秋] }] # 局里\n`);
    await load(path, tools);
    const { gazetteer } = await tools.store.county();
    const schoolId = gazetteer.schools[0]?.id ?? '';
    const people = peopleOf(tools);
    const officer = { key: 'wecom:bian', bound: true, role: 'bureau', memberId: 'm-bian' } as const;
    const bind = async (platform: 'wecom' | 'dingtalk', id: string, claim: Claim): Promise<void> => {
      const { code } = await people.requestBind(platform, id, claim, clock.now())(`ask ${id}`);
      const agreed = await people.approve(code, officer, {}, clock.now())(`agree ${id}`);
      expect(agreed.outcome).toBe('bound');
    };
    await bind('dingtalk', '0302', { name: '卓谷雨', role: 'teacher', schoolId });
    await bind('wecom', 'yu', { name: '温行云', role: 'school', post: '副校长', schoolId });
    // The same name as somebody on duty, elsewhere.
    await bind('wecom', 'other', { name: '卞知秋', role: 'teacher', schoolId });
  });
  afterAll(async () => {
    await fresh.drop();
    await rm(folder, { recursive: true });
  });
  const who = async (on: CountyTools) =>
    Promise.all(
      [
        ['dingtalk', '0302'],
        ['wecom', 'yu'],
      ].map(async ([platform, id]) => {
        const { memberId: _id, ...actor } = await peopleOf(on).identify(platform as 'wecom', id ?? '', false);
        return actor;
      }),
    );

  it('is exported as people with their accounts, marked; loading that changes nothing', async () => {
    const path = join(folder, 'export.yaml');
    await exportTo(path, tools);
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(/name: 卓谷雨[^-]*dingtalk: 0302 # 聊天中绑定的账号，2026-11-24/);
    expect(text).toMatch(
      /- name: 温行云\n {4}role: 学校\n {4}post: 副校长[^-]*wecom: yu # 聊天中绑定的人，2026-11-24/,
    );
    const before = await who(tools);
    expect(await load(path, tools)).toEqual(['内容与现在的县档案相同，没有改动。']);
    expect(await who(tools)).toEqual(before);
    expect((await exportTo(undefined, tools)).join('\n')).toBe(text.trimEnd());
  });

  it('is the file’s own where nobody bound it: in another database, and after 解除', async () => {
    const path = join(folder, 'moved.yaml');
    const text = (await exportTo(undefined, tools))
      .join('\n')
      .replace(/ {2}- name: 卞知秋\n(?: {4}.*\n?)*/, '');
    await writeFile(path, text);
    const other = await freshDatabase();
    const moved = toolsOn(other);
    await load(path, moved);
    expect((await who(moved)).map(({ bound, name, role }) => ({ bound, name, role }))).toEqual(
      (await who(tools)).map(({ bound, name, role }) => ({ bound, name, role })),
    );
    await other.drop();
    await peopleOf(tools).unbind(
      [{ platform: 'wecom', userId: 'yu' }],
      BY_TERMINAL,
      new Date('2026-11-24T01:00:00Z'),
    )('u');
    expect((await exportTo(undefined, tools)).join('\n')).not.toContain('温行云');
  });
});
