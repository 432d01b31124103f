import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DutyDraft } from '../../src/duties/types.ts';
import { SPECS } from '../duties/specs.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { TestProgram } from '../support/program.ts';
import { cancelAll, openShipped, returnOf } from './open-duty.ts';
import { lastLine, linesOf } from './talk.ts';
import { type GroupName, type PersonName, startWangxi, type Talk, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const NOW = new Date('2026-11-24T09:00:00+08:00');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const DUE = { now: NOW, due: new Date('2026-11-27T17:00:00+08:00'), dueOn: '2026-11-27' };
const clock = fixedClock(NOW);

let program: TestProgram;
let raw: Talk['raw'];
let opened = 0;
/** Never answers: the pictures stay to be fetched. */
let silent: Server;
beforeAll(async () => {
  silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  program = await startWangxi({ clock, env: { DINGTALK_API_BASE: base } });
  raw = talkTo(program, 'dingtalk').raw;
});
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await program.stop();
});
beforeEach(async () => {
  // A day of its own for each test: nobody's earlier pictures or answers are near.
  opened += 1;
  clock.set(NOW);
  await cancelAll(program, NOW);
});

const say = (who: PersonName, text: string, minutes = 0, group?: GroupName) => {
  clock.set(later(minutes));
  return raw(who, text, { at: later(minutes), ...(group === undefined ? {} : { group }) });
};
/** A picture, with words or alone. */
const show = (who: PersonName, words: string, minutes = 0, more: { group?: GroupName; id?: string } = {}) => {
  clock.set(later(minutes));
  const picture = { type: 'picture', downloadCode: `photo-${opened}` };
  const extra =
    words === ''
      ? { msgtype: 'picture', text: undefined, content: { downloadCode: `photo-${opened}` } }
      : { msgtype: 'richText', text: undefined, content: { richText: [{ text: words }, picture] } };
  return raw(who, '', { at: later(minutes), extra, ...more });
};
const openDrill = (more: Partial<DutyDraft> = {}) =>
  openShipped(program, 'drill-monthly', 'school', { ...DUE, id: `drill-${opened}`, ...more });
const required = { ...SPECS.drill, photo: 'required' } as const;

describe('a photo of what was done', () => {
  it('comes with the answer, is counted for the unit and for the bureau', async () => {
    await openDrill();
    const receipt = await show('principal', '演练 320人 2分10秒');
    expect(receipt).toContain('每月演练（11月）：人数320人，用时2分10秒，照片1张');
    const shown = await say('bureau', '复核 演练 桐渡镇初级中学');
    expect(linesOf(shown)).toEqual([
      '桐渡镇初级中学 每月演练（11月）：人数320人，用时2分10秒，照片1张（宁可行 11月24日09:00报，按时）属实，还是退回？',
      '1 属实',
      '2 退回，再写一句理由',
      '回数字即可，或发：',
      '复核 演练 桐渡镇初级中学 属实',
    ]);
    expect(await say('bureau', '1')).toContain('已确认：桐渡镇初级中学 每月演练（11月）');
  });

  it('sent first waits ten minutes for the answer', async () => {
    await openDrill();
    const waiting = await show('vicePrincipal', '', 0);
    expect(waiting).toContain('照片收到');
    expect(lastLine(waiting)).toBe('演练 320人 2分10秒');
    expect(await say('vicePrincipal', lastLine(waiting), 9)).toContain('照片1张');
  });

  it('sent afterwards joins the answer of the last ten minutes, once', async () => {
    await openDrill();
    await say('liuchaPrincipal', '演练 320人 2分10秒');
    const joined = await show('liuchaPrincipal', '', 9, { id: 'same-picture' });
    expect(joined).toContain('照片收到，已归到每月演练（11月），共1张');
    expect(lastLine(joined)).toBe('待办');
    expect(await show('liuchaPrincipal', '', 9, { id: 'same-picture' })).toBe(joined);
    expect(await show('liuchaPrincipal', '', 9)).toContain('共2张');
    expect(await show('liuchaPrincipal', '', 25)).toContain('请在十分钟内用一句话说明');
  });

  it('joins what was said last: a hazard reported after the answer gets it', async () => {
    await openDrill();
    await say('principal', '演练 320人 2分10秒', 100);
    const hazard = await say('principal', '报隐患 桐渡镇初级中学 楼梯扶手松动', 101);
    const no = /Y\d\d-\d{4}-[A-Z]/.exec(hazard)?.[0] ?? '?';
    expect(await show('principal', '', 102)).toContain(`已归到 ${no}`);
  });

  it('is not kept with an answer that asks for none; it waits for a hazard', async () => {
    await openShipped(program, 'drowning', 'school', { ...DUE, id: `letter-${opened}` });
    expect(await show('principal', '家长信 612 605', 200)).not.toContain('照片');
    const hazard = await say('principal', '报隐患 桐渡镇初级中学 校门口积水', 201);
    expect(await say('principal', lastLine(hazard), 201)).toContain('照片1张');
  });

  it('that is required is asked for once, and the answer is kept all the same', async () => {
    const { id } = await openDrill({ answer: required });
    const receipt = await say('vicePrincipal', '演练 612人 1分58秒', 300);
    expect(receipt).toContain('还差1张全景照片，十分钟内直接发给我就行');
    expect(await returnOf(program, id, '桐渡镇中心小学')).toMatchObject({ state: 'answered' });
    expect(await say('vicePrincipal', '演练 610人 1分58秒', 301)).not.toContain('还差');
    expect(await show('vicePrincipal', '', 302)).toContain('共1张');
    expect(await show('principal', '演练 612人 1分58秒', 303)).not.toContain('还差');
  });

  it('in a group comes with the words, and the number stays private', async () => {
    const { id } = await openDrill({ answer: required });
    const reply = await show('principal', '演练 612人 1分58秒', 400, { group: 'tongdu' });
    expect(reply).toBe('收到，每月演练（11月）已完成，谢谢。');
    expect(await returnOf(program, id, '桐渡镇初级中学')).toMatchObject({ state: 'answered' });
    expect(await say('bureau', '复核 演练 桐渡镇初级中学', 401)).toContain('照片1张');
    const without = await say('vicePrincipal', '演练 612人 1分58秒', 402, 'tongdu');
    expect(without).toContain('还差1张全景照片，请私聊发给我');
  });
});

describe('复核 without a verdict', () => {
  it('says when there is nothing to look at', async () => {
    await openDrill();
    const reply = await say('bureau', '复核 演练 桐渡镇初级中学', 500);
    expect(reply).toContain('没有等复核的内容');
    expect(lastLine(reply)).toBe('未报');
  });
  it('asks why when it is sent back by number', async () => {
    await openDrill();
    await say('principal', '演练 612人 1分58秒', 501);
    await say('bureau', '复核 桐渡镇初级中学', 502);
    expect(await say('bureau', '2', 502)).toContain('退回请写明理由');
    expect(await say('bureau', '人数对不上', 502)).toContain('已退回：桐渡镇初级中学 每月演练');
  });
});
