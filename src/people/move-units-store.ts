import type { Mongo } from '../mongo/connect.ts';
import { createPeopleVersion } from './people-version-store.ts';

/** The school that another one is part of now. */
export interface NewUnit {
  readonly schoolId: string;
  readonly townshipId: string;
}

interface Bound {
  readonly _id: string;
  readonly claim?: { readonly schoolId?: string };
}
interface Declared {
  readonly _id: string;
  readonly entries: readonly { readonly id: string; readonly declaration: { readonly schoolId?: string } }[];
}

/**
 * Gives who was bound in chat as somebody of this school, and groups that were declared as its own, the school it is
 * part of now. Safe to repeat. Resolves to how many were changed.
 */
export async function moveUnits(mongo: Mongo, from: string, to: NewUnit): Promise<number> {
  const bound = await mongo
    .collection<Bound>('bindings')
    .updateMany(
      { 'claim.schoolId': from },
      { $set: { 'claim.schoolId': to.schoolId, 'claim.townshipId': to.townshipId } },
    );
  const groups = mongo.collection<Declared>('group_bindings');
  const declared = await groups.find({ 'entries.declaration.schoolId': from }).toArray();
  for (const { _id, entries } of declared) {
    const moved = entries.map((entry) =>
      entry.declaration.schoolId === from
        ? { ...entry, declaration: { ...entry.declaration, ...to } }
        : entry,
    );
    // Unless something newer was said meanwhile: then the next time.
    const last = entries.length - 1;
    const same = { _id, entries: { $size: entries.length }, [`entries.${last}.id`]: entries[last]?.id };
    await groups.updateOne(same, { $set: { entries: moved } });
  }
  const changed = bound.modifiedCount + declared.length;
  if (changed > 0) await createPeopleVersion(mongo).bump();
  return changed;
}
