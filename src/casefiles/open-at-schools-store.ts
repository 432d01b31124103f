import type { mongo } from 'mongoose';

interface AtSchool {
  readonly no: string;
  readonly open: boolean;
  readonly schoolId?: string;
}

/** The open files of a collection that lie at these schools; asks nothing when there are none. */
export async function openAtSchools<D extends AtSchool>(
  files: mongo.Collection<D>,
  schoolIds: readonly string[],
): Promise<readonly { readonly no: string; readonly schoolId: string }[]> {
  if (schoolIds.length === 0) return [];
  const filter = { open: true, schoolId: { $in: [...schoolIds] } } as unknown as mongo.Filter<D>;
  const found = await files.find(filter, { projection: { no: 1, schoolId: 1 } }).toArray();
  return found.map(({ no, schoolId = '' }) => ({ no, schoolId }));
}
