import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type LocalDate } from '../../src/kit/local-date.ts';
import type { GroupDay, GroupDays } from '../../src/reminders/group-days-store.ts';
import type { GroupHint } from '../../src/reminders/group-hints.ts';
import { groupMessages } from '../../src/reminders/group-messages.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { cases } from '../support/cases.ts';
import { fromRoot } from '../support/from-root.ts';
import { at } from './world.ts';

const TEXTS = loadReplies(fromRoot('templates'));
const MONDAY = '2027-03-01';
const GROUPS = ['a', 'b', 'c'].map((chatId) => ({ platform: 'wecom' as const, chatId }));

/** The ledger without a database. */
function memory(): Pick<GroupDays, 'since' | 'begin'> {
  const days: GroupDay[] = [];
  return {
    since: async (day) => days.filter((one) => one.day >= day),
    begin: async (given) => {
      const begun = days.find(({ day, group }) => day === given.day && group === given.group);
      if (begun === undefined) days.push(given);
      return begun ?? given;
    },
  };
}

const hint = (id: string, more: Partial<GroupHint> = {}): GroupHint => ({
  ...{ id, title: `题${id}`, text: `话${id}。`, groups: GROUPS, expires: at('2027-12-31') },
  ...more,
});
const run = (groupDays: Pick<GroupDays, 'since' | 'begin'>, hints: readonly GroupHint[], day: LocalDate) =>
  groupMessages({ groupDays, text: TEXTS.fill }, hints, day);

/** Something that comes up in one of twenty rounds, two a day, for some of the groups, and lives some rounds. */
const given = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 20 }),
    rounds: fc.integer({ min: 1, max: 8 }),
    groups: fc.subarray(GROUPS, { minLength: 1 }),
  }),
  { maxLength: 12 },
);

interface Given {
  readonly from: number;
  readonly rounds: number;
  readonly groups: typeof GROUPS;
}

interface Said {
  readonly day: LocalDate;
  readonly group: string;
  readonly text: string;
}

/** Thirty rounds, each run so many times: what which group was told when. Posted twice, a message changes nothing. */
async function told(all: readonly Given[], again = 1): Promise<readonly Said[]> {
  const groupDays = memory();
  const out = new Map<string, Said>();
  for (let run = 0; run < 30 * again; run += 1) {
    const round = Math.floor(run / again);
    const day = addDays(MONDAY, Math.floor(round / 2));
    for (const one of await groupMessages({ groupDays, text: TEXTS.fill }, livingIn(round, all), day))
      for (const { chatId } of one.groups) {
        const key = `${one.id}>${chatId}`;
        out.set(key, out.get(key) ?? { day, group: chatId, text: one.text });
      }
  }
  return [...out.values()];
}

const livingIn = (round: number, all: readonly Given[]): readonly GroupHint[] =>
  all.flatMap(({ from, rounds, groups }, n) =>
    from <= round && round < from + rounds ? [hint(String(n), { groups })] : [],
  );

describe('a group, whatever there is to say', () => {
  const property = (check: (said: Awaited<ReturnType<typeof told>>) => void, again = 1) =>
    fc.assert(
      fc.asyncProperty(given, async (all) => check(await told(all, again))),
      cases(3),
    );

  it('hears one message a day, also when a round is run twice', async () => {
    for (const again of [1, 2])
      await property((said) => {
        const days = said.map(({ day, group }) => `${day} ${group}`);
        expect(new Set(days).size).toBe(days.length);
      }, again);
  });

  it('hears nothing twice', async () => {
    await property((said) => {
      const words = said.flatMap(
        ({ group, text }) => text.match(/话\d+。/g)?.map((one) => group + one) ?? [],
      );
      expect(new Set(words).size).toBe(words.length);
    });
  });

  it('hears everything that lives until the next morning', async () => {
    await fc.assert(
      fc.asyncProperty(given, async (all) => {
        const said = await told(all);
        all.forEach(({ rounds, groups }, n) => {
          if (rounds < 2) return;
          for (const { chatId } of groups)
            expect(said.filter((one) => one.group === chatId && one.text.includes(`话${n}。`))).toHaveLength(
              1,
            );
        });
      }),
      cases(3),
    );
  });
});

describe('a message of several hints', () => {
  it('numbers them, names them all, and ends when the first of them does', async () => {
    const [only, ...more] = await run(
      memory(),
      [hint('1', { expires: at('2027-03-05') }), hint('2', { expires: at('2027-03-02') })],
      MONDAY,
    );
    expect(more).toEqual([]);
    expect(only).toEqual({
      ...{ id: 'reminder:group:2027-03-01:1+2', title: '题1、题2', text: '1. 话1。\n2. 话2。' },
      ...{ groups: GROUPS, expires: at('2027-03-02') },
    });
  });

  it('waits for the hour that one of them has, while the others are of use', async () => {
    const three = hint('1', { notBefore: at('2027-03-01 15:00') });
    expect(await run(memory(), [three], MONDAY)).toMatchObject([{ notBefore: at('2027-03-01 15:00') }]);
    const [both] = await run(memory(), [three, hint('2')], MONDAY);
    expect(both).toMatchObject({ notBefore: at('2027-03-01 15:00') });
    const [early] = await run(memory(), [three, hint('2', { expires: at('2027-03-01 12:00') })], MONDAY);
    expect(early).not.toHaveProperty('notBefore');
  });
});
