import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS, type PlatformName } from './talk.ts';
import { chatInWangxi, PEOPLE, type PersonName, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const clock = fixedClock(new Date('2026-11-24T09:00:00+08:00'));
let program: TestChat;
beforeAll(async () => {
  program = await chatInWangxi({ clock });
});
afterAll(() => program.stop());

const short = (no: string): string => String(Number(no.split('-')[1])).padStart(3, '0');

async function reported(platform: PlatformName) {
  const say = (who: PersonName, text: string) => talkTo(program, platform)(who, text);
  const no = numberIn(await say('teacher', '报辍学 桐渡镇初级中学 疑似 男 八年级'));
  const decide = async (who: PersonName, text: string) => {
    const asked = await say(who, text);
    return { asked, done: lastLine(asked) === '确认' ? await say(who, '确认') : asked };
  };
  return { say, decide, no, n: short(no) };
}

/** How often a person was told that something is urgent, by whichever of their accounts. */
async function urgentTo(who: PersonName): Promise<number> {
  const ids: readonly string[] = Object.values(PEOPLE[who]);
  const told = await program.app.outbox.list({ limit: 200 });
  return told.filter(({ kind, target }) => kind === 'overdue' && ids.includes(target.id)).length;
}

describe.each(PLATFORMS)('劝返 on %s', (platform) => {
  it('is one line of plain words, numbered by the program, with the next line', async () => {
    const { say, no, n } = await reported(platform);
    const first = await say('teacher', `${n}家访了 奶奶说周一来`);
    expect(first).toContain(`已记 ${no} 第1次劝返（家访），见到奶奶，对方表示：奶奶说周一来，下次11月30日`);
    expect(lastLine(first)).toBe(`复学 ${no} 普通班`);
    const second = await say('tongdu', `${n}打了电话 妈妈接的 说下周一回来 下次12月3日`);
    expect(second).toContain('第2次劝返（电话），见到妈妈，对方表示：说下周一回来，下次12月3日');
    const third = await say('teacher', `打不通 ${n}`);
    expect(third).toContain('第3次劝返（电话）');
    expect(lastLine(third)).toBe(`劝返 ${no} 失联`);
    expect(first + second + third).not.toMatch(/照片|拍照/);
  });

  it('asks how it was done where nobody said, and takes a word for an answer', async () => {
    const { say, no } = await reported(platform);
    const asked = await say('teacher', `劝返 ${no} 奶奶说下周来`);
    expect(asked).toContain('还没有记');
    expect(await say('teacher', '家访')).toContain(`已记 ${no} 第1次劝返（家访），见到奶奶`);
    await say('teacher', `劝返 ${no}`);
    expect(await say('teacher', lastLine(asked))).toContain('第2次劝返（家访）');
  });

  it('lost contact goes to bureau and township at once and together', async () => {
    const { say, no, n } = await reported(platform);
    const urgent = () => Promise.all([urgentTo('bureau'), urgentTo('tongdu'), urgentTo('teacher')]);
    const before = await urgent();
    const lost = await say('teacher', `劝返 ${n} 失联 搬走了`);
    expect(lost).toContain(`已记 ${no} 失联，已马上报县局和乡镇`);
    expect((await urgent()).map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1, 0]);
    expect(lastLine(lost)).toBe(`劝返 ${no} 电话 见到监护人`);
    expect(await say('teacher', lastLine(lost))).toContain('第1次劝返（电话）');
  });

  it('visits that reach nobody go up by themselves, once, when the county wants to hear of it', async () => {
    const { say, n } = await reported(platform);
    const before = await urgentTo('tongduHead');
    await say('teacher', `${n}打不通`);
    await say('teacher', `${n}去了家里 锁门`);
    expect(await urgentTo('tongduHead')).toBe(before);
    expect(await say('teacher', `${n}没人接`)).toContain('已连续3次没联系上，已报县局和乡镇');
    expect(await urgentTo('tongduHead')).toBe(before + 1);
    expect(await say('teacher', `${n}没人接`)).not.toContain('已连续');
    expect(await urgentTo('tongduHead')).toBe(before + 1);
  });

  it('撤回 behind a visit takes back neither the visit nor the report, and says what to do', async () => {
    const { say, no, n } = await reported(platform);
    for (const who of ['teacher', 'tongdu'] as const) {
      await say(who, `${n}打不通`);
      const told = await say(who, '撤回');
      expect(told).toContain(`您今天在 ${no} 上登记的内容不能撤回，这次什么也没有撤回`);
      expect(await say(who, lastLine(told))).toContain('补充');
    }
    expect(await program.app.built.services.dropouts.find(no)).toMatchObject({ state: 'suspected' });
  });

  it('a step of the ladder is decided by township or bureau, with number and day, and no notice is sent', async () => {
    const { say, decide, no } = await reported(platform);
    const which = await say('tongdu', `劝返 ${no} 升级`);
    expect(which).toContain('宣传教育、责令改正');
    expect(which).toContain('本程序不发法律文书');
    expect(await say('tongdu', `劝返 ${no} 责令改正 文号 县教责改〔2026〕3号`)).toContain('前一步还没有办');
    const first = await decide('tongdu', lastLine(which));
    expect(first.asked).toContain('不与低保、救助、奖补挂钩');
    expect(first.done).toContain(`已记 ${no}：宣传教育`);
    expect(await say('tongdu', `劝返 ${no} 责令改正`)).toContain('请告诉我文号');
    const second = await say('tongdu', '县教责改〔2026〕3号 11月20日');
    expect(second).toContain('依据义务教育法第五十八条，文号县教责改〔2026〕3号，日期11月20日');
    expect(await say('tongdu', '确认')).toContain(`已记 ${no}：责令改正`);
  });
});

