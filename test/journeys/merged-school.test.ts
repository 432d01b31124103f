import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildMerge } from '../../src/compose/county/build-merge.ts';
import { openCasesIn } from '../../src/compose/county/open-cases.ts';
import type { DutyDraft } from '../../src/duties/types.ts';
import { FILE_ROLE_WORDS, roleOf } from '../../src/people/roles.ts';
import { parseCounty } from '../../src/places/county-file.ts';
import { startChat, type TestChat } from '../support/chat.ts';

const HEAD = `county: { name: 望溪县 }
townships: [{ name: 桐渡镇 }, { name: 柳汊镇 }]
schools:
  - { name: 柳汊镇中心小学, township: 柳汊镇, kind: 小学 }
`;
const PEOPLE = `members:
  - { name: 卞知秋, role: 教育局, wecom: bian }
  - { name: 阮小雪, role: 学校, post: 校长, school: 柳汊镇中心小学, wecom: ruan }
`;
const BEFORE = `${HEAD}  - { name: 桐渡镇老鹰岩小学, township: 桐渡镇, kind: 小学 }
  - { name: 桐渡镇枫树小学, township: 桐渡镇, kind: 小学 }
${PEOPLE}  - { name: 卓谷雨, role: 学校, post: 校长, school: 桐渡镇老鹰岩小学 }
`;
const GONE = `${HEAD}  - { name: 桐渡镇枫树小学, township: 桐渡镇, kind: 小学 }\n${PEOPLE}`;
const AFTER = `${GONE.replace('kind: 小学 }\n', 'kind: 小学, former: [桐渡镇老鹰岩小学] }\n')}  - { name: 卓谷雨, role: 学校, post: 校长, school: 老鹰岩小学 }\n`;

describe('a school that is merged into another one', () => {
  let chat: TestChat;
  const said = (text: string, sender = 'bian') => chat.hear(text, { platform: 'wecom', sender });
  const load = async (text: string) => {
    const parsed = parseCounty(text, { roleOf, roleWords: FILE_ROLE_WORDS });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { built, database } = chat.app;
    const outcome = await built.county.load(parsed.file, openCasesIn(database.mongo));
    await buildMerge(database, built)(new Date());
    return outcome;
  };
  const idOf = async (name: string): Promise<string> => {
    const places = await chat.app.built.county.current();
    return places.scan(name)[0]?.candidates[0]?.id ?? '';
  };
  const numberIn = (reply: string): string => reply.match(/[KY]\d\d-\d{4}-[A-Z]/)?.[0] ?? '';
  const duty = (id: string, expected: readonly string[]): DutyDraft => ({
    ...{ id, kind: id, title: '家长信', period: { key: '1', label: '本月' }, audience: 'school' },
    ...{ expected, posts: [], openedAt: new Date(), due: new Date('2099-01-01'), dueOn: '2099-01-01' },
    answer: { kind: 'zero', words: ['家长信'], fields: [], example: '0' },
    ...{ basis: '文件', minutes: 1 },
  });

  beforeAll(async () => {
    chat = await startChat({ county: BEFORE });
  });
  afterAll(() => chat.stop());

  it('hands its open files, its duties and its people over, and is still called by its old name', async () => {
    const { dropouts, hazards, duties, people } = chat.app.built.services;
    const before = { eagle: await idOf('桐渡镇老鹰岩小学'), liucha: await idOf('柳汊镇中心小学') };
    const dropout = numberIn(await said('报辍学 桐渡镇老鹰岩小学 三年级 男 厌学'));
    const hazard = numberIn(await said('报隐患 桐渡镇老鹰岩小学 食堂 燃气报警器失灵'));
    const teacher = (await chat.app.built.county.county()).members.find(({ name }) => name === '卓谷雨');
    await duties.open(duty('both', [before.eagle, before.liucha]));
    await duties.open(duty('alone', [before.eagle]));
    await duties.open(duty('done', [before.eagle, before.liucha]));
    const by = { key: 'wecom:zhuo', role: 'school' };
    await duties.answer('done', before.eagle, { zero: true, values: {} }, by, new Date())('answer');
    await chat.app.database.mongo.collection<{ _id: string; claim: object }>('bindings').insertOne({
      _id: 'wecom:zhuo',
      ...{ platform: 'wecom', at: new Date(), effect: 'x' },
      claim: { role: 'school', schoolId: before.eagle, townshipId: 't' },
    });

    expect(await load(GONE)).toMatchObject({ outcome: 'refused', inUse: [{ open: 2 }] });
    expect(await load(AFTER)).toMatchObject({
      outcome: 'loaded',
      retired: [],
      merged: [{ place: { name: '桐渡镇老鹰岩小学' }, into: { name: '柳汊镇中心小学' } }],
    });

    const liucha = (await chat.app.built.county.current()).townships[1]?.id ?? '';
    const there = { schoolId: before.liucha, areaId: liucha };
    expect(await dropouts.find(dropout)).toMatchObject(there);
    expect(await hazards.find(hazard)).toMatchObject({ ...there, placeId: before.liucha });
    expect((await dropouts.find(dropout))?.entries.map(({ kind }) => kind)).toEqual(['reported', 'moved']);
    expect(await said(`个案 ${dropout}`, 'ruan')).toContain('柳汊镇中心小学');
    expect(await said('查 辍学')).toContain('柳汊镇');
    expect(await idOf('老鹰岩小学')).toBe(before.liucha);
    expect(await idOf('桐渡镇老鹰岩小学')).toBe(before.liucha);

    const expected = async (id: string) => (await duties.find(id))?.expected;
    expect(await expected('both')).toEqual([before.liucha]);
    expect(await expected('alone')).toEqual([before.liucha]);
    expect(await expected('done')).toEqual([before.eagle, before.liucha]);

    expect(await people.identify('wecom', 'zhuo', false)).toMatchObject({
      schoolId: before.liucha,
      townshipId: liucha,
    });
    const member = (await chat.app.built.county.county()).members.find(({ name }) => name === '卓谷雨');
    expect(member).toMatchObject({ id: teacher?.id, schoolId: before.liucha });
    expect(await said(`撤回 ${dropout}`)).toContain('撤回');
    expect((await dropouts.find(dropout))?.state).toBe('withdrawn');
  });

  it('moves nothing twice', async () => {
    const { built, database } = chat.app;
    expect(await buildMerge(database, built)(new Date())).toBe(0);
  });
});
