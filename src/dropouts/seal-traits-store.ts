import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import type { SchoolKind } from '../places/place.ts';
import type { Sealer } from '../privacy/types.ts';
import { DROPOUT_FILE, type StoredDropout } from './dropout-document.ts';
import { openPart, sealPart, traitsOf } from './sealed-part.ts';
import { stageOf } from './stage.ts';
import type { ChildTraits } from './types.ts';

/** A case as programs left it that kept the traits in clear. */
type OldDropout = StoredDropout & ChildTraits;

/** What sealing needs besides the database. */
export interface SealTraitsParts {
  readonly sealer: Sealer;
  readonly kindOf: (schoolId: string) => SchoolKind | undefined;
}

const IN_CLEAR = ['grade', 'className', 'sex', 'absentSince'] as const;
const GONE = Object.fromEntries(IN_CLEAR.map((name) => [name, '']));
const BATCH = 200;

/**
 * Moves grade, class, sex and first day of absence of all cases into their sealed part and leaves the stage in the
 * open. What is sealed already is left alone, so that a run that broke off goes on where it was; a case that grows
 * meanwhile is found by the next pass.
 */
export async function sealTraits(db: mongo.Db, parts: SealTraitsParts): Promise<void> {
  while (await sealAll(db.collection<OldDropout>(DROPOUT_FILE.collection, { promoteBuffers: true }), parts));
}

/** One pass over the collection; false when there was nothing to do. */
async function sealAll(files: mongo.Collection<OldDropout>, parts: SealTraitsParts): Promise<boolean> {
  const clear = { $or: IN_CLEAR.map((name) => ({ [name]: { $exists: true } })) };
  let last = '';
  for (;;) {
    const found = files.find({ ...clear, _id: { $gt: last } } as mongo.Filter<OldDropout>);
    const batch = (await found.sort({ _id: 1 }).limit(BATCH).toArray()) as OldDropout[];
    if (batch.length === 0) return last !== '';
    await files.bulkWrite(
      batch.map((file) => updateOf(file, parts)),
      { ordered: false },
    );
    last = batch.at(-1)?._id ?? last;
  }
}

/** The version grows, so that nobody who read the case before writes their sealed part over this one. */
function updateOf(
  file: OldDropout,
  { sealer, kindOf }: SealTraitsParts,
): mongo.AnyBulkWriteOperation<OldDropout> {
  const part = openPart(sealer, file);
  const traits = { ...part.traits, ...traitsOf(file) };
  const stage = stageOf(traits.grade, file.schoolId === undefined ? undefined : kindOf(file.schoolId));
  const set = { ...defined({ stage }), sealed: sealPart(sealer, file._id, { ...part, traits }) };
  const update = { $set: set, $unset: GONE, $inc: { v: 1 } } as unknown as mongo.UpdateFilter<OldDropout>;
  return { updateOne: { filter: { _id: file._id, v: file.v } as mongo.Filter<OldDropout>, update } };
}
