import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestProgram } from '../support/program.ts';
import { numberIn } from './talk.ts';
import { startWangxi, talkTo, WANGXI } from './wangxi.ts';

let program: TestProgram;
let no: string;
beforeAll(async () => {
  program = await startWangxi();
  no = numberIn(await talkTo(program, 'wecom')('teacher', '报辍学 桐渡镇初级中学 疑似 测试甲 女'));
});
afterAll(() => program.stop());

describe('a case of a child', () => {
  it('is read by an auditor and not written by them', async () => {
    const talk = talkTo(program, 'wecom');
    expect(await talk('auditor', `个案 ${no}`)).toContain('测＊甲');
    expect(await talk('auditor', `${no} 补充 监护人 王大山`)).toContain('不在您的工作范围');
    expect(await talk('teacher', `个案 ${no}`)).not.toMatch(/监护人：|王大山/);
  });

  it('hears a cry for help in what is added to it, and adds it all the same', async () => {
    const reply = await talkTo(program, 'wecom')('teacher', `${no} 补充 孩子刚刚落水了，快来人`);
    expect(reply).toMatch(/先打120/);
    expect(reply).toContain(`已补充 ${no}`);
  });

  it('is not read any more by a reporter whom the county file has let go', async () => {
    const without = WANGXI.split('\n')
      .filter((line) => !line.includes('zhuoguyu'))
      .join('\n');
    const later = await startWangxi({ county: without, dbName: program.dbName });
    const reply = await talkTo(later, 'wecom')('teacher', `个案 ${no}`);
    await later.stop();
    expect(reply).toContain('没有查到这个编号，或不在您的工作范围');
  });
});
