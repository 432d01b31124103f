import { describe, expect, it } from '@jest/globals';
import { type AlarmFacts, alarmFindings } from '../../../src/doctor/probes/alarms.ts';

const WHOLE: AlarmFacts['kinds'] = [
  { kind: 'duty', persons: 3, reached: 3 },
  { kind: 'water', persons: 2, reached: 2 },
  { kind: 'harm', persons: 1, reached: 1 },
  { kind: 'self-harm', persons: 1, reached: 1 },
];
const withDuty = (reached: number): AlarmFacts['kinds'] => [
  { kind: 'duty', persons: 3, reached },
  ...WHOLE.slice(1),
];

describe('whether emergencies reach anybody', () => {
  it.each<[string, AlarmFacts, readonly string[]]>([
    ['all do', { kinds: WHOLE, unanswered: 0 }, ['ok 4 类都有人能收到']],
    ['some of a list do not', { kinds: withDuty(1), unanswered: 0 }, ['warn 名单里有 2 人次']],
    ['nobody of a list does', { kinds: withDuty(0), unanswered: 0 }, ['fail 没有一个人能收到：值班。']],
    ['nobody is named', { kinds: [], unanswered: 0 }, ['fail 没有指定：值班、侵害、自伤']],
    [
      'nobody is named for harm, and one was not answered',
      { kinds: WHOLE.filter(({ kind }) => kind !== 'harm'), unanswered: 1 },
      ['fail 没有指定：侵害', 'fail 有 1 件没有人回'],
    ],
  ])('%s', (_what, facts, said) => {
    const findings = alarmFindings(facts);
    expect(findings.map(({ state, text }) => `${state} ${text}`)).toEqual(
      said.map((start) => expect.stringContaining(start)),
    );
    for (const { state, fix } of findings) expect(fix === '').toBe(state === 'ok');
  });
});
