import { describe, expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { createPermitItems } from '../../src/inspections/permit-items.ts';
import type { Permit, PermitKind } from '../../src/inspections/permit-types.ts';
import { addDays } from '../../src/kit/local-date.ts';
import type { UnitItems } from '../../src/reminders/types.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';

const texts = loadReplies(TEMPLATES_DIR);
const bus: PermitKind = { id: 'bus', name: '校车', aliases: [], posts: ['安全副校长'], basis: '某条例' };
const permit: Permit = {
  id: 's1:bus:h',
  schoolId: 's1',
  areaId: 't1',
  kindId: 'bus',
  label: '桂A12345',
  expiresOn: '2027-03-01',
  entries: [],
};

/** Every item of a school year's mornings, each once, as the reminders tell them; with the day it was told. */
async function toldOf(one: Permit): Promise<readonly string[]> {
  const items: UnitItems = createPermitItems({
    permits: {
      kinds: [bus],
      ending: async (from, to) => [one].filter(({ expiresOn }) => from <= expiresOn && expiresOn <= to),
    },
    schools: async () => [{ id: 's1' }],
    text: texts.fill,
  });
  const keys = new Set<string>();
  const told: string[] = [];
  for (let day = '2026-12-01'; day <= '2027-06-30'; day = addDays(day, 1)) {
    for (const { key, unitId, audience, posts, text, latest } of await items(day)) {
      if (keys.has(key)) continue;
      keys.add(key);
      told.push(`${day} ${unitId} ${audience} ${posts.join()} ${latest} ${text}`);
    }
  }
  return told;
}

describe('a permit that runs out', () => {
  it('is told thirty days before, seven days before and once after', async () => {
    expect(await toldOf(permit)).toEqual([
      '2027-01-30 s1 school 安全副校长 2027-02-21 校车（桂A12345）3月1日到期，还有30天，请安排换证。换好发：证照 校车 桂A12345',
      '2027-02-22 s1 school 安全副校长 2027-03-01 校车（桂A12345）3月1日到期，还有7天，请安排换证。换好发：证照 校车 桂A12345',
      '2027-03-02 s1 school 安全副校长 2027-03-31 校车（桂A12345）已于3月1日到期，没换证的请先停用。换好发：证照 校车 桂A12345',
    ]);
  });

  it('is told anew with its new date', async () => {
    const renewed = await toldOf({ ...permit, expiresOn: '2027-04-01' });
    expect(renewed.map((line) => line.slice(0, 10))).toEqual(['2027-03-02', '2027-03-25', '2027-04-02']);
  });

  it('of a school that was merged or closed is left alone', async () => {
    expect(await toldOf({ ...permit, schoolId: 's2' })).toEqual([]);
  });

  it('of a kind that is no longer known is left alone', async () => {
    expect(await toldOf({ ...permit, kindId: 'gone' })).toEqual([]);
  });
});
