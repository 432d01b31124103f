import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/log.ts';
import type { TestProgram } from '../support/program.ts';
import { numberIn } from './talk.ts';
import { startWangxi, talkTo } from './wangxi.ts';

/** What the lines below say of children: as it was typed, and as the program writes it. */
const TELLING = [
  '测试甲',
  '八年级',
  '7班',

  '(7)',
  '2026-10-19',
  '10月19',
  '男',
  '女',
  '王大山',
  '广东',
];

const said: string[] = [];
const log = createLog(
  'trace',
  new Writable({
    write: (line, _, done) => {
      said.push(String(line));
      done();
    },
  }),
);

let program: TestProgram;
beforeAll(async () => {
  program = await startWangxi({ log });
});
afterAll(() => program.stop());

/** Every collection that holds any of these words outside of what is sealed, with the words. */
async function inClear(): Promise<readonly string[]> {
  const { db } = program.app.database.mongo;
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  // The county file is no child's.
  const names = collections.map(({ name }) => name).filter((name) => !name.startsWith('county'));
  const found = names.map(async (name) => {
    const bytes = JSON.stringify(await db.collection(name).find().toArray());
    return TELLING.filter((word) => bytes.includes(word)).map((word) => `${name}: ${word}`);
  });
  return (await Promise.all(found)).flat();
}

describe('what points at a child', () => {
  it('lies nowhere in clear, whatever way it was said', async () => {
    const talk = talkTo(program, 'wecom');
    const no = numberIn(
      await talk(
        'teacher',
        '报辍学 桐渡镇初级中学 八年级(7)班 男 10月19日起没来 测试甲 监护人 王大山 去了广东',
      ),
    );
    await talk('teacher', `${no} 补充 女 807 10月19日起没来 去了广东`);
    await talk('principal', `个案 ${no}`);
    await talk('principal', `${no} 补充`);
    await talk('principal', '八年级(7)班 女 测试甲');
    // Left open: the place is asked for, and which of several is meant.
    await talk('bureau', '报辍学 八年级(7)班 男 10月19日起没来');
    await talk('liucha', '报辍学 中心小学 八年级(7)班 女 10月19日起没来 测试甲');
    await talk('tongdu', '桐渡镇初级中学八年级(7)班有个男娃测试甲10月19日起没来', 'tongdu');
    await talk('tongdu', '报辍学 桐渡镇初级中学 八年级(7)班 女 10月19日起没来', 'tongdu');
    await talk('tongdu', `代录 民政局 八年级(7)班男生已送回 ${no}`);
    await talk('teacher', '八年级(7)班有人落水了，是个男生');
    await talk('teacher', '报隐患 桐渡镇初级中学 八年级(7)班教室 男生爬窗');
    await talk('principal', '检查 消防 桐渡镇初级中学 3 八年级(7)班门口堆杂物');
    await talk('leader', `批示 ${no} 八年级(7)班测试甲周五前劝回`);
    await talk('bureau', '派任务 学校 家访八年级(7)班测试甲 12月4日 依据 县教〔2026〕9号 10分钟 回数字');
    await talk('bureau', '确认');
    await talk('teacher', '撤回');
    await talk('stranger', '报辍学 桐渡镇初级中学 八年级(7)班 男 10月19日起没来 测试甲');
    expect(await inClear()).toEqual([]);
  });

  it('is in no line of the log', () => {
    const lines = said.join('');
    expect(lines).not.toBe('');
    expect(TELLING.filter((word) => lines.includes(word))).toEqual([]);
  });
});
