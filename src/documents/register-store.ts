import type { mongo } from 'mongoose';
import { type CaseFileServices, createAppends } from '../casefiles/append-store.ts';
import { fileAfter, shownAs } from '../casefiles/appended.ts';
import { SentinelError } from '../errors.ts';
import type { Actor } from '../people/actor.ts';
import { scopeOf } from '../people/scope.ts';
import type { Sealer } from '../privacy/types.ts';
import { plainNumber } from './number-in.ts';
import {
  freshIssued,
  ISSUED_FILE,
  idOf,
  openPaper,
  type StoredIssued,
  sealReason,
  sequenceOf,
  toIssued,
  wordsIn,
} from './register-document.ts';
import type { Issued, Register } from './register-types.ts';

/** So many others may take a number between a look and a try. */
const TRIES = 200;

/** The register in MongoDB. */
export function createRegister(services: CaseFileServices & { readonly sealer: Sealer }): Register {
  const { sealer } = services;
  const { files, one, append } = createAppends(services, ISSUED_FILE);
  const show = (stored: StoredIssued): Issued => toIssued(sealer, stored);
  const several = async (filter: mongo.Filter<StoredIssued>, limit: number): Promise<readonly Issued[]> =>
    ((await files.find(filter).sort({ at: -1, _id: -1 }).limit(limit).toArray()) as StoredIssued[]).map(show);
  const highest = async (sequence: string): Promise<number> =>
    (await files.findOne({ sequence }, { sort: { n: -1 }, projection: { n: 1 } }))?.n ?? 0;

  return {
    sign: (signing) => async (key) => {
      const sequence = sequenceOf(signing);
      const { by, at } = signing;
      // In this order: what this very message signed meanwhile is found by its key, or lies above the highest.
      let n = await highest(sequence);
      const signed = await one({ signedBy: key });
      if (signed !== undefined) return show(signed);
      for (let tries = 0; tries < TRIES; tries += 1) {
        n += 1;
        const fresh = freshIssued(sealer, signing, { key, n });
        const move = { key, kind: 'signed', by, at } as const;
        const done = await append({ _id: idOf(sequence, n) }, move, () => ({ fresh }));
        const stored = fileAfter(done);
        if (stored !== undefined) return show(stored);
      }
      throw new SentinelError('numbers_contended', 'Too many documents are being numbered at once.');
    },

    voided: (id, reason, by, at) => async (key) => {
      const sealed = sealReason(sealer, reason, id, key);
      const move = { key, kind: 'voided', by, at } as const;
      // Of an erased paper no words are kept any more, these neither.
      const build = (file: StoredIssued | undefined) => (file?.sealed ? { entry: { sealed } } : {});
      return shownAs(await append({ _id: id }, move, build), show);
    },

    eraseOf: async (no) => {
      const signed = (await files.find({ no, subject: 'case' }).toArray()) as StoredIssued[];
      for (const file of signed) {
        const gone = Object.fromEntries(wordsIn(file).map((path) => [path, '']));
        await files.updateOne({ _id: file._id }, { $unset: gone } as mongo.UpdateFilter<StoredIssued>);
      }
    },

    find: async (number) => {
      const stored = await one({ plain: plainNumber(number) });
      return stored && show(stored);
    },

    paper: async (id) => {
      const stored = await one({ _id: id });
      return stored && openPaper(sealer, stored);
    },

    of: ({ of }) => several({ no: of }, MOST_OF_ONE),

    list: async (reader, limit) => {
      const filter = sightOf(reader);
      return filter === undefined ? [] : several(filter, limit);
    },
  };
}

const MOST_OF_ONE = 50;

/** What of the register somebody sees: that of their area; undefined for nothing. */
function sightOf(reader: Actor): mongo.Filter<StoredIssued> | undefined {
  const scope = scopeOf(reader);
  if (scope === 'all') return {};
  if (scope === 'own' || scope === 'none') return undefined;
  return 'townshipId' in scope ? { areaId: scope.townshipId } : { schoolId: scope.schoolId };
}
