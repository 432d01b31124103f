import { describe, expect, it } from '@jest/globals';
import { notFollowedUp, notStored } from '../../src/duties/not-stored.ts';
import { putOffReply } from '../../src/duties/put-off.ts';
import type { Duty, DutyReturn, OnDuty, OnReturn } from '../../src/duties/types.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { fromRoot } from '../support/from-root.ts';
import { SPECS } from './specs.ts';

const text = loadReplies(fromRoot('templates')).fill;
const duty = (id: string, title: string, state: Duty['state'] = 'open'): Duty => ({
  ...{ id, kind: id, title, period: { key: '2026Q4', label: '' }, audience: 'school', expected: ['s1'] },
  ...{ posts: [], openedAt: new Date(0), openedOn: '2026-12-20', due: new Date(0), dueOn: '2026-12-31' },
  ...{ dueTime: '17:00', answer: SPECS.zero, basis: '', minutes: 10, state },
});
const ZERO = duty('zero', '季末零报告');
const LETTER = duty('letter', '防溺水家长信');
const file: DutyReturn = { dutyId: 'zero', unitId: 's1', state: 'open', confirmed: false, entries: [] };
const STORED: OnReturn = { outcome: 'appended', file };
const declined = (why: 'state' | 'once' | 'refused' | 'full'): OnReturn => ({
  ...{ outcome: 'declined', why, file, moves: [] },
});
const ofDuty = (state: Duty['state']): OnDuty => ({
  ...{ outcome: 'declined', why: 'state', file: duty('zero', '季末零报告', state), moves: [] },
});

describe('a unit whose word was not noted', () => {
  it.each<readonly [string, OnReturn, string]>([
    ['no such duty', { outcome: 'missing' }, '没有等您这样回复的任务'],
    ['a cancelled duty', declined('refused'), '季末零报告已取消'],
    ['nothing to take back', declined('state'), '没有可以撤回的回复'],
    ['a full file', declined('full'), '装不下新的'],
  ])('hears why: %s', (_why, done, said) => {
    const reply = notStored(text, ZERO, done);
    expect(reply).toContain(said);
    expect(reply.trim().split('\n').at(-1)).toMatch(/^(?:待办|帮助)$/);
  });
});

describe('an officer whose word was not noted', () => {
  it.each<readonly [string, OnDuty | OnReturn, string | undefined]>([
    ['a closed duty', ofDuty('closed'), '季末零报告已结束'],
    ['a cancelled duty', ofDuty('cancelled'), '季末零报告已取消'],
    ['the return of a cancelled duty', declined('refused'), '季末零报告已取消'],
    ['a full file', declined('full'), '装不下新的'],
    ['no such duty', { outcome: 'missing' }, undefined],
    ['nothing to be judged', declined('state'), undefined],
  ])('hears why when it is the duty: %s', (_why, done, said) => {
    const reply = notFollowedUp(text, ZERO, done);
    if (said === undefined) expect(reply).toBeUndefined();
    else expect(reply).toContain(said);
  });
});

describe('明早', () => {
  const reply = (...all: readonly (readonly [string, OnReturn])[]) =>
    putOffReply(
      { text, duties: { find: async () => LETTER }, today: '2026-12-28', when: '12月29日08:30' },
      ZERO,
      all.map(([dutyId, done]) => ({ dutyId, done })),
    );

  it('says what is put off', async () => {
    const said = await reply(['zero', STORED]);
    expect(said).toContain('12月29日08:30再提醒一次：季末零报告（');
    expect(said).not.toContain('不再推迟');
    expect(await reply(['zero', STORED], ['letter', STORED])).toContain('再提醒一次：2项任务（');
  });
  it('says beside it what is not put off again', async () => {
    const said = await reply(['zero', declined('once')], ['letter', STORED]);
    expect(said).toContain('再提醒一次：防溺水家长信（');
    expect(said).toContain('另有1项已经推迟过一次，不再推迟');
  });
  it('of two schools of one person counts for the duty', async () => {
    const said = await reply(['zero', STORED], ['zero', declined('once')]);
    expect(said).toContain('再提醒一次：季末零报告（');
    expect(said).not.toContain('不再推迟');
  });
  it('said again is declined', async () => {
    expect(await reply(['zero', declined('once')])).toContain('季末零报告已经推迟过一次了');
  });
  it('to a duty that was cancelled hears so', async () => {
    expect(await reply(['zero', declined('refused')])).toContain('季末零报告已取消');
  });
});
