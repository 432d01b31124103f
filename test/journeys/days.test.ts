import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

// 23:50 and the next morning in the county.
const EVENING = new Date('2026-11-24T15:50:00Z');
const MORNING = new Date('2026-11-25T00:30:00Z');

describe.each(PLATFORMS)('over midnight on %s', (platform) => {
  const clock = fixedClock(EVENING);
  let program: TestChat;
  let talk: Talk;
  const said = (text: string) => talk.raw('tongdu', text, { at: clock.now() });
  beforeAll(async () => {
    program = await chatInWangxi({ clock });
    talk = talkTo(program, platform);
  });
  afterAll(() => program.stop());

  it('撤回 and 继续 end with the day, the figures of the day do not move', async () => {
    const no = numberIn(await said('报辍学 桐渡镇枫树小学 疑似'));
    expect(no).toMatch(/^K26-/);
    expect(await said('查 辍学 本周')).toContain('截至11-24 23:50');
    expect(await said('报隐患')).toContain('请问您要');
    expect(await said(`${no} 补充`)).toContain('知道多少说多少');
    clock.set(MORNING);
    expect(await said('继续')).toContain('没有要接着填的内容');
    expect(await said('撤回')).toContain('没有可以撤回的登记');
    expect(await said(`撤回 ${no}`)).toContain('没有可以撤回的登记');
    expect(await said('查 辍学 今天')).toContain('合计 0');
    expect(await said('查 辍学 昨天')).toContain('合计 1');
    expect(await said('查 辍学')).toContain('合计 1');
  });
});
