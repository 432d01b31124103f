import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, numberIn } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

let chat: TestChat;
let talk: Talk;
beforeAll(async () => {
  chat = await chatInWangxi();
  talk = talkTo(chat, 'wecom');
});
afterAll(() => chat.stop());

const incidents = (): Promise<number> =>
  chat.app.database.mongo.collection('incidents').estimatedDocumentCount();
const cry = async (words = '桐渡镇中心小学 宿舍着火了'): Promise<string> =>
  numberIn(await talk('vicePrincipal', words));

describe('how an emergency goes on', () => {
  it.each([
    ['number first', (no: string) => `${no} 续报 又有两名学生被烟呛到送医`],
    ['word first', (no: string) => `续报 ${no} 又有两名学生被烟呛到送医`],
    ['without blanks', (no: string) => `${no}续报：又有两名学生被烟呛到送医`],
  ])('is added with the %s, and is no new cry', async (_way, line) => {
    const no = await cry();
    const before = await incidents();
    const reply = await talk('vicePrincipal', line(no));
    expect(reply).toContain(`已记为 ${no} 续报`);
    expect(reply).not.toMatch(/120|又有两名/);
    expect(lastLine(reply)).toBe(`个案 ${no}`);
    expect(await incidents()).toBe(before);
    expect(await talk('tongdu', `个案 ${no}`)).toMatch(
      /续报（\d+月\d+日 \d\d:\d\d，房霜白）：又有两名学生被烟呛到送医/,
    );
  });

  it('is asked for where only the number is said', async () => {
    const no = await cry();
    expect(await talk('vicePrincipal', `续报 ${no}`)).toContain(`${no} 现在怎么样了`);
    expect(await talk('vicePrincipal', '两人已出院')).toContain(`已记为 ${no} 续报`);
  });

  it('is a cry of its own where there is no such file, or none of theirs', async () => {
    const no = await cry();
    const before = await incidents();
    expect(await talk('liucha', `${no} 续报 又有学生落水了`)).toContain('先打120');
    expect(await talk('vicePrincipal', 'T26-9999-A 续报 又有学生落水了')).toContain('先打120');
    expect(await talk('stranger', `${no} 续报 又有学生落水了`)).toContain('先打120');
    expect(await incidents()).toBe(before + 3);
    expect(await talk('tongdu', `个案 ${no}`)).not.toContain('落水');
  });

  it('ends with 终报, after 确认, and takes nothing more', async () => {
    const no = await cry();
    const lacks = await talk('vicePrincipal', `${no} 终报 火已扑灭，没有人受伤`);
    expect(lacks).toContain('还差：原因、责任、整改、教育');
    // The line to be filled is no report as it stands.
    expect(await talk('vicePrincipal', lastLine(lacks))).toContain('还差：原因、责任、整改、教育');
    expect(await talk('vicePrincipal', `${no} 续报 起因是线路老化，没有人受伤`)).toContain('已记为');
    const about = await talk(
      'vicePrincipal',
      `${no} 终报 火已扑灭，没有人受伤；责任已约谈总务；整改已换线；教育已开班会`,
    );
    expect(about).toContain('将终报');
    expect(await talk('vicePrincipal', '确认')).toContain(`已记为 ${no} 终报`);
    const view = await talk('bureau', `个案 ${no}`);
    expect(view).toContain('已终报');
    expect(view).toMatch(/火已扑灭[,，]没有人受伤/);
    expect(view).not.toMatch(/^续报 T/m);
    for (const line of [`${no} 续报 学生已返校`, `${no} 终报 都好了`])
      expect(lastLine(await talk('vicePrincipal', line))).toBe(`个案 ${no}`);
    expect(await talk('stranger', `个案 ${no}`)).not.toContain('火已扑灭');
  });

  it('is listed to whoever may see it, with how many have not ended', async () => {
    const no = await cry();
    const listed = await talk('bureau', '名单 突发');
    expect(listed).toMatch(/^突发事件\d+件（没结束的和近30天的，误报不计），没结束\d+件：/);
    expect(listed).toContain(no);
    expect(await talk('liucha', '名单 突发')).not.toContain(no);
    await talk('bureau', `误报 ${no}`);
    await talk('bureau', '确认');
    expect(await talk('bureau', '名单 突发')).not.toContain(no);
  });

  it('is not taken in a group, nor of what is for one person alone', async () => {
    const no = await cry();
    expect(await talk('vicePrincipal', `${no} 续报 两人出院`, 'tongdu')).not.toContain('已记为');
    const closed = numberIn(await talk('stranger', '有女生被性侵了'));
    for (const who of ['stranger', 'bureau', 'tongdu'] as const)
      expect(await talk(who, `${closed} 续报 孩子在医院`)).not.toContain('已记为');
    expect(await talk('vicePrincipal', `${no} 补充 两人出院`)).toContain(`续报 ${no}`);
  });
});

describe('a stranger who cries again and again', () => {
  it('is answered with the numbers to phone each time, and told that nobody is woken again', async () => {
    const replies: string[] = [];
    for (let n = 0; n < 5; n += 1)
      replies.push(await talk({ id: 'crier' }, `桐渡河有人落水了，第${n + 1}次`));
    for (const reply of replies) expect(reply).toContain('先打120、119、110');
    expect(replies.filter((reply) => reply.includes('这次不再另外通知'))).toHaveLength(2);
    expect(new Set(replies.map(numberIn)).size).toBe(5);
    const [first = ''] = replies;
    expect(await talk('bureau', `知悉 ${numberIn(first)}`)).toContain('已记下');
    expect(await talk({ id: 'crier' }, '桐渡河有人落水了，还在水里')).not.toContain('这次不再另外通知');
  });
});
