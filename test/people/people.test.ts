import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/people/actor.ts';
import { createPeople } from '../../src/people/people.ts';
import type { RosterSource } from '../../src/people/roster.ts';
import { createRosterCodes } from '../../src/people/roster-codes-store.ts';
import type { People } from '../../src/people/types.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const sealer = createSealer([randomBytes(32)]);
const at = new Date('2026-11-24T02:00:00Z');
const minutes = (n: number): Date => new Date(at.getTime() + n * 60_000);

const ROSTER: RosterSource = {
  members: [
    { id: 'm-boss', name: '卞知秋', role: 'bureau', wecom: 'Bian', dingtalk: '0102' },
    { id: 'm-town', name: '桑小满', role: 'township', townshipId: 't1', wecom: 'sang' },
    { id: 'm-teacher', name: '卓谷雨', role: 'teacher', post: '班主任', townshipId: 't1', schoolId: 's1' },
    { id: 'm-head', name: '宁可行', role: 'school', post: '校长', townshipId: 't1', schoolId: 's1' },
  ],
  groups: [{ name: '桐渡镇群', audience: 'township', outsiders: false, townshipId: 't1', wecom: 'wr1' }],
};

describe('people', () => {
  let fresh: FreshDatabase;
  let source: RosterSource;
  let people: People;
  let other: People;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  beforeEach(async () => {
    for (const name of [
      'bindings',
      'bind_codes',
      'bind_requests',
      'bind_attempts',
      'group_bindings',
      'cache_versions',
    ])
      await fresh.mongo.collection(name).deleteMany({});
    source = ROSTER;
    people = create();
    other = create();
  });
  afterAll(() => fresh.drop());

  const create = (): People =>
    createPeople({
      mongo: fresh.mongo,
      sealer,
      roster: async () => source,
      townshipOf: async (id) => ({ s1: 't1', s2: 't2' })[id],
      admins: [{ platform: 'wecom', userId: 'root' }],
    });
  const codes = () => createRosterCodes(fresh.mongo, sealer);
  const issue = async (...members: string[]): Promise<readonly string[]> => {
    let n = 482_912;
    const digits = (): string => {
      n += 1;
      return String(n);
    };
    const issued = await codes().issue(members, digits, at);
    return members.map((id) => issued.get(id) ?? '');
  };
  const who = (id: string, platform: 'wecom' | 'dingtalk' = 'wecom'): Promise<Actor> =>
    people.identify(platform, id, false);

  describe('identify', () => {
    it.each([
      ['wecom', 'Bian', false, { role: 'bureau', memberId: 'm-boss', bound: true, name: '卞知秋' }],
      ['dingtalk', '0102', false, { role: 'bureau', memberId: 'm-boss' }],
      // WeCom ignores the case of its user ids, DingTalk does not.
      ['wecom', 'bian', false, { key: 'wecom:Bian', role: 'bureau', memberId: 'm-boss', bound: true }],
      ['dingtalk', 'A0102', false, { role: 'visitor', bound: false }],
      ['dingtalk', 'Bian', false, { role: 'visitor', bound: false }],
      ['wecom', 'Bian', true, { role: 'visitor', bound: false }],
      ['wecom', 'root', false, { role: 'admin', bound: true }],
      ['wecom', 'root', true, { role: 'visitor', bound: false }],
      ['wecom', 'sang', false, { role: 'township', townshipId: 't1' }],
    ] as const)('%s:%s, outsider %s', async (platform, id, outsider, expected) => {
      expect(await people.identify(platform, id, outsider)).toMatchObject({
        key: `${platform}:${id}`,
        ...expected,
      });
    });
  });

  describe('redeem', () => {
    it('binds the sender to the member of the code, once', async () => {
      const [code = ''] = await issue('m-teacher');
      const outcome = await people.redeem('wecom', 'zhuo', code, at)('k1');
      expect(outcome).toMatchObject({
        outcome: 'bound',
        actor: { name: '卓谷雨', role: 'teacher', schoolId: 's1' },
      });
      expect(await who('zhuo')).toMatchObject({ memberId: 'm-teacher' });
      expect(await people.redeem('wecom', 'zhuo2', code, at)('k2')).toEqual({ outcome: 'wrong' });
      expect(await people.redeem('wecom', 'zhuo', code, at)('k1')).toEqual(outcome);
    });

    it('stores no code that can be read', async () => {
      const [code = ''] = await issue('m-teacher');
      expect(JSON.stringify(await fresh.mongo.collection('bind_codes').find().toArray())).not.toContain(code);
    });

    it('takes a code typed in full width', async () => {
      await issue('m-teacher');
      expect(await people.redeem('wecom', 'zhuo', '４８２ ９１３', at)('k1')).toMatchObject({
        outcome: 'bound',
      });
    });

    it('gives one code to one person, however many instances are asked at once', async () => {
      const [code = ''] = await issue('m-teacher');
      const outcomes = await Promise.all(
        ['a', 'b', 'c', 'd'].flatMap((id) => [
          people.redeem('wecom', id, code, at)(`k-${id}`),
          other.redeem('wecom', id, code, at)(`k-${id}`),
        ]),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'bound')).toHaveLength(2);
      const bound = await Promise.all(
        ['a', 'b', 'c', 'd'].map((id) => create().identify('wecom', id, false)),
      );
      expect(bound.filter((actor) => actor.bound)).toHaveLength(1);
    });

    it('locks for an hour after five wrong codes, also against racing guesses', async () => {
      const [code = ''] = await issue('m-teacher');
      const guesses = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          (n % 2 ? people : other).redeem('wecom', 'x', `00000${n}`, at)(`g${n}`),
        ),
      );
      expect(guesses.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(5);
      expect(guesses.filter(({ outcome }) => outcome === 'locked')).toHaveLength(3);
      expect(await people.redeem('wecom', 'x', code, minutes(30))('l1')).toEqual({ outcome: 'locked' });
      expect(await people.redeem('wecom', 'y', '000009', minutes(30))('y1')).toEqual({ outcome: 'wrong' });
      expect(await people.redeem('wecom', 'x', code, minutes(61))('l2')).toMatchObject({ outcome: 'bound' });
      expect(await people.redeem('wecom', 'x', code, minutes(61))('l1')).toEqual({ outcome: 'locked' });
    });

    it('counts a re-run of one message once, and a right code not at all', async () => {
      const [code = '', second = ''] = await issue('m-teacher', 'm-head');
      for (let n = 0; n < 9; n += 1) await people.redeem('wecom', 'x', '000000', at)('same');
      for (let n = 0; n < 3; n += 1) await people.redeem('wecom', 'x', '000000', at)(`w${n}`);
      expect(await people.redeem('wecom', 'x', code, at)('right')).toMatchObject({ outcome: 'bound' });
      expect(await people.redeem('wecom', 'x', second, at)('right2')).toMatchObject({ outcome: 'bound' });
    });

    it('finishes a binding that a crash left half done', async () => {
      const [code = ''] = await issue('m-teacher');
      await codes().use(code, 'wecom:zhuo', 'k1', at);
      expect((await who('zhuo')).bound).toBe(false);
      expect(await people.redeem('wecom', 'zhuo', code, at)('k1')).toMatchObject({ outcome: 'bound' });
    });

    it('refuses a code that is replaced, out of date, or of somebody who is gone', async () => {
      const [old = ''] = await issue('m-teacher');
      await codes().issue(['m-teacher'], () => '222222', at);
      await codes().issue(['m-head'], () => '111111', at);
      expect(await people.redeem('wecom', 'a', old, at)('k1')).toEqual({ outcome: 'wrong' });
      expect(await people.redeem('wecom', 'a', '111111', minutes(31 * 24 * 60))('k2')).toEqual({
        outcome: 'wrong',
      });
      source = { ...ROSTER, members: ROSTER.members.filter(({ id }) => id !== 'm-head') };
      expect(await people.redeem('wecom', 'a', '111111', at)('k3')).toEqual({ outcome: 'wrong' });
    });

    it('keeps the binding through loads, and its rights as long as the member is listed', async () => {
      const [code = ''] = await issue('m-teacher');
      await people.redeem('wecom', 'zhuo', code, at)('k1');
      source = { ...ROSTER, members: ROSTER.members.filter(({ id }) => id !== 'm-teacher') };
      expect((await who('zhuo')).role).toBe('visitor');
      source = { ...ROSTER };
      expect((await who('zhuo')).role).toBe('teacher');
    });
  });

  describe('requestBind and approve', () => {
    const boss: Actor = { key: 'wecom:Bian', bound: true, role: 'bureau', memberId: 'm-boss' };
    const town: Actor = {
      key: 'wecom:sang',
      bound: true,
      role: 'township',
      townshipId: 't1',
      memberId: 'm-town',
    };
    const teacher = { name: '郁新来', role: 'teacher', schoolId: 's1' } as const;

    it('gives the asker one open code a day, of four characters that cannot be confused', async () => {
      const first = await people.requestBind('wecom', 'yu', teacher, at)('q1');
      expect(first.code).toMatch(/^[A-HJ-NP-Z][2-9][A-HJ-NP-Z][2-9]$/);
      expect(await other.requestBind('wecom', 'yu', teacher, minutes(60))('q2')).toEqual(first);
      const another = await people.requestBind('wecom', 'li', teacher, at)('q3');
      expect(another.code).not.toBe(first.code);
    });

    it('gives two instances asked at once the same code', async () => {
      const asked = await Promise.all(
        [people, other, people, other].map((each) => each.requestBind('wecom', 'yu', teacher, at)('q1')),
      );
      expect(new Set(asked.map(({ code }) => code)).size).toBe(1);
      expect(await fresh.mongo.collection('bind_requests').countDocuments()).toBe(1);
    });

    it('binds what was asked under another code when something else is asked', async () => {
      const first = await people.requestBind('wecom', 'yu', teacher, at)('q1');
      const second = await people.requestBind('wecom', 'yu', { ...teacher, role: 'school' }, at)('q2');
      expect(second.code).not.toBe(first.code);
      expect(await people.approve(first.code, town, {}, at)('a1')).toMatchObject({
        outcome: 'bound',
        actor: { role: 'teacher' },
      });
    });

    it('lets a township officer bind a teacher of their township', async () => {
      const { code } = await people.requestBind('wecom', 'yu', teacher, at)('q1');
      const outcome = await people.approve(code.toLowerCase(), town, {}, at)('a1');
      const actor = {
        key: 'wecom:yu',
        bound: true,
        memberId: 'claim:wecom:yu',
        name: '郁新来',
        role: 'teacher',
        schoolId: 's1',
        townshipId: 't1',
      };
      expect(outcome).toEqual({ outcome: 'bound', actor });
      expect(await people.approve(code, town, {}, at)('a1')).toEqual(outcome);
      expect(await people.approve(code, town, {}, at)('a2')).toEqual({ outcome: 'decided' });
      expect(await who('yu')).toEqual(actor);
    });

    it.each([
      ['a school of another township', { ...teacher, schoolId: 's2' }, {}, 'forbidden'],
      ['a colleague', { name: '某', role: 'township', townshipId: 't1' }, {}, 'forbidden'],
      ['somebody who did not say what they are', { name: '某' }, {}, 'incomplete'],
      ['a teacher without school', { name: '某', role: 'teacher', townshipId: 't1' }, {}, 'incomplete'],
      ['an unknown school', { name: '某', role: 'teacher', schoolId: 's9' }, {}, 'incomplete'],
      ['somebody they describe themselves', { name: '某' }, teacher, 'bound'],
      ['a false claim that they correct', { ...teacher, schoolId: 's2' }, { schoolId: 's1' }, 'bound'],
    ] as const)('a township officer on %s', async (_what, claim, override, outcome) => {
      const { code } = await people.requestBind('wecom', 'yu', claim, at)('q1');
      expect(await people.approve(code, town, override, at)('a1')).toMatchObject({ outcome });
    });

    it('lets only an admin make an admin, and nobody of themselves', async () => {
      const { code } = await people.requestBind('wecom', 'yu', { name: '某', role: 'admin' }, at)('q1');
      const admin: Actor = { key: 'wecom:root', bound: true, role: 'admin' };
      expect(await people.approve(code, boss, {}, at)('a1')).toEqual({ outcome: 'forbidden' });
      expect(await people.approve(code, { ...admin, key: 'wecom:yu' }, {}, at)('a2')).toEqual({
        outcome: 'own',
      });
      expect(await people.approve(code, admin, {}, at)('a3')).toMatchObject({ outcome: 'bound' });
    });

    it('binds to the member of the roster who is named and free', async () => {
      const { code } = await people.requestBind('dingtalk', 'ning', { name: '宁可行' }, at)('q1');
      expect(await people.approve(code, town, {}, at)('a1')).toMatchObject({
        actor: { memberId: 'm-head', role: 'school', post: '校长' },
      });
      const again = await people.requestBind('dingtalk', 'thief', { name: '宁可行' }, at)('q2');
      expect(await people.approve(again.code, town, {}, at)('a2')).toEqual({ outcome: 'incomplete' });
    });

    it('is over after a day', async () => {
      const { code } = await people.requestBind('wecom', 'yu', teacher, at)('q1');
      expect(await people.approve(code, town, {}, minutes(24 * 60))('a1')).toEqual({ outcome: 'expired' });
      expect(await people.requestBind('wecom', 'yu', teacher, minutes(24 * 60))('q2')).toMatchObject({
        code,
      });
      expect(await people.approve(code, town, {}, minutes(24 * 60 + 1))('a2')).toMatchObject({
        outcome: 'bound',
      });
    });

    it('is decided once when two officers agree at the same moment', async () => {
      const { code } = await people.requestBind('wecom', 'yu', teacher, at)('q1');
      const outcomes = await Promise.all([
        people.approve(code, town, {}, at)('a1'),
        other.approve(code, boss, { schoolId: 's2' }, at)('a2'),
        other.approve(code, town, {}, at)('a1'),
      ]);
      const bound = outcomes.filter(({ outcome }) => outcome === 'bound');
      expect([1, 2]).toContain(bound.length);
      expect(new Set(bound.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    });

    it('is seen by another instance within two seconds', async () => {
      expect((await other.identify('wecom', 'yu', false)).bound).toBe(false);
      const { code } = await people.requestBind('wecom', 'yu', teacher, at)('q1');
      await people.approve(code, town, {}, at)('a1');
      await new Promise((resolve) => setTimeout(resolve, 1_600));
      expect((await other.identify('wecom', 'yu', false)).bound).toBe(true);
    });

    it('does not let an old decision that is run again undo a newer one', async () => {
      const { code } = await people.requestBind('wecom', 'yu', teacher, at)('q1');
      await people.approve(code, town, {}, at)('a1');
      const newer = await people.requestBind('wecom', 'yu', { ...teacher, role: 'school' }, minutes(5))('q2');
      await people.approve(newer.code, town, {}, minutes(5))('a2');
      await people.approve(code, town, {}, minutes(6))('a1');
      expect((await who('yu')).role).toBe('school');
    });
  });

  describe('groups', () => {
    const by = { key: 'wecom:sang', role: 'township' };
    const declared = {
      platform: 'wecom',
      chatId: 'wr9',
      audience: 'school',
      outsiders: false,
      townshipId: 't1',
      schoolId: 's1',
    } as const;

    it('reads an unknown group strictly', async () => {
      expect(await people.group('wecom', 'wr0')).toEqual({ registered: false, outsiders: true });
    });

    it('knows the groups of the county file', async () => {
      expect(await people.group('wecom', 'wr1')).toEqual({
        registered: true,
        name: '桐渡镇群',
        audience: 'township',
        outsiders: false,
        townshipId: 't1',
      });
      expect(await people.group('dingtalk', 'wr1')).toMatchObject({ registered: false });
    });

    it('remembers the last declaration, and what a message declared first', async () => {
      const info = {
        registered: true,
        audience: 'school',
        outsiders: false,
        townshipId: 't1',
        schoolId: 's1',
      };
      expect(await people.bindGroup(declared, by, at)('d1')).toEqual(info);
      expect(await people.group('wecom', 'wr9')).toEqual(info);
      await people.bindGroup({ ...declared, outsiders: true }, by, minutes(1))('d2');
      expect((await people.bindGroup({ ...declared, audience: 'bureau' }, by, at)('d1')).audience).toBe(
        'school',
      );
      expect((await people.group('wecom', 'wr9')).outsiders).toBe(true);
    });

    it('lets a declaration in the chat make a listed group only stricter', async () => {
      await people.bindGroup(
        { ...declared, chatId: 'wr1', audience: 'bureau', outsiders: true },
        by,
        at,
      )('d1');
      expect(await people.group('wecom', 'wr1')).toMatchObject({ audience: 'township', outsiders: true });
    });

    it('keeps every declaration of racing instances', async () => {
      await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          (n % 2 ? people : other).bindGroup(declared, by, at)(`d${n % 3}`),
        ),
      );
      const stored = await fresh.mongo
        .collection<{ _id: string; entries: unknown[] }>('group_bindings')
        .findOne({});
      expect(stored?.entries).toHaveLength(3);
    });
  });
});
