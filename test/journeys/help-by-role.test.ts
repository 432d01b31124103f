import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, linesOf, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const PEOPLE_OF: readonly PersonName[] = [
  ...(['leader', 'bureau', 'admin', 'auditor', 'tongdu', 'village', 'principal', 'teacher'] as const),
  ...(['officer6', 'department', 'stranger'] as const),
];

describe.each(PLATFORMS)('帮助 on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  const named = (reply: string) => linesOf(reply).flatMap((line) => /^\*\*(\S+)\*\* /.exec(line)?.[1] ?? []);

  it.each(PEOPLE_OF)('shows %s at most eight commands, and a line to the rest that works', async (who) => {
    const reply = await talk(who, '帮助');
    expect(named(reply).length).toBeGreaterThan(0);
    expect(named(reply).length).toBeLessThanOrEqual(8);
    const more = await talk(who, lastLine(reply));
    expect(more).not.toBe(reply);
    expect(more).toMatch(/能办这些|用法：/);
  });

  it('begins with what the role does most', async () => {
    expect(named(await talk('leader', '帮助'))[0]).toBe('日报');
    expect(named(await talk('principal', '帮助'))[0]).toBe('待办');
    expect(named(await talk('officer6', '帮助'))[0]).toBe('检查');
  });

  it('shows a subject only what this person may use of it', async () => {
    const subject = named(await talk('bureau', '帮助 任务'));
    expect(subject).toEqual(expect.arrayContaining(['待办', '未报', '派任务']));
    expect(named(await talk('principal', '帮助 任务'))).not.toContain('派任务');
    expect(named(await talk('tongdu', '帮助 辍学'))).toEqual(
      expect.arrayContaining(['报辍学', '名单', '个案', '改', '申请']),
    );
    expect(await talk('tongdu', '帮助 报辍学')).toContain('用法：报辍学');
  });
});
