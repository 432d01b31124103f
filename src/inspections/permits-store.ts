import type { mongo } from 'mongoose';
import { type CaseFileServices, createAppends } from '../casefiles/append-store.ts';
import { shownAs } from '../casefiles/appended.ts';
import { defined } from '../kit/defined.ts';
import type { Sealer } from '../privacy/types.ts';
import { freshPermit, PERMIT_FILE, permitFilter, type StoredPermit, toPermit } from './permit-document.ts';
import type { Permit, PermitKind, Permits } from './permit-types.ts';

/** What permits are kept with. */
export interface PermitsServices extends CaseFileServices {
  readonly sealer: Sealer;
  readonly kinds: readonly PermitKind[];
}

/** Permits in MongoDB. */
export function createPermits(services: PermitsServices): Permits {
  const { sealer, kinds } = services;
  const { files, append } = createAppends(services, PERMIT_FILE);
  const show = (stored: StoredPermit): Permit => toPermit(sealer, stored);
  const list = async (filter: mongo.Filter<StoredPermit>): Promise<readonly Permit[]> =>
    ((await files.find(filter).sort({ expiresOn: 1, _id: 1 }).toArray()) as StoredPermit[]).map(show);

  return {
    kinds,

    tell: (permit, areaId, expiresOn, by, at) => async (key) => {
      const brings = { entry: { expiresOn }, set: { expiresOn } };
      const fresh = freshPermit(sealer, permit, areaId, expiresOn);
      const move = { key, kind: 'set', by, at } as const;
      return shownAs(await append(permitFilter(sealer, permit), move, () => ({ ...brings, fresh })), show);
    },

    end: (permit, by, at) => async (key) =>
      shownAs(await append(permitFilter(sealer, permit), { key, kind: 'ended', by, at }), show),

    of: (schoolId) => list({ schoolId, open: true }),

    ending: (from, to, areaId) =>
      list({ open: true, expiresOn: { $gte: from, $lte: to }, ...defined({ areaId }) }),
  };
}
