import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readHeads } from '../../src/audit/heads.ts';
import { headsPath } from '../../src/audit/heads-file.ts';
import type { TrailWhat } from '../../src/audit/types.ts';
import { buildAnchor } from '../../src/compose/build-anchor.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { deliveriesOf } from '../../src/delivery/delivery-document.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import type { TestChat } from '../support/chat.ts';
import { deliveryText } from '../support/delivery-text.ts';
import { chatInWangxi, PEOPLE, type Talk, talkTo } from './wangxi.ts';

let chat: TestChat;
let say: Talk;
beforeAll(async () => {
  chat = await chatInWangxi({ clock });
  say = talkTo(chat, 'dingtalk');
});
afterAll(() => chat.stop());
let time = Date.parse('2026-11-30T10:00:00+08:00');
/** Goes on by a second whenever it is looked at, so that everything has an order. */
const clock = {
  now: () => {
    time += 1_000;
    return new Date(time);
  },
};

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
  expect((await recorded({ what: ['key', 'rights'] })).sort()).toEqual([
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

describe('审计', () => {
  let no: string;
  beforeAll(async () => {
    no = newest(await say({ id: 'passer-by' }, '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵'));
    await say('tongdu', `分派 ${no} 整改人 柏木青 督办人 房霜白`);
    await say('tongdu', '确认');
    await chat.parts.services.trail.record([
      {
        ...{ key: 'read:1', at: clock.now(), what: 'read', file: no, sealed: '核对照片' },
        by: { key: 'dingtalk:0202', name: '桑小满', person: 'm-x', role: 'township' },
        detail: { view: 'full' },
      },
    ]);
  });

  it('tells an auditor who reported, read and moved a file, and why', async () => {
    const told = await say('auditor', `审计 ${no}`);
    expect(told).toContain('上报人：钉钉账号 passer-by');
    expect(told).toContain('查看 全文');
    expect(told).toContain('：核对照片');
    expect(told).toMatch(/桑小满（桐渡镇） 办理 分派/);
  });

  it('tells what somebody did, what was exported, and what happened today', async () => {
    expect(await say('auditor', '审计 桑小满 本月')).toContain('桑小满（桐渡镇） 权限 登记群');
    expect(await say('auditor', '审计 导出')).toContain('共 0 条');
    expect(await say('auditor', '审计 今天')).toContain('办理 乡镇已核');
    expect(await say('auditor', '审计')).toContain('审计 今天：共');
  });

  it.each(['admin', 'bureau', 'leader', 'tongdu', 'principal', 'stranger'] as const)(
    'shows %s nothing, nor who reported what nobody may know',
    async (who) => {
      const told = await say(who, `审计 ${no}`);
      expect(told).not.toMatch(/上报人|条。/);
      for (const line of [`个案 ${no}`, `查 隐患 桐渡镇`])
        expect(await say(who, line)).not.toContain('passer-by');
    },
  );

  it('is told in no group', async () => {
    expect(await say('auditor', '审计 今天', 'bureau')).not.toContain('条。');
  });
});

it('tells the auditor in the morning how many there were, with the heads of the chains and nobody named', async () => {
  const { config, database } = chat.base;
  const { fill: text } = loadReplies(TEMPLATES_DIR);
  const { services } = chat.parts;
  const anchor = buildAnchor({ services, text, dataDir: config.dataDir, tz: config.timeZone });
  const morning = new Date('2026-12-01T08:35:00+08:00');
  expect(await anchor(morning, morning)).toEqual({ kept: 1, told: 1 });
  // A run that broke off is run again.
  expect(await anchor(morning, morning)).toEqual({ kept: 0, told: 1 });
  const outgoing = await deliveriesOf(database.mongo)
    .find({ _id: /^trail-heads:/ })
    .toArray();
  expect(outgoing).toHaveLength(1);
  const told = (await deliveryText(database, outgoing[0]?._id ?? '')) ?? '';
  expect(told).toContain('审计留痕：昨天新记');
  expect(readHeads(told)).toHaveLength(1);
  expect(told).not.toMatch(/桑小满|passer-by|Y26-/);
  const sunday = new Date('2026-12-06T08:35:00+08:00');
  expect(await anchor(sunday, sunday)).toEqual({ kept: 0, told: 0 });
  expect(readHeads(await readFile(headsPath(config.dataDir), 'utf8'))).toHaveLength(1);
});
