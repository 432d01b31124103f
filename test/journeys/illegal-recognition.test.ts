import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { legalMoves } from '../../src/casefiles/check-move.ts';
import { loadCommands } from '../../src/chat/registry.ts';
import { COMMANDS_DIR } from '../../src/compose/paths.ts';
import type { Decision } from '../../src/dropouts/decisions.ts';
import { DROPOUT_STATES, type DropoutState, STATES } from '../../src/dropouts/states.ts';
import { DROPOUT_MOVES, type DropoutMove } from '../../src/dropouts/transitions.ts';
import type { DropoutDraft } from '../../src/dropouts/types.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
const TODAY = '2026-11-24';

/** Who did what, so that a case stands in each state; by people who are nobody in the tests below. */
const CHECKED = ['township', { move: 'checked' }] as const;
const RECOGNISED = [CHECKED, ['bureau', { move: 'recognised' }]] as const;
const GONE = [CHECKED, ['bureau', { move: 'excluded', code: 'E7', evidence: '证明' }]] as const;
const BACK = [...RECOGNISED, ['school', { move: 'returned', placement: '普通班' }]] as const;
const LEAVING = ['school', { move: 'transferring', place: '邻县' }] as const;
type Made = readonly (readonly [string, Decision])[];
const MADE: Partial<Readonly<Record<DropoutState, Made>>> = {
  leaving: [LEAVING],
  recognised: RECOGNISED,
  excluded: GONE,
  persuading: [...RECOGNISED, ['township', { move: 'visited', method: '家访', reached: true }]],
  escalated: [...RECOGNISED, ['township', { move: 'escalated', step: 1 }]],
  returned: BACK,
  watched: [...BACK, ['school', { move: 'checked-in', attending: true }]],
  closed: [...GONE, ['leader', { move: 'closed' }]],
  transferring: [...RECOGNISED, LEAVING],
  transferred: [...RECOGNISED, LEAVING, ['leader', { move: 'transferred', evidence: '就读证明' }]],
  dismissed: [['township', { move: 'dismissed' }]],
};

/** A line of each move, by somebody whose move it is. */
const LINES: readonly (readonly [DropoutMove, PersonName, (no: string, other: string) => string])[] = [
  ['proposed', 'teacher', (no) => `认定 ${no} 上报`],
  ['checked', 'tongduHead', (no) => `认定 ${no} 已核`],
  ['recognised', 'bureau', (no) => `认定 ${no} 计入 同意`],
  ['excluded', 'bureau', (no) => `认定 ${no} 不计入 死亡 依据证明`],
  ['dismissed', 'tongduHead', (no) => `认定 ${no} 不属实`],
  ['overruled', 'leader', (no) => `更正 ${no} 看错了`],
  ['merged', 'tongduHead', (no, other) => `并案 ${no} ${other}`],
  ['unmerged', 'tongduHead', (no) => `并案 ${no} 拆开`],
  ['transferring', 'teacher', (no) => `转出 ${no} 邻县第二中学`],
  ['transferred', 'bureau', (no) => `转出 ${no} 确认 就读证明`],
];

const commands = await loadCommands(COMMANDS_DIR);
let chat: TestChat;
let talk: Talk;
let serial = 0;
const key = (): string => {
  serial += 1;
  return `test:${serial}:1`;
};

async function caseIn(state: DropoutState): Promise<string> {
  const { dropouts, places } = chat.parts.services;
  const school = (await places.current()).schools.find(({ name }) => name === '桐渡镇初级中学');
  const by = (role: string) => ({ key: `wecom:nobody-${role}`, person: `nobody-${role}`, role });
  const made = { by: by('school'), at: clock.now(), on: TODAY, photos: [], child: {} };
  const sighted = { lead: 'lead', dismissed: 'lead', 'watched-signs': 'watched-signs' } as const;
  const begins = sighted[state as keyof typeof sighted];
  const draft: DropoutDraft = {
    ...{ ...made, areaId: school?.townshipId ?? '', schoolId: school?.id ?? '' },
    reportedAs: state === 'relapsed' ? '二次辍学' : '疑似',
    ...(begins === undefined ? {} : { begins }),
  };
  const { no } = await dropouts.report(draft)(key());
  if (state === 'withdrawn') await dropouts.withdraw(no, made.by, clock.now())(key());
  const into = state === 'merged' ? [['township', { move: 'merged', into: await caseIn('suspected') }]] : [];
  for (const [role, decision] of [...(MADE[state] ?? []), ...(into as unknown as Made)])
    await dropouts.decide(no, decision, { by: by(role), at: clock.now() })(key());
  const file = await dropouts.find(no);
  expect(file?.state).toBe(state);
  return no;
}

const commandOf = (line: string): string => line.split(' ')[0] ?? '';
const NOT_UNDERSTOOD = /没看懂|您要找的是不是|系统繁忙|没有查到|不能这样办/;

