import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import { permitIds, type StoredPermit, sealedLabel, toPermit } from './permit-document.ts';
import type { PermitEntry, PermitKey, PermitKind, Permits } from './permit-types.ts';

/** Collection of the permits. */
const PERMITS = 'permits';
const TRIES = 50;

/** Permits in MongoDB. */
export function createPermits({
  mongo: database,
  sealer,
  kinds,
}: {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly kinds: readonly PermitKind[];
}): Permits {
  const permits = database.db.collection<StoredPermit>(PERMITS, { promoteBuffers: true });
  const find = async (key: PermitKey): Promise<StoredPermit | undefined> =>
    (await permits.findOne({ _id: { $in: [...permitIds(sealer, key)] } })) ?? undefined;
  const list = async (filter: mongo.Filter<StoredPermit>) =>
    (await permits.find(filter).sort({ expiresOn: 1, _id: 1 }).toArray()).map((one) => toPermit(sealer, one));

  /** One guarded write: the first entry makes the document, later ones are pushed; the same entry id changes nothing. */
  const write = async (
    key: PermitKey,
    entry: PermitEntry,
    fresh: (() => StoredPermit) | undefined,
  ): Promise<StoredPermit | undefined> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const known = await find(key);
      if (known?.entries.some(({ id }) => id === entry.id)) return known;
      if (known === undefined && fresh === undefined) return undefined;
      const written = known === undefined ? await insert(fresh?.()) : await push(known, entry);
      if (written !== undefined) return written;
    }
    throw new Error('Too many people write to one permit at once.');
  };

  const insert = async (made: StoredPermit | undefined): Promise<StoredPermit | undefined> => {
    if (made === undefined) return undefined;
    try {
      await permits.insertOne(made);
      return made;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  };

  const push = async ({ _id, v }: StoredPermit, entry: PermitEntry): Promise<StoredPermit | undefined> => {
    const set = {
      v: v + 1,
      open: entry.kind === 'set',
      ...defined({ expiresOn: entry.expiresOn }),
    };
    const update = { $push: { entries: entry }, $set: set } as mongo.UpdateFilter<StoredPermit>;
    const filter = { _id, v, 'entries.id': { $ne: entry.id } } as mongo.Filter<StoredPermit>;
    return (await permits.findOneAndUpdate(filter, update, { returnDocument: 'after' })) ?? undefined;
  };

  return {
    kinds,

    tell: (key, areaId, expiresOn, by, at) => async (id) => {
      const entry = { id, kind: 'set', expiresOn, by, at } as const;
      const stored = await write(key, entry, () => newPermit(sealer, key, areaId, entry));
      if (stored === undefined) throw new Error('A permit was neither found nor made.');
      return toPermit(sealer, stored);
    },

    end: (key, by, at) => async (id) => {
      const stored = await write(key, { id, kind: 'ended', by, at }, undefined);
      return stored === undefined ? undefined : toPermit(sealer, stored);
    },

    of: (schoolId) => list({ schoolId, open: true }),

    ending: (from, to, areaId) =>
      list({
        open: true,
        expiresOn: { $gte: from, $lte: to },
        ...defined({ areaId }),
      }),
  };
}

function newPermit(
  sealer: Sealer,
  key: PermitKey,
  areaId: string,
  entry: PermitEntry & { readonly expiresOn: string },
): StoredPermit {
  const { schoolId, kindId, label } = key;
  const [_id = `${schoolId}:${kindId}`] = permitIds(sealer, key);
  return {
    _id,
    ...{ schoolId, areaId, kindId },
    ...sealedLabel(sealer, _id, label),
    expiresOn: entry.expiresOn,
    open: true,
    entries: [entry],
    v: 1,
  };
}
