import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;

/** What is answered once the question, if there is one, was confirmed. */
const decided = async (who: PersonName, line: string): Promise<string> => {
  const asked = await talk(who, line);
  return lastLine(asked) === '确认' ? talk(who, '确认') : asked;
};
const opened = async (who: PersonName = 'principal', more = '八年级(2)班 男'): Promise<string> =>
  numberIn(await talk(who, `报辍学 桐渡镇初级中学 疑似 ${more}`));
const checked = async (): Promise<string> => {
  const no = await opened();
  await talk('tongdu', `认定 ${no} 已核`);
  return no;
};
const short = (no: string): string => String(Number(/-(\d+)-/.exec(no)?.[1])).padStart(3, '0');

describe.each(PLATFORMS)('recognition on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('goes step by step, each by whose step it is, and the bureau is asked once more', async () => {
    const no = await opened();
    expect(await talk('tongdu', `认定 ${no}`)).toContain(`已核实 ${no}，等县局认定`);
    const asked = await talk('bureau', `认定 ${no} 同意 原因政策处置不当 督查发现`);
    expect(asked).toContain('认定为辍学，计入在册；原因：政策处置不当；发现：督查');
    expect(asked).toContain('办了不能撤回');
    expect(lastLine(asked)).toBe('确认');
    expect(await talk('bureau', '确认')).toContain(`已认定 ${no}，计入在册；原因：政策处置不当；发现：督查`);
    const file = await chat.parts.services.dropouts.find(no);
    expect(file).toMatchObject({ state: 'recognised', cause: '政策处置不当', foundBy: '督查' });
  });

  it('excludes in plain words, with evidence and a day that lies ahead', async () => {
    const no = await checked();
    const reply = await decided('bureau', `认定 ${no} 不计入 休学 依据休学批准 到2027年9月1日`);
    expect(reply).toContain(`${no} 不计入：休学，到2027年9月1日，到期提醒再核`);
    const { heads, entries } = (await chat.parts.services.dropouts.find(no)) ?? {};
    expect(heads).toMatchObject({ bucket: 'excluded', excludedUntil: '2027-09-01' });
    expect(entries?.at(-1)).toMatchObject({ data: { code: 'E1' }, said: { evidence: '休学批准' } });
  });

  it('asks for evidence and end of an exclusion where they were not said', async () => {
    const no = await checked();
    expect(await talk('bureau', `认定 ${no} 不计入 休学`)).toContain('依据是什么？应有：休学批准');
    expect(await talk('bureau', '县医院证明和休学批准')).toContain('到哪一天');
    const asked = await talk('bureau', '明年9月');
    expect(asked).toContain('不计入：休学，依据：县医院证明和休学批准，到2027年9月1日再核');
    expect(await talk('bureau', '确认')).toContain('不计入：休学');
  });

  it('asks which situation, by its words and never by a code', async () => {
    const no = await checked();
    const which = await talk('bureau', `认定 ${no} 不计入`);
    expect(which).toContain('属于哪一种不计入情形');
    expect(which).not.toMatch(/E\d/);
    expect(await talk('bureau', '7')).toContain('不计入（死亡）的依据');
  });

  it('understands what people say beside a number, first or last', async () => {
    const no = await checked();
    expect(await talk('bureau', `${short(no)}休学 到明年9月`)).toContain('不计入（休学）的依据');
    expect(await talk('bureau', '休学批准')).toContain('到2027年9月1日再核');
    await talk('bureau', '取消');
    expect(await decided('bureau', `同意认定 ${short(no)}`)).toContain(`已认定 ${no}`);
  });

  it('takes several numbers as one list, one 确认 and a receipt for each', async () => {
    const ones = [await checked(), await checked(), await checked()];
    const asked = await talk('bureau', `同意认定${ones.map(short).join(' ')}`);
    expect(asked).toContain('您要办的有 3 件');
    const done = await talk('bureau', '确认');
    expect(done.match(/已认定 K/g)).toHaveLength(3);
  });

  it('takes several numbers behind the command too', async () => {
    const [one, two] = [await opened(), await opened()];
    const done = await talk('tongdu', `认定 ${short(one)} ${short(two)} 已核`);
    expect(done).toContain(`已核实 ${one}`);
    expect(done).toContain(`已核实 ${two}`);
  });

  it('lets the bureau agree to what school and township ask for', async () => {
    const no = await opened('tongdu');
    expect(await talk('principal', `认定 ${no} 不计入 休学一年 依据休学批准`)).toContain('建议不计入：休学');
    await talk('tongduHead', `认定 ${no}`);
    const reply = await decided('bureau', `认定 ${no} 同意`);
    expect(reply).toContain(`${no} 不计入：休学，到`);
  });

  it('leaves it to the bureau to name mishandled policy', async () => {
    const no = await opened();
    expect(await talk('tongdu', `认定 ${no} 已核 原因政策处置不当`)).toContain('由县局写');
  });

  it('tells the policy in plain words', async () => {
    const all = await talk('tongdu', '政策');
    expect(all).toContain('学校或村上报→乡镇核实→县局认定');
    expect(all).toContain('1. 休学：休学批准，写明到期日');
    expect(all).not.toMatch(/E\d/);
    expect(await talk('tongdu', '政策 休学')).toContain('依据：休学批准');
    expect(await talk('tongdu', '政策 火星')).toContain('没有这一种');
  });
});