describe.each(PLATFORMS)(
  'every illegal move of recognition, correction, merging and leaving on %s',
  (platform) => {
    beforeAll(async () => {
      chat = await chatInWangxi({ clock });
      talk = talkTo(chat, platform);
    });
    afterAll(() => chat.stop());

    it.each(STATES)('of a case that is %s is answered with lines that work', async (state) => {
      const offered = new Set<string>();
      let no = await caseIn(state);
      for (const [move, who, line] of LINES) {
        // Only a line that names two files needs another one.
        const other = line.length > 1 ? await caseIn('suspected') : '';
        const file = await chat.parts.services.dropouts.find(no);
        const legal = legalMoves(DROPOUT_MOVES, { accounts: ['nobody'], day: TODAY }, file).includes(move);
        const reply = await talk(who, line(no, other));
        await talk(who, '取消');
        if (legal) {
          expect([line(no, other), reply]).toEqual([
            line(no, other),
            expect.not.stringContaining('”，不能这样办'),
          ]);
          // What may be done may have moved it; what may not leaves it as it is for the next line.
          no = await caseIn(state);
          continue;
        }
        expect(reply).toContain(`${no} 现在是“${DROPOUT_STATES[state].word}”，不能这样办`);
        const [, ...lines] = linesOf(reply);
        expect(lines.length).toBeGreaterThan(0);
        for (const one of lines) offered.add(`${who}\n${one.replace(no, 'N')}`);
      }
      for (const one of offered) {
        const [who = '', line = ''] = one.split('\n');
        // Each on a case of its own: the line before may have moved this one.
        const fresh = await caseIn(state);
        if (commands.byName(commandOf(line)) === undefined) continue;
        const reply = await talk(who as PersonName, line.replace('N', fresh));
        expect([line, reply]).toEqual([line, expect.not.stringMatching(NOT_UNDERSTOOD)]);
        await talk(who as PersonName, '取消');
      }
    });
  },
);

describe.each(PLATFORMS)('who may not, on %s', (platform) => {
  const other = platform === 'wecom' ? 'dingtalk' : 'wecom';
  let first: Talk;
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
    first = talkTo(chat, other);
  });
  afterAll(() => chat.stop());

  const decided = async (say: Talk, who: PersonName, line: string): Promise<string> => {
    const asked = await say(who, line);
    return lastLine(asked) === '确认' ? say(who, '确认') : asked;
  };
  const reported = async (who: PersonName): Promise<string> =>
    numberIn(await first(who, '报辍学 桐渡镇初级中学 疑似 八年级'));

  interface Pair {
    readonly what: string;
    readonly reporter: PersonName;
    readonly before: readonly (readonly [PersonName, string])[];
    readonly who: PersonName;
    readonly line: string;
  }
  const [CHECKS, AGREES] = [['tongdu', '认定 N 已核'] as const, ['bureau', '认定 N 同意'] as const];
  const ITSELF = ['bureau', '认定 N 已核'] as const;
  const DEATH = '认定 N 不计入 死亡 依据证明';
  const PAIRS: readonly Pair[] = [
    { what: 'reported it and checks', reporter: 'tongdu', before: [], who: 'tongdu', line: '认定 N 已核' },
    {
      ...{ what: 'asked for it and checks', reporter: 'principal', before: [['tongdu', '认定 N 上报']] },
      ...{ who: 'tongdu', line: '认定 N 已核' },
    },
    {
      ...{ what: 'reported it and decides', reporter: 'bureau', before: [CHECKS] },
      ...{ who: 'bureau', line: '认定 N 同意' },
    },
    {
      ...{ what: 'checked it and decides', reporter: 'principal', before: [ITSELF] },
      ...{ who: 'bureau', line: '认定 N 同意' },
    },
    {
      ...{ what: 'checked it and excludes', reporter: 'principal', before: [ITSELF] },
      ...{ who: 'bureau', line: DEATH },
    },
    {
      ...{ what: 'recognised it and corrects', reporter: 'principal', before: [CHECKS, AGREES] },
      ...{ who: 'bureau', line: '更正 N 看错了' },
    },
    {
      ...{ what: 'excluded it and corrects', reporter: 'principal', before: [CHECKS, ['bureau', DEATH]] },
      ...{ who: 'bureau', line: '更正 N 看错了' },
    },
    {
      ...{ what: 'registered the leaving and confirms', reporter: 'principal' },
      ...{ before: [['bureau', '转出 N 邻县']], who: 'bureau', line: '转出 N 确认 就读证明' },
    },
  ];
  it.each(PAIRS)('who $what is told that somebody else has to, from the other account too', async (pair) => {
    const no = await reported(pair.reporter);
    for (const [one, said] of pair.before) await decided(first, one, said.replace('N', no));
    const reply = await decided(talk, pair.who, pair.line.replace('N', no));
    expect(reply).toContain('须换一个人办');
    expect(lastLine(reply)).toBe(`个案 ${no}`);
  });

  it.each([
    ['teacher', '认定 N 同意', '由教育局的同志办'],
    ['principal', '认定 N 已核', '由乡镇、教育局的同志办'],
    ['village', '认定 N 不计入 死亡 同意', '由教育局的同志办'],
    ['tongdu', '认定 N 同意', '由教育局的同志办'],
    ['tongdu', '转出 N 确认 证明', '不在您的工作范围'],
    ['principal', '并案 N N', '这一步由乡镇、教育局的同志办'],
    ['principal', '更正 N 看错了', '不在您的工作范围'],
    ['village', '转出 N 邻县', '不在您的工作范围'],
    ['liucha', '认定 N 已核', '没有查到这个编号'],
    ['liuchaPrincipal', '转出 N 邻县', '没有查到这个编号'],
    ['department', '认定 N', '不在您的工作范围'],
    ['auditor', '更正 N 看错了', '不在您的工作范围'],
    ['stranger', '认定 N', '绑定'],
  ] as const)('%s says %s', async (who, line, answer) => {
    const no = await reported('principal');
    expect(await talk(who, line.replaceAll('N', no))).toContain(answer);
    const file = await chat.parts.services.dropouts.find(no);
    expect(file?.entries).toHaveLength(1);
  });

  it('none of it is said in a group', async () => {
    const no = await reported('principal');
    for (const line of [`认定 ${no}`, `更正 ${no} 错了`, `转出 ${no} 邻县`])
      expect(await talk('bureau', line, 'bureau')).toMatch(/私聊/);
  });
});
