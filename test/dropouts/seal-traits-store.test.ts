import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mongo as driver } from 'mongoose';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import { sealTraits } from '../../src/dropouts/seal-traits-store.ts';
import { formatCaseNumber } from '../../src/kit/case-number.ts';
import type { SchoolKind } from '../../src/places/place.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import { fromRoot } from '../support/from-root.ts';

const OLD = driver.BSON.EJSON.parse(
  readFileSync(fromRoot('test/fixtures/program-before-casefiles.json'), 'utf8'),
) as { readonly collections: { readonly dropouts: readonly (driver.Document & { readonly _id: string })[] } };
const OLDEST = OLD.collections.dropouts[0] ?? { _id: '' };
const IN_CLEAR = ['grade', 'className', 'sex', 'absentSince'];

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const files = () => fresh.mongo.db.collection<driver.Document & { readonly _id: string }>('dropouts');
const numberOf = (n: number) => formatCaseNumber('K', 26, n + 1);
const services = () => fileServices(fresh.mongo);
const seal = (kind?: SchoolKind) =>
  sealTraits(fresh.mongo.db, { sealer: services().sealer, kindOf: () => kind });
const everything = () => files().find().sort({ serial: 1 }).toArray();

/** Cases as the old program left them, each under its own number; the sealed part is bound to the first one's id. */
async function keep(many: number): Promise<void> {
  const { sealer } = services();
  const sealed = (id: string) => sealer.seal('{"child":{"name":"测试甲"}}', `dropouts:${id}:sealed`);
  await files().insertMany(
    Array.from({ length: many }, (_, n) => ({
      ...OLDEST,
      ...{
        _id: `old-${n}`,
        serial: n + 1,
        no: numberOf(n),
        className: `${n + 1}班`,
        sealed: sealed(`old-${n}`),
        entries: [],
      },
    })),
  );
}

describe('sealing what cases kept in clear', () => {
  it('leaves nothing of it in the open, and every case reads as before', async () => {
    await files().insertMany([...OLD.collections.dropouts]);
    await seal();
    const lying = await files().countDocuments({
      $or: IN_CLEAR.map((one) => ({ [one]: { $exists: true } })),
    });
    expect(lying).toBe(0);
    const store = createDropoutStore(services());
    expect(await store.find('K26-0001-M')).toMatchObject({
      ...{ grade: '八年级', className: '2班', sex: '男', absentSince: '2026-11-12' },
      ...{ stage: '初中', reason: '外出务工', schoolId: 's-3e6d0998435b' },
    });
    expect(await store.child('K26-0001-M')).toHaveProperty('name');
  });

  it('takes the stage from the school where no grade was given', async () => {
    await files().insertOne({ ...OLDEST, grade: undefined }, { ignoreUndefined: true });
    await seal('小学');
    expect(await files().findOne()).toMatchObject({ stage: '小学' });
  });

  it('goes on where it broke off, and a second run changes nothing', async () => {
    await keep(450);
    const fails = { ...services().sealer, seal: failsAfter(250) };
    await expect(sealTraits(fresh.mongo.db, { sealer: fails, kindOf: () => undefined })).rejects.toThrow(
      'power',
    );
    await seal();
    const sealed = await everything();
    expect(sealed.filter((file) => IN_CLEAR.some((one) => one in file))).toEqual([]);
    expect((await createDropoutStore(services()).find(numberOf(449)))?.className).toBe('450班');
    await seal();
    expect(await everything()).toEqual(sealed);
  });

  it('loses nothing to somebody who writes at the same time', async () => {
    await keep(30);
    const store = createDropoutStore(services());
    const by = { key: 'wecom:sang', role: 'township' };
    const at = new Date('2026-11-24T03:00:00Z');
    await Promise.all([
      seal(),
      ...Array.from({ length: 30 }, (_, n) =>
        store.supplement(numberOf(n), { notes: '去了广东' }, by, at)(`s${n}`),
      ),
    ]);
    for (let n = 0; n < 30; n += 1) {
      expect((await store.find(numberOf(n)))?.className).toBe(`${n + 1}班`);
      expect((await store.child(numberOf(n)))?.notes).toBe('去了广东');
    }
  });
});

function failsAfter(times: number): ReturnType<typeof services>['sealer']['seal'] {
  const { seal: real } = services().sealer;
  let left = times;
  return (plain, aad) => {
    left -= 1;
    if (left < 0) throw new Error('power');
    return real(plain, aad);
  };
}