describe.each(PLATFORMS)('复学 on %s', (platform) => {
  it('is said in passing, shown with school, class and placement, and confirmed', async () => {
    const { say, decide, no, n } = await reported(platform);
    const { asked, done } = await decide('teacher', `${n}回来了 在802`);
    expect(asked).toContain(`${no} 复学：桐渡镇初级中学 八年级2班，普通班`);
    expect(done).toContain(`已记 ${no} 复学，谢谢您。第一次回访在12月1日`);
    expect(await say('teacher', `个案 ${no}`)).toContain('八年级2班');
  });

  it('may be in another school and placed otherwise; 职教 only where a document allows it', async () => {
    const { say, decide, no } = await reported(platform);
    expect(await say('tongdu', `复学 ${no} 职教`)).toContain('县里没有这种安置方式');
    const { asked } = await decide('tongdu', `复学 ${no} 柳汊镇初级中学 803班 送教上门`);
    expect(asked).toContain('柳汊镇初级中学 八年级3班，送教上门');
    expect(await say('tongdu', `${no} 送教2次`)).toContain('在校，送教2次');
    expect(await say('tongdu', `销号 ${no} 还差什么`)).toContain('✓ 送教上门上课 2/1次');
  });

  it('又没来 reopens the same file', async () => {
    const { say, decide, no, n } = await reported(platform);
    await decide('teacher', `复学 ${no} 802 随班就读`);
    const again = await say('teacher', `${n}又没来`);
    expect(again).toContain(`已记 ${no} 又没来，按疑似待核，还用原来这一件。下一轮会请桑小满跟进`);
    expect((await decide('teacher', `${n}来上学了`)).done).toContain(`已记 ${no} 复学`);
  });
});

describe.each(PLATFORMS)('巩固 and 销号 on %s', (platform) => {
  it('a check is answered in a word, and without one it is asked for', async () => {
    const { say, decide, no, n } = await reported(platform);
    await decide('teacher', `复学 ${no} 802`);
    expect(await say('teacher', `${n} 在校 上课正常`)).toContain(`已记 ${no} 回访：在校`);
    const which = await say('teacher', `巩固 ${no}`);
    expect(which).toContain('还没有记');
    expect(await say('teacher', '2')).toContain(`已记 ${no} 回访：不在校`);
    expect(lastLine(await say('teacher', `${n} 不在校`))).toBe(`复学 ${no} 又没来`);
  });

  it('the checklist says what is there and what is missing', async () => {
    const { say, decide, no, n } = await reported(platform);
    expect(await say('teacher', `${n}能销不`)).toContain('✗ 孩子还没有复学');
    await decide('teacher', `复学 ${no} 802`);
    const list = await say('leader', `销号 ${no} 还差什么`);
    expect(list).toContain('✗ 到校上学日 1/20天');
    expect(list).toContain('✗ 走访 0/1次');
    expect(list).toContain('✗ 学校还没有确认');
    expect(await say('principal', `销号 ${no} 属实`)).toContain('您这边确认属实');
    expect(await say('bureau', `销号 ${no}`)).toContain('还不能这样办');
  });
});
