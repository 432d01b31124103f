import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TrailWhat } from '../../src/audit/types.ts';
import type { TestChat } from '../support/chat.ts';
import { chatInWangxi, PEOPLE, type Talk, talkTo } from './wangxi.ts';

let chat: TestChat;
let say: Talk;
beforeAll(async () => {
  chat = await chatInWangxi();
  say = talkTo(chat, 'dingtalk');
});
afterAll(() => chat.stop());

/** What the trail has of this, the oldest first, as short lines. */
const recorded = async (query: { what?: readonly TrailWhat[]; file?: string; by?: readonly string[] }) => {
  const { facts } = await chat.parts.services.trail.find(query, { skip: 0, limit: 100 });
  return [...facts].reverse().map(({ what, by, detail = {} }) => {
    const { act, kind, view, of } = detail;
    return `${by.name ?? by.key} ${what} ${act ?? kind ?? view ?? of}`;
  });
};
const newest = (reply: string): string => /[KY]26-\d{4}-[A-Z]/.exec(reply)?.[0] ?? '';

it('records what the start found: the data key, and the county file that says who may do what', async () => {
  expect(await recorded({ what: ['key', 'rights'] })).toEqual([
    'system:keyring key used',
    'system:start rights county',
  ]);
});

it('records nothing of a plain report, and each decision about it', async () => {
  const no = newest(await say('teacher', '报辍学 桐渡镇初级中学 疑似 八年级 男 厌学'));
  expect(await recorded({ file: no })).toEqual([]);
  await say('tongdu', `认定 ${no} 已核`);
  await say('bureau', `认定 ${no} 同意`);
  await say('bureau', '确认');
  expect(await recorded({ file: no })).toEqual(['桑小满 decided checked', '卞知秋 decided recognised']);
});

it('records who was given a phone number, before it is shown', async () => {
  const no = newest(await say('tongdu', '报辍学 桐渡镇初级中学 疑似 九年级 女 厌学'));
  await say('tongdu', `${no} 补充 测甲乙 监护人电话13912345678`);
  expect(await say('tongdu', `${no} 电话`)).toContain('13912345678');
  expect(await recorded({ file: no })).toEqual(['桑小满 read contact']);
});

it('records whose rights changed, and by whom', async () => {
  const before = (await recorded({ what: ['rights'] })).length;
  const asked = await say({ id: 'newcomer' }, '绑定 桐渡镇中心小学 班主任 测丙丁');
  const [code = ''] = /(?<=绑定 同意 )[A-Z0-9]{4}/.exec(asked) ?? [];
  await say('tongdu', `绑定 同意 ${code}`);
  await say('tongdu', '确认');
  await say('tongdu', '绑群 乡镇 桐渡镇 无家长', 'tongdu');
  expect((await recorded({ what: ['rights'] })).slice(before)).toEqual([
    '桑小满 rights approved',
    '桑小满 rights group',
  ]);
  const { facts } = await chat.parts.services.trail.find(
    { by: [`dingtalk:${PEOPLE.tongdu.dingtalk}`], what: ['rights'] },
    { skip: 0, limit: 1 },
  );
  expect(JSON.stringify(facts)).not.toContain('测丙丁');
});
