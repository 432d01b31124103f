import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/people/actor.ts';
import { createPeople } from '../../src/people/people.ts';
import type { RosterSource } from '../../src/people/roster.ts';
import { createRosterCodes } from '../../src/people/roster-codes-store.ts';
import type { BindOutcome, People } from '../../src/people/types.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const sealer = createSealer([randomBytes(32)]);
const at = new Date('2026-11-24T02:00:00Z');
const minutes = (n: number): Date => new Date(at.getTime() + n * 60_000);
const DAY = 24 * 60;

const ROSTER: RosterSource = {
  members: [
    { id: 'm-boss', name: '卞知秋', role: 'bureau', wecom: 'bian', dingtalk: '0102' },
    { id: 'm-town', name: '桑小满', role: 'township', townshipId: 't1', wecom: 'sang' },
    {
      id: 'm-teacher',
      name: '卓谷雨',
      role: 'teacher',
      townshipId: 't1',
      schoolId: 's1',
      wecom: 'zhuo',
    },
    { id: 'm-head', name: '宁可行', role: 'school', townshipId: 't1', schoolId: 's1' },
  ],
  groups: [],
};
const boss: Actor = { key: 'wecom:bian', bound: true, role: 'bureau', memberId: 'm-boss' };

describe('a second account', () => {
  let fresh: FreshDatabase;
  let people: People;
  let other: People;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());
  beforeEach(async () => {
    for (const name of ['bindings', 'bind_codes', 'bind_requests', 'bind_attempts'])
      await fresh.mongo.collection(name).deleteMany({});
    people = create();
    other = create();
  });

  const create = (): People =>
    createPeople({
      mongo: fresh.mongo,
      sealer,
      roster: async () => ROSTER,
      townshipOf: async (id) => ({ s1: 't1' })[id],
      admins: [],
    });
  const who = (platform: 'wecom' | 'dingtalk', id: string) => create().identify(platform, id, false);
  const codeOf = (outcome: BindOutcome): string => {
    if (outcome.outcome !== 'confirm') throw new Error(outcome.outcome);
    return outcome.merge.code;
  };
  /** 卓谷雨 of WeCom asks on DingTalk, the bureau agrees. */
  const asked = async (userId = '0302', effect = 'a1'): Promise<string> => {
    const claim = { name: '卓谷雨', role: 'teacher', townshipId: 't1', schoolId: 's1' } as const;
    const { code } = await people.requestBind('dingtalk', userId, claim, at)(`q-${userId}`);
    return codeOf(await people.approve(code, boss, {}, at)(effect));
  };

  it('is nobody until the first one agrees, then the same person', async () => {
    const code = await asked();
    expect(await who('dingtalk', '0302')).toMatchObject({ bound: false });
    const first = await who('wecom', 'zhuo');
    expect(await people.confirmMerge(code.toLowerCase(), first, minutes(1))('c1')).toMatchObject({
      outcome: 'bound',
      actor: { key: 'dingtalk:0302', memberId: 'm-teacher', role: 'teacher', schoolId: 's1' },
    });
    const second = await who('dingtalk', '0302');
    expect(second.memberId).toBe(first.memberId);
    expect(await people.accountsOf(second)).toEqual(['dingtalk:0302', 'wecom:zhuo']);
    expect(await people.accountsOf(first)).toEqual(['wecom:zhuo', 'dingtalk:0302']);
  });

  it('is told which accounts may agree', async () => {
    const { code } = await people.requestBind('dingtalk', '0302', { name: '卓谷雨' }, at)('q1');
    expect(await people.approve(code, boss, {}, at)('a1')).toEqual({
      outcome: 'confirm',
      merge: {
        code,
        name: '卓谷雨',
        asker: { platform: 'dingtalk', userId: '0302' },
        accounts: [{ platform: 'wecom', userId: 'zhuo' }],
      },
    });
    expect(await people.requestBind('dingtalk', '0302', { name: '卓谷雨' }, minutes(1))('q2')).toMatchObject({
      code,
      merging: true,
    });
  });

  it.each([
    ['an account of somebody else', 'sang', 1],
    ['the second account itself', undefined, 1],
    ['the first account after a day', 'zhuo', DAY],
  ])('a code sent by %s is answered like one that does not exist', async (_what, sender, after) => {
    const code = await asked();
    const by = sender === undefined ? await who('dingtalk', '0302') : await who('wecom', sender);
    const answer = await people.confirmMerge(code, by, minutes(after))('c1');
    expect(answer).toEqual(await people.confirmMerge('B2B2', by, minutes(after))('c2'));
    expect(await who('dingtalk', '0302')).toMatchObject({ bound: false });
  });

  it('gives the same answer to the same message, and does nothing twice', async () => {
    const code = await asked();
    const first = await who('wecom', 'zhuo');
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        (n % 2 ? people : other).confirmMerge(code, first, minutes(1))(`c${n % 3}`),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await fresh.mongo.collection('bindings').countDocuments()).toBe(1);
    expect(await people.approve(code, boss, {}, minutes(2))('a1')).toMatchObject({ outcome: 'confirm' });
    expect(await people.approve(code, boss, {}, minutes(2))('a2')).toEqual({ outcome: 'decided' });
  });

  it('heals a crash between the first account’s word and the binding', async () => {
    const code = await asked();
    const first = await who('wecom', 'zhuo');
    await people.confirmMerge(code, first, minutes(1))('c1');
    await fresh.mongo.collection('bindings').deleteMany({});
    await people.confirmMerge(code, first, minutes(1))('c1');
    expect(await who('dingtalk', '0302')).toMatchObject({ memberId: 'm-teacher' });
  });

  it('is one only, however many ask', async () => {
    const codes = [await asked('0302', 'a1'), await asked('0666', 'a2')];
    const first = await who('wecom', 'zhuo');
    expect(await people.confirmMerge(codes[0] ?? '', first, minutes(1))('c1')).toMatchObject({
      outcome: 'bound',
    });
    expect(await people.confirmMerge(codes[1] ?? '', first, minutes(2))('c2')).toEqual({ outcome: 'wrong' });
    expect(await who('dingtalk', '0666')).toMatchObject({ bound: false });
  });

  it('keeps its code from other requests while it waits', async () => {
    const code = await asked();
    expect(await asked('0777', 'a3')).not.toBe(code);
    expect(await people.confirmMerge(code, await who('wecom', 'zhuo'), minutes(DAY - 1))('c1')).toMatchObject(
      { actor: { key: 'dingtalk:0302' } },
    );
  });

  it('is not agreed to by the person themselves in place of an officer', async () => {
    const head: Actor = { key: 'wecom:sang', bound: true, role: 'bureau', memberId: 'm-teacher' };
    const { code } = await people.requestBind('dingtalk', '0302', { name: '卓谷雨' }, at)('q1');
    expect(await people.approve(code, head, {}, at)('a1')).toEqual({ outcome: 'own' });
  });

  describe('of somebody whom the county file does not list', () => {
    const claim = { name: '郁新来', role: 'teacher', townshipId: 't1', schoolId: 's1' } as const;
    const vouched = async (platform: 'wecom' | 'dingtalk', id: string, said = claim as object) => {
      const { code } = await people.requestBind(platform, id, said, at)(`q-${platform}-${id}`);
      return people.approve(code, boss, {}, at)(`a-${platform}-${id}`);
    };

    it('is merged with the account bound first', async () => {
      expect(await vouched('wecom', 'yu')).toMatchObject({ outcome: 'bound' });
      const code = codeOf(await vouched('dingtalk', '0909'));
      const first = await who('wecom', 'yu');
      expect(await people.confirmMerge(code, first, minutes(1))('c1')).toMatchObject({ outcome: 'bound' });
      const second = await who('dingtalk', '0909');
      expect(second).toMatchObject({ name: '郁新来', memberId: first.memberId });
      expect(await people.accountsOf(first)).toEqual(['wecom:yu', 'dingtalk:0909']);
      expect(await people.accountsOf(second)).toEqual(['dingtalk:0909', 'wecom:yu']);
    });

    it.each([
      ['another school', { ...claim, name: '郁新来', role: 'village', schoolId: undefined }],
      ['another name', { ...claim, name: '郁新去' }],
    ])('is somebody else with %s', async (_what, said) => {
      await vouched('wecom', 'yu');
      expect(await vouched('dingtalk', '0909', JSON.parse(JSON.stringify(said)))).toMatchObject({
        outcome: 'bound',
      });
      expect((await who('dingtalk', '0909')).memberId).not.toBe((await who('wecom', 'yu')).memberId);
    });
  });

  describe('with a code of the roster', () => {
    const issue = async (member: string, digits = '482913') => {
      await createRosterCodes(fresh.mongo, sealer).issue([member], () => digits, at);
      return digits;
    };

    it('waits for the first account too, and the code is no use to anybody else', async () => {
      const digits = await issue('m-teacher');
      const merge = await people.redeem('dingtalk', '0302', digits, at)('r1');
      const code = codeOf(merge);
      expect(await other.redeem('dingtalk', '0302', digits, at)('r1')).toEqual(merge);
      expect(codeOf(await people.redeem('dingtalk', '0302', digits, minutes(1))('r2'))).toBe(code);
      expect(await people.redeem('wecom', 'thief', digits, at)('r3')).toEqual({ outcome: 'wrong' });
      await people.confirmMerge(code, await who('wecom', 'zhuo'), minutes(2))('c1');
      expect(await who('dingtalk', '0302')).toMatchObject({ memberId: 'm-teacher' });
      expect(await people.redeem('dingtalk', 'thief', digits, minutes(3))('r4')).toEqual({
        outcome: 'wrong',
      });
      expect(await people.redeem('dingtalk', '0302', digits, minutes(3))('r5')).toMatchObject({
        outcome: 'bound',
      });
    });

    it('does not count as a wrong guess', async () => {
      const digits = await issue('m-teacher');
      for (let n = 0; n < 8; n += 1)
        expect(await people.redeem('dingtalk', '0302', digits, at)(`r${n}`)).toMatchObject({
          outcome: 'confirm',
        });
    });

    it('may be redeemed on both platforms by one person, the second time with their own word', async () => {
      const digits = await issue('m-head');
      expect(await people.redeem('wecom', 'ning', digits, at)('r1')).toMatchObject({ outcome: 'bound' });
      const again = await issue('m-head', '111222');
      expect(await people.redeem('wecom', 'ning2', again, at)('r2')).toEqual({ outcome: 'wrong' });
      const code = codeOf(await people.redeem('dingtalk', '0301', again, at)('r3'));
      await people.confirmMerge(code, await who('wecom', 'ning'), minutes(1))('c1');
      expect(await people.accountsOf(await who('wecom', 'ning'))).toEqual(['wecom:ning', 'dingtalk:0301']);
    });

    it('of two members, redeemed by one account, leaves it being the later one', async () => {
      await createRosterCodes(fresh.mongo, sealer).issue(['m-head'], () => '333444', at);
      expect(await people.redeem('wecom', 'x', '333444', at)('r1')).toMatchObject({ outcome: 'bound' });
      const outcome = await people.redeem('wecom', 'x', await issue('m-teacher'), minutes(1))('r2');
      expect(outcome).toEqual({ outcome: 'wrong' });
      expect(await who('wecom', 'x')).toMatchObject({ memberId: 'm-head' });
    });
  });
});
