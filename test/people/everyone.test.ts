import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { byOf } from '../../src/people/actor.ts';
import { createPeople } from '../../src/people/people.ts';
import type { RosterSource } from '../../src/people/roster.ts';
import type { People } from '../../src/people/types.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const sealer = createSealer([randomBytes(32)]);
const at = new Date('2026-11-24T02:00:00Z');

const ROSTER: RosterSource = {
  members: [
    { id: 'm-boss', name: '卞知秋', role: 'bureau', wecom: 'Bian', dingtalk: '0102' },
    { id: 'm-town', name: '桑小满', role: 'township', post: '教育专干', townshipId: 't1', wecom: 'sang' },
    { id: 'm-head', name: '宁可行', role: 'school', post: '校长', townshipId: 't1', schoolId: 's1' },
  ],
  groups: [
    {
      name: '桐渡镇群',
      audience: 'township',
      outsiders: false,
      townshipId: 't1',
      wecom: 'wr1',
      dingtalk: 'cid1',
    },
    { name: '局机关群', audience: 'bureau', outsiders: false, wecom: 'wr2' },
  ],
};

describe('the people of a county', () => {
  let fresh: FreshDatabase;
  let people: People;
  let source: RosterSource;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  beforeEach(async () => {
    for (const name of ['bindings', 'bind_requests', 'group_bindings', 'cache_versions'])
      await fresh.mongo.collection(name).deleteMany({});
    source = ROSTER;
    people = createPeople({
      mongo: fresh.mongo,
      sealer,
      roster: async () => source,
      townshipOf: async () => 't1',
      admins: [
        { platform: 'wecom', userId: 'root' },
        { platform: 'wecom', userId: 'Bian' },
      ],
    });
  });
  afterAll(() => fresh.drop());

  const boss = () => people.identify('dingtalk', '0102', false);
  const bind = async (userId: string, claim: Parameters<People['requestBind']>[2]): Promise<void> => {
    const { code } = await people.requestBind('dingtalk', userId, claim, at)(`ask-${userId}`);
    await people.approve(code, await boss(), {}, at)(`yes-${userId}`);
  };

  it('are the listed ones in the order of the file, then administrators nobody else knows', async () => {
    const all = await people.everyone();
    expect(all.map(({ id }) => id)).toEqual(['m-boss', 'm-town', 'm-head', 'wecom:root']);
    expect(all[0]).toEqual({
      id: 'm-boss',
      name: '卞知秋',
      role: 'bureau',
      accounts: [
        { platform: 'wecom', userId: 'Bian' },
        { platform: 'dingtalk', userId: '0102' },
      ],
    });
    expect(all[2]).toEqual({
      id: 'm-head',
      name: '宁可行',
      role: 'school',
      post: '校长',
      townshipId: 't1',
      schoolId: 's1',
      accounts: [],
    });
    expect(all[3]).toEqual({
      id: 'wecom:root',
      role: 'admin',
      accounts: [{ platform: 'wecom', userId: 'root' }],
    });
  });

  it('come with the accounts that were bound in chat', async () => {
    await bind('0301', { name: '宁可行', role: 'school', post: '校长', schoolId: 's1' });
    await bind('0999', { name: '程知春', role: 'teacher', schoolId: 's1' });
    const all = await people.everyone();
    const accounts = (name: string) => all.filter((one) => one.name === name).flatMap((one) => one.accounts);
    expect(accounts('程知春')).toEqual([{ platform: 'dingtalk', userId: '0999' }]);
    expect(accounts('宁可行')).toEqual([{ platform: 'dingtalk', userId: '0301' }]);
    const keys = all.flatMap((one) => one.accounts.map(({ platform, userId }) => `${platform}:${userId}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('who left the file are gone from the list', async () => {
    source = { ...ROSTER, members: ROSTER.members.slice(1) };
    expect((await people.everyone()).map(({ id }) => id)).toEqual([
      'm-town',
      'm-head',
      'wecom:root',
      'wecom:Bian',
    ]);
  });

  it('have groups: those of the file on each platform, then those declared in chat', async () => {
    const by = byOf(await boss());
    const declared = {
      platform: 'dingtalk',
      chatId: 'cid9',
      audience: 'school',
      outsiders: true,
      schoolId: 's1',
    } as const;
    await people.bindGroup(declared, by, at)('g1');
    await people.bindGroup(
      { ...declared, platform: 'wecom', chatId: 'wr2', audience: 'bureau' },
      by,
      at,
    )('g2');
    const groups = await people.groups();
    expect(groups.map(({ platform, chatId }) => `${platform}:${chatId}`)).toEqual([
      'wecom:wr1',
      'dingtalk:cid1',
      'wecom:wr2',
      'dingtalk:cid9',
    ]);
    expect(groups[0]?.info).toMatchObject({ registered: true, name: '桐渡镇群', townshipId: 't1' });
    expect(groups[3]?.info).toMatchObject({ registered: true, audience: 'school', outsiders: true });
    // What was said in the chat is the strict reading of a listed group too.
    expect(groups[2]?.info).toEqual(await people.group('wecom', 'wr2'));
  });
});
