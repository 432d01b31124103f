import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { numberIn } from './talk.ts';
import { chatInWangxi, type GroupName, type PersonName, talkTo } from './wangxi.ts';

const NOW = new Date('2026-12-01T09:00:00+08:00');
const clock = fixedClock(NOW);

describe('what is said of files', () => {
  let chat: TestChat;
  const say = (who: PersonName, text: string, more: { group?: GroupName; quote?: string } = {}) => {
    clock.set(new Date(clock.now().getTime() + 5_000));
    return talkTo(chat, 'wecom').raw(who, text, { at: clock.now(), ...more });
  };
  const child = async (words = '桐渡镇初级中学 七年级 女 厌学') =>
    numberIn(await say('tongdu', `报辍学 ${words}`));
  const hazard = async (words = '桐渡镇初级中学 三楼厕所漏水') =>
    numberIn(await say('tongdu', `报隐患 ${words}`));
  const caseOf = async (no: string) => chat.app.built.services.dropouts.find(no);
  const kinds = async (no: string) =>
    ((no.startsWith('K') ? await caseOf(no) : await chat.app.built.services.hazards.find(no))?.entries ?? [])
      .map(({ kind }) => String(kind))
      .slice(1);

  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
  });
  afterAll(() => chat.stop());

  it.each(['是谁报的', '现在办到哪一步了', '属于哪个学校', '情况怎么样', '查一下', '算不算辍学', '怎么处理'])(
    'the number and %s is a question: the file is shown and nothing added',
    async (words) => {
      const no = await child();
      const reply = await say('tongdu', `${no} ${words}`);
      expect(reply).toContain('没有补充任何内容');
      expect(reply).toContain(no);
      expect(await kinds(no)).toEqual([]);
    },
  );
  it.each(['她妈妈说不知道她去哪了', '怎么劝都不肯回', '姑姑家在县城租房', '谁去了都不开门'])(
    'the number and %s tells something, and is added',
    async (words) => {
      const no = await child();
      await say('tongdu', `${no} ${words}`);
      expect(await kinds(no)).toHaveLength(1);
    },
  );
  it('怎么销号 shows what is still missing, and strikes nothing off', async () => {
    const no = await child();
    expect(await say('tongdu', `${no} 怎么销号`)).toContain('销号');
    expect(await kinds(no)).toEqual([]);
  });
  it('words beside the number of a hazard are kept with it, and shown to those who deal with it', async () => {
    const no = await hazard();
    expect(await say('tongdu', `${no} 补充 隔壁那间也漏`)).toContain(`已补充 ${no}`);
    await say('tongdu', `${no} 是去年新修的那一排`);
    expect(await kinds(no)).toEqual(['supplemented', 'supplemented']);
    const shown = await say('tongdu', `个案 ${no}`);
    expect(shown).toContain('补充：隔壁那间也漏');
    expect(shown).toContain('补充：是去年新修的那一排');
  });
  it('that it was fixed is 整改 in many words', async () => {
    for (const words of ['已经用螺丝固定好了', '水管换过了', '垃圾都清理了']) {
      const no = await hazard(`桐渡镇初级中学 ${words.length}号楼后面的隐患${words.length}`);
      await say('tongdu', `${no} ${words}`);
      expect(await kinds(no)).toEqual(['submitted']);
    }
  });
  it('who lost the number of their own report is shown it', async () => {
    const no = await child('桐渡镇枫树小学 四年级 男');
    expect(await say('tongdu', '我刚才报的编号忘了')).toContain(no);
    expect(await say('tongdu', '我报的那个编号多少来着')).toContain(no);
  });
});
