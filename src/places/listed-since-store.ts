import type { Mongo } from '../mongo/connect.ts';
import type { CountyVersion } from './county-versions-store.ts';

/** Since when the county file lists each of its members, by id, as far as its versions go back. */
export function createListedSince(mongo: Mongo): () => Promise<ReadonlyMap<string, Date>> {
  const versions = mongo.collection<CountyVersion & { _id: string }>('county_versions');
  return async () => {
    const projection = { loadedAt: 1, 'resolved.members.id': 1 };
    let since: ReadonlyMap<string, Date> = new Map();
    // Whom a version leaves out is listed anew by the one they come back with.
    for await (const { loadedAt, resolved } of versions.find({}, { projection }).sort({ seq: 1 })) {
      const before = since;
      since = new Map(resolved.members.map(({ id }) => [id, before.get(id) ?? loadedAt]));
    }
    return since;
  };
}
