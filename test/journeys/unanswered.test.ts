import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { cancelAll, openShipped } from './open-duty.ts';
import { lastLine, linesOf } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const NOW = new Date('2026-11-24T09:00:00+08:00');
const DUE = { now: NOW, due: new Date('2026-11-27T17:00:00+08:00'), dueOn: '2026-11-27' };
const MEASURES = /^学校月报（11月），学校，11月27日17:00截止：应报\d+，已报\d+\/\d+ \(\d+\.\d %\)，按时/;

let program: TestChat;
let talk: Talk;
beforeAll(async () => {
  program = await chatInWangxi({ clock: fixedClock(NOW) });
  const raw = talkTo(program, 'wecom').raw;
  talk = Object.assign(
    (who: Parameters<Talk>[0], text: string, group?: Parameters<Talk>[2]) =>
      raw(who, text, { at: NOW, ...(group === undefined ? {} : { group }) }),
    { raw },
  );
  await openShipped(program, 'monthly-report', 'school', DUE);
  await openShipped(program, 'township-monthly', 'township', DUE);
});
afterAll(() => program.stop());

/** Every page of a long answer, one after the other. */
async function allPages(line: string): Promise<readonly string[]> {
  const pages = [linesOf(await talk('bureau', line))];
  for (let more = pages[0]?.at(-1) ?? ''; /第\d+页$/.test(more); ) {
    const next = linesOf(await talk('bureau', more));
    pages.push(next);
    more = next.at(-1) ?? '';
  }
  return pages.flat();
}

describe('未报', () => {
  it('alone is one line of measures, eight names and the line to all of them, per duty', async () => {
    const lines = linesOf(await talk('bureau', '未报'));
    expect(lines[0]).toMatch(MEASURES);
    expect(lines[1]).toMatch(/^未报：(?:[^、]+、){7}[^、]+等96所，全部请发：$/);
    expect(lines[2]).toBe('未报 学校月报');
    expect(lines[3]).toMatch(/^乡镇月报（11月），乡镇，/);
    expect(lines[4]).toMatch(/^未报：文笔塔街道、(?:[^、]+、){6}[^、]+等20个，全部请发：$/);
    expect(lines[5]).toBe('未报 乡镇月报');
    expect(lines).toHaveLength(8);
    expect(lines.join('\n').length).toBeLessThan(500);
  });

  it('with a name shows all of them by township, in county-file order', async () => {
    const { townships, schools } = await program.app.built.services.places.current();
    const lines = await allPages('未报 学校月报');
    expect(lines[0]).toMatch(MEASURES);
    const groups = lines
      .flatMap((line) => /^([^：，]+?)(\d+)：(.+)$/.exec(line) ?? [])
      .filter((_one, n) => n % 4 !== 0);
    const heads = groups.filter((_one, n) => n % 3 === 0);
    expect(heads).toEqual(townships.map(({ name }) => name).filter((name) => heads.includes(name)));
    expect(heads.length).toBe(20);
    const names = groups.filter((_one, n) => n % 3 === 2).flatMap((list) => list.split('、'));
    expect(names.length).toBe(96);
    expect(new Set(names).size).toBe(96);
    const kinds = new Set(['小学', '初中', '九年一贯制', '完全中学', '特教', '教学点']);
    expect(names.length).toBe(schools.filter(({ schoolKind }) => kinds.has(schoolKind)).length);
    expect(lines).toContain(
      '桐渡镇6：桐渡镇中心小学、桐渡镇初级中学、桐渡镇柳树湾小学、桐渡镇枫树小学、桐渡镇老鹰岩小学、桐渡镇凉水井教学点',
    );
    expect(lines.at(-1)).toBe('催报 学校月报');
  });

  it('of townships is one list', async () => {
    const lines = await allPages('未报 乡镇月报');
    expect(lines[1]).toMatch(/^未报20个：文笔塔街道、.+、青杠岭林场$/);
  });

  it('names first who asked for help, so that they are not behind 等', async () => {
    await talk('principal', '有困难 系统打不开');
    const lines = linesOf(await talk('bureau', '未报'));
    expect(lines[1]).toMatch(/^未报：桐渡镇初级中学（有困难：系统打不开）、望溪县第二中学、/);
    expect(lines[1]?.split('、')).toHaveLength(8);
  });

  it('lists a few by their names alone', async () => {
    const lines = linesOf(await talk('tongdu', '未报'));
    expect(lines[1]).toMatch(/^未报6所：桐渡镇初级中学（.+）、桐渡镇中心小学、(?:[^、]+、){3}[^、]+$/);
    expect(lastLine(lines.join('\n'))).toBe('未报');
  });

  it('says when nothing is missing and when nothing is open', async () => {
    await cancelAll(program, NOW);
    expect(await talk('bureau', '未报')).toMatch(/^现在没有等回复的任务/);
    await openShipped(program, 'quarterly-review', 'bureau', { ...DUE, id: 'review' });
    await talk('bureau', '报送 完成');
    expect(await talk('bureau', '未报')).toContain('已报齐');
  });
});
