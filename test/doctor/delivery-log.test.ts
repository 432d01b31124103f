import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDeliveryLog } from '../../src/doctor/delivery-log.ts';
import type { DeliveryLog } from '../../src/doctor/delivery-log-types.ts';
import { handleOf, readHandle } from '../../src/doctor/handle.ts';
import type { By } from '../../src/kit/by.ts';
import type { People } from '../../src/people/types.ts';
import {
  clear,
  type FakeChannel,
  fakeChannel,
  groupTarget,
  personTarget,
  settle,
  type TestOutbox,
  testNotice,
  testOutbox,
} from '../delivery/outboxes.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';

let fresh: FreshDatabase;
let channel: FakeChannel;
let out: TestOutbox;
let log: DeliveryLog;

const people: Pick<People, 'identify' | 'group'> = {
  identify: async (platform, id) =>
    id === 'zhang'
      ? { key: `${platform}:${id}`, bound: true, role: 'township', name: '桑小满' }
      : { key: `${platform}:${id}`, bound: false, role: 'visitor' },
  group: async (_platform, id) =>
    id === 'cid-tong'
      ? { registered: true, outsiders: false, name: '桐渡镇工作群' }
      : { registered: false, outsiders: true },
};
const by: By = { key: 'wecom:admin', role: 'admin' };

beforeAll(async () => {
  fresh = await migratedDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await clear(fresh.mongo);
  channel = fakeChannel();
  out = testOutbox(fresh.mongo, { group: [channel], person: [channel] });
  log = createDeliveryLog({ outbox: out.outbox, people, timeZone: 'Asia/Shanghai' });
});

async function post(
  outcome: 'sent' | 'unknown' | 'rejected',
  target = groupTarget('cid-tong'),
  kind = 'digest',
) {
  channel.script.push(
    outcome === 'sent' ? { outcome } : { outcome, code: outcome === 'unknown' ? 'timeout' : '310000' },
  );
  await out.outbox.post([testNotice({ targets: [target], kind })]);
  await settle(out);
}

describe('发送记录', () => {
  it('names group and officer, and says what happened in words', async () => {
    await post('unknown');
    await post('rejected', personTarget('zhang'), 'duty-due');
    await post('sent', groupTarget('cid-nobody'), 'reminder.zero-report');
    await post('sent', personTarget('stranger'));
    const { entries, counts } = await log.page('all', 12);
    expect(counts).toEqual({ waiting: 0, unknown: 1, failed: 1 });
    expect(entries.map(({ state, target, kind, why }) => [state, target, kind, why])).toEqual(
      expect.arrayContaining([
        ['结果不明', '桐渡镇工作群', '日报', '发出后没有等到回答（timeout）'],
        ['失败', '桑小满', '催报', '群机器人的安全设置没有通过（加签、关键词或 IP）（310000）'],
        ['已发', '未登记的群', '提醒', ''],
        ['已发', '未绑定的人', '日报', ''],
      ]),
    );
    expect(entries.slice(0, 2).every(({ resendable }) => resendable)).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/零报告|cid-|zhang/);
  });

  it('says of what is sent that its picture or file was left out, and why', async () => {
    channel.script.push({ outcome: 'sent', leftOut: '40006' });
    await out.outbox.post([testNotice({ targets: [personTarget('zhang')], kind: 'digest' })]);
    await settle(out);
    const [entry] = (await log.page('sent', 1)).entries;
    expect(entry).toMatchObject({
      state: '已发',
      why: '图片或文件没有发出：平台不收这个文件（40006）',
      resendable: false,
    });
  });

  it.each([
    ['unknown', ['结果不明']],
    ['failed', ['失败']],
    ['sent', ['已发']],
    ['waiting', []],
  ] as const)('lists %s alone', async (filter, states) => {
    await post('unknown');
    await post('rejected');
    await post('sent');
    const { entries } = await log.page(filter, 12);
    expect(entries.map(({ state }) => state)).toEqual(states);
  });

  it('resends once, whoever asks how often', async () => {
    await post('unknown');
    const [entry] = (await log.page('unknown', 1)).entries;
    const id = (await log.find(entry?.handle ?? ''))?.id;
    const answers = await Promise.all([log.resend(id ?? '', by), log.resend(id ?? '', by)]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['again', 'queued']);
    await settle(out);
    expect(channel.calls).toHaveLength(2);
    expect(await log.resend(id ?? '', by)).toMatchObject({
      outcome: 'again',
      entry: { state: '已发', why: '重发的' },
    });
    const { entries, counts } = await log.page('all', 12);
    expect(counts.unknown).toBe(0);
    expect(entries.find(({ handle }) => handle === entry?.handle)).toMatchObject({
      why: '已重发',
      resendable: false,
    });
  });

  it('finds nothing behind a handle that is none, or that needs no resend', async () => {
    await post('sent');
    const [entry] = (await log.page('sent', 1)).entries;
    expect(await log.find(entry?.handle ?? '')).toBeUndefined();
    expect(await log.find('AAAA2222')).toBeUndefined();
    expect(await log.resend('no such delivery', by)).toEqual({ outcome: 'not-found' });
  });
});

describe('a handle', () => {
  it('is eight signs, the same every time, and read in either case and width', () => {
    const handle = handleOf('digest:2026-11-24:dingtalk:group:cidX==');
    expect(handle).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    expect(handleOf('digest:2026-11-24:dingtalk:group:cidX==')).toBe(handle);
    expect(readHandle(` ${handle.toLowerCase()} `)).toBe(handle);
    expect(readHandle(`记录号${handle}。`)).toBe(handle);
    expect(readHandle('发送记录')).toBeUndefined();
    expect(readHandle(`${handle}7`)).toBeUndefined();
  });
});
