import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Target } from '../../src/delivery/types.ts';
import type { TestProgram } from '../support/program.ts';
import { lastLine, linesOf, PLATFORMS, type PlatformName } from './talk.ts';
import { startWangxi, talkTo } from './wangxi.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await startWangxi();
});
afterAll(() => program.stop());

describe.each(PLATFORMS)('自检 on %s', (platform: PlatformName) => {
  const talk = (...args: Parameters<ReturnType<typeof talkTo>>) => talkTo(program, platform)(...args);

  it('shows bureau and admins the problems first, short, with a line to copy', async () => {
    for (const who of ['bureau', 'admin'] as const) {
      const reply = await talk(who, '自检');
      expect(linesOf(reply)[0]).toMatch(/^自检（\d\d:\d\d）：\d+ 项不通，\d+ 项要留意，\d+ 项正常。$/);
      expect(linesOf(reply).length).toBeLessThanOrEqual(15);
      expect(
        linesOf(reply)
          .slice(1, -2)
          .every((line) => /^[✗!→还看]/u.test(line)),
      ).toBe(true);
      expect(lastLine(reply)).toBe('自检 全部');
      const all = await talk(who, lastLine(reply));
      expect(linesOf(all).length).toBeGreaterThan(linesOf(reply).length);
      expect(all).toContain('✓ 县档案：望溪县');
      expect(lastLine(all)).toBe('自检');
    }
  });

  it('is nobody else’s, and no group’s', async () => {
    expect(await talk('tongdu', '自检')).toContain('不在您的工作范围');
    expect(await talk('stranger', '自检')).toContain('需要先绑定身份');
    expect(await talk('bureau', '自检', 'bureau')).toContain('请到私聊办');
  });

  it('tells nothing secret', async () => {
    const reply = await talk('bureau', '自检 全部');
    expect(reply).not.toMatch(/JourneyToken|secret of a journey|abcdefghij|sendBySession|access_token/);
  });

  it('says when a group was heard last', async () => {
    await talk('tongdu', '帮助', 'tongdu');
    await program.app.built.services.contacts.settled();
    const { findings } = await program.app.built.services.doctor.checkup();
    const words = findings.filter(({ check }) => check === '群收发').map(({ text }) => text);
    expect(words.join('\n')).toMatch(/桐渡镇.*最近收 \d\d-\d\d \d\d:\d\d|从没收到过消息/);
  });
});

describe('requests that prove nothing', () => {
  it('are counted by reason and shown without their content', async () => {
    const attempt = (body: string) =>
      fetch(`${program.app.url}/webhooks/wecom?msg_signature=${'0'.repeat(40)}&timestamp=1&nonce=2`, {
        method: 'POST',
        body,
      });
    for (let n = 0; n < 3; n += 1) {
      expect((await attempt(JSON.stringify({ encrypt: 'd2FuZ3hpYW9taW5n' }))).status).toBe(401);
    }
    const reply = await refusalsShown();
    expect(reply).toMatch(/签名不对 3 次/);
    expect(reply).not.toContain('d2FuZ3hp');
  });

  /** Findings are shared for some seconds. */
  async function refusalsShown(): Promise<string> {
    for (let tries = 0; tries < 15; tries += 1) {
      const reply = await talkTo(program, 'dingtalk')('bureau', '自检 全部');
      if (reply.includes('签名不对')) return reply;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    throw new Error('the refusals are not shown');
  }
});

/** The program sends by itself; this waits until it has given up. */
async function settled(target: Target): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const [view] = await program.app.outbox.list({ target, limit: 1 });
    if (view?.state === 'dead') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the delivery has not ended');
}

describe.each(PLATFORMS)('发送记录 on %s', (platform: PlatformName) => {
  const talk = (...args: Parameters<ReturnType<typeof talkTo>>) => talkTo(program, platform)(...args);

  it('lists what was not delivered, and resends it once', async () => {
    const { outbox } = program.app;
    const target = { platform: 'wecom', kind: 'person', id: `never-seen-${platform}` } as const;
    await outbox.post([
      {
        id: `journey-${platform}`,
        kind: 'operations',
        // Goes out at any hour.
        priority: 'emergency',
        title: '校园哨兵',
        text: '只有收件人能看的话',
        targets: [target],
        unreachable: 'give-up',
      },
    ]);
    await settled(target);
    const list = await talk('bureau', '发送记录 失败');
    expect(list).toMatch(
      /失败 \d\d-\d\d \d\d:\d\d 未绑定的人 运行提醒，没有能到达的通道（unreachable），记录号 \w{8}/,
    );
    expect(list).not.toMatch(/只有收件人|never-seen/);
    const line = lastLine(list);
    expect(line).toMatch(/^发送记录 重发 \w{8}$/);
    const asked = await talk('bureau', line);
    expect(asked).toContain('运行提醒，发给未绑定的人');
    expect(lastLine(asked)).toBe('确认');
    expect((await outbox.list({ target, limit: 10 })).length).toBe(1);
    expect(await talk('bureau', '确认')).toContain('已排队重发：未绑定的人，运行提醒。');
    const again = await talk('bureau', line);
    expect(again).toContain('这一条已重发过，不会再发第二遍');
    expect(lastLine(again)).toBe('发送记录');
    expect((await outbox.list({ target, limit: 10 })).length).toBe(2);
  });

  it('is one resend for one message, however often it comes', async () => {
    const target = { platform: 'wecom', kind: 'person', id: `twice-${platform}` } as const;
    const { outbox } = program.app;
    await outbox.post([
      {
        ...{ id: `twice-${platform}`, kind: 'digest', priority: 'emergency', title: '日报', text: '日报' },
        targets: [target],
        unreachable: 'give-up',
      },
    ]);
    await settled(target);
    const line = lastLine(await talk('admin', '发送记录 失败'));
    const raw = talkTo(program, platform).raw;
    expect(lastLine(await talk('admin', line))).toBe('确认');
    const replies = await Promise.all(
      [1, 2, 3].map(() => raw('admin', '确认', { id: `resend-${platform}` })),
    );
    expect(new Set(replies.filter((reply) => reply !== '')).size).toBe(1);
    expect((await outbox.list({ target, limit: 10 })).length).toBe(2);
  });

  it.each(['发送记录', '发送记录 未知', '发送记录 待发', '发送记录 已发', '投递记录'])(
    '%s is understood and ends in a line to copy',
    async (line) => {
      const reply = await talk('bureau', line);
      expect(linesOf(reply)[0]).toMatch(/^发送记录.*待发 \d+，结果不明 \d+，失败 \d+。$/);
      expect(lastLine(reply)).toMatch(/^发送记录/);
    },
  );

  it('knows no record behind a wrong number', async () => {
    expect(await talk('bureau', '发送记录 重发 AAAA2222')).toContain('没有这个记录号');
    expect(await talk('bureau', '发送记录 重发')).toContain('没有这个记录号');
  });

  it('is nobody else’s, and no group’s', async () => {
    expect(await talk('principal', '发送记录')).toContain('不在您的工作范围');
    expect(await talk('bureau', '发送记录', 'bureau')).toContain('请到私聊办');
  });
});
