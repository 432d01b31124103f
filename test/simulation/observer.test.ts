import { describe, expect, it } from '@jest/globals';
import type { Conversation } from './converse.ts';
import { simulatedCounty } from './county.ts';
import { at } from './days.ts';
import { createObserver, wrongDays } from './observer.ts';
import type { Played } from './play.ts';
import { asksIn } from './reading.ts';
import type { Pushed } from './world.ts';

const county = simulatedCounty(1);
const observer = createObserver(county);
const PERSON = county.people.find(({ school, dingtalk }) => school !== undefined && dingtalk !== undefined);
const TEXT = '请11月9日17:00前查一遍。\n回：消防 正常';

let nr = 0;
const push = (
  when: [day: string, time: string],
  more: Partial<Pushed['seen']> = {},
  kind = 'duty-due',
): Pushed => ({
  kinds: [kind],
  seen: {
    ...{ nr: nr++, platform: 'dingtalk', kind: 'person', to: PERSON?.dingtalk ?? '', text: TEXT },
    ...{ at: at(...when), bySession: false },
    ...more,
  },
});
const played = (pushed: readonly Pushed[], conversations: readonly Conversation[] = []): Played => ({
  ...{ pushed, conversations, officers: [] },
});
const receipt = (when: Date): Conversation => {
  const [ask] = asksIn(TEXT);
  if (ask === undefined || PERSON === undefined) throw new Error('there is no question');
  const intention = { at: when, ask, line: ask.line, where: 'private', perseveres: true } as const;
  const speaking = { platform: 'dingtalk', sender: PERSON.dingtalk ?? '' } as const;
  return { at: when, citizen: PERSON, speaking, intention, turns: [], received: true };
};
const school = county.schools[0]?.name ?? '';

describe('the onlooker', () => {
  it('finds nothing where nothing is wrong', () => {
    const pushed = [
      push(['2026-11-02', '10:00']),
      push(['2026-11-05', '16:00'], { text: `有困难吗？${TEXT}` }),
      push(['2026-11-02', '08:10'], { text: '日报' }, 'digest'),
      push(['2026-11-02', '15:00'], { kind: 'group', to: 'group', text: '还有6所，已私信。' }),
    ];
    expect(observer.broken(played(pushed, [receipt(at('2026-11-05', '17:00'))]))).toEqual([]);
  });

  it.each<[string, readonly Pushed[], RegExp]>([
    [
      'two messages a day',
      [push(['2026-11-02', '10:00']), push(['2026-11-02', '16:00'], { text: '' })],
      /2 messages a day/,
    ],
    [
      'four messages a week',
      ['02', '03', '04', '05'].map((day) => push([`2026-11-${day}`, '10:00'], { text: '' })),
      /4 messages a week/,
    ],
    ['a message on a Sunday', [push(['2026-11-01', '10:00'])], /was written to at 2026-11-01/],
    ['a message in the holiday', [push(['2027-02-08', '10:00'])], /was written to at 2027-02-08/],
    ['a message at noon', [push(['2026-11-02', '12:00'])], /was written to at 2026-11-02 12:00/],
    [
      'a school named in a group',
      [push(['2026-11-02', '15:00'], { kind: 'group', to: 'group', text: `${school}还没报` })],
      /was named in group/,
    ],
    [
      'a ranking',
      [push(['2026-11-02', '15:00'], { kind: 'group', to: 'group', text: '完成率倒数第一名' })],
      /a ranking/,
    ],
    [
      'a case number in a digest',
      [push(['2026-11-02', '08:10'], { text: 'K26-0417-F 失联' }, 'digest.morning')],
      /cannot be forwarded/,
    ],
    [
      'a second asking without 有困难吗',
      [push(['2026-11-02', '10:00']), push(['2026-11-05', '10:00'])],
      /again on 2026-11-05 10:00 without/,
    ],
  ])('sees %s', (_what, pushed, found) => {
    expect(observer.broken(played(pushed)).join('\n')).toMatch(found);
  });

  it('sees somebody asked whose unit had answered', () => {
    const pushed = [
      push(['2026-11-02', '10:00']),
      push(['2026-11-05', '10:00'], { text: `有困难吗？${TEXT}` }),
    ];
    const broken = observer.broken(played(pushed, [receipt(at('2026-11-03', '09:00'))]));
    expect(broken.join('\n')).toMatch(/after it had answered/);
  });

  it('knows the days on which words are to be read first', () => {
    const pushed = [push(['2026-11-02', '10:00']), push(['2027-11-02', '10:00'])];
    expect(wrongDays(pushed, '查一遍', ['2026-11-02', '2027-11-02'])).toEqual([]);
    expect(wrongDays(pushed, '查一遍', ['2026-11-02'])).toHaveLength(1);
    expect(wrongDays(pushed, '查一遍', ['2026-11-01', '2027-11-02'])).toHaveLength(1);
    expect(wrongDays(pushed, '查一遍', ['2026-11-02', '2027-05-02', '2027-11-02'])).toHaveLength(1);
  });
});
