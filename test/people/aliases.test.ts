import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConvertIds } from '../../src/people/aliases.ts';
import { createPeople } from '../../src/people/people.ts';
import type { RosterSource } from '../../src/people/roster.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { testSealer } from '../support/test-sealer.ts';

const OPAQUE = 'woAJ2GCAAAXtWyujaWJHDDGi0mACHsang';
const UNKNOWN = 'woAJ2GCAAAXtWyujaWJHDDGi0mACHnone';
const ROSTER: RosterSource = {
  members: [{ id: 'm-town', name: '桑小满', role: 'township', townshipId: 't1', wecom: 'sang' }],
  groups: [],
};

describe('encrypted ids of WeCom', () => {
  let fresh: FreshDatabase;
  let asked: string[];
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());
  beforeEach(async () => {
    asked = [];
    await fresh.mongo.collection('person_aliases').deleteMany({});
  });

  const convert: ConvertIds = async (ids) => {
    asked.push(...ids);
    return new Map(ids.flatMap((id): [string, string][] => (id === OPAQUE ? [[id, 'sang']] : [])));
  };
  const create = (how?: ConvertIds, errors: Error[] = []) =>
    createPeople({
      mongo: fresh.mongo,
      sealer: testSealer(),
      roster: async () => ROSTER,
      townshipOf: async () => undefined,
      admins: [{ platform: 'wecom', userId: 'root' }],
      onError: (error) => errors.push(error),
      ...(how === undefined ? {} : { convert: how }),
    });

  it('stand for the plain id: the same key, the same rights, asked once', async () => {
    const people = create(convert);
    const actors = await Promise.all([
      people.identify('wecom', OPAQUE, false),
      people.identify('wecom', OPAQUE, false),
    ]);
    expect(actors[0]).toEqual(await people.identify('wecom', 'sang', false));
    expect(actors[1]).toEqual(actors[0]);
    expect(asked).toEqual([OPAQUE]);
    expect(await create().identify('wecom', OPAQUE, false)).toMatchObject({ key: 'wecom:sang', bound: true });
    await create(convert).identify('wecom', OPAQUE, false);
    expect(asked).toEqual([OPAQUE]);
  });

  it('may be an admin’s', async () => {
    const people = create(async () => new Map([[OPAQUE, 'root']]));
    expect(await people.identify('wecom', OPAQUE, false)).toMatchObject({ key: 'wecom:root', role: 'admin' });
  });

  it.each([
    ['no self-built app is configured', undefined, 'wecom', OPAQUE, false, []],
    ['the platform does not convert it', convert, 'wecom', UNKNOWN, false, [UNKNOWN]],
    [
      'the platform gives it back as it was',
      async () => new Map([[UNKNOWN, UNKNOWN]]),
      'wecom',
      UNKNOWN,
      false,
      [],
    ],
    ['the platform could not be asked', async () => undefined, 'wecom', OPAQUE, false, []],
    ['it looks like any other id', convert, 'wecom', 'wozhidao', false, []],
    ['the person is of another organisation', convert, 'wecom', OPAQUE, true, []],
    ['it is DingTalk', convert, 'dingtalk', OPAQUE, false, []],
  ] as const)('are strangers when %s', async (_what, how, platform, id, outsider, expected) => {
    const people = create(how);
    for (let n = 0; n < 2; n += 1)
      expect(await people.identify(platform, id, outsider)).toEqual({
        key: `${platform}:${id}`,
        bound: false,
        role: 'visitor',
      });
    expect(asked).toEqual(expected);
  });

  it('never fail a message when the platform does', async () => {
    const errors: Error[] = [];
    const people = create(async () => {
      throw new Error('down');
    }, errors);
    expect(await people.identify('wecom', OPAQUE, false)).toMatchObject({ bound: false });
    expect(errors).toHaveLength(1);
  });
});
