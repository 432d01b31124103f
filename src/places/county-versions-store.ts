import { createHash } from 'node:crypto';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { CountyFile } from './file-shape.ts';
import type { SchoolKind } from './place.ts';
import type { ResolvedCounty } from './resolve-county.ts';

/** How a version came to be: loaded at a start, by hand, or taken back to by hand. */
export type LoadedBy = 'start' | 'hand' | 'rollback';

/** A version of the county file. Never changed after it was written, but for comments in its text. */
export interface CountyVersion {
  readonly _id: string;
  readonly seq: number;
  readonly loadedAt: Date;
  /** Absent in versions that were stored before it was kept; so are `before` and `text`. */
  readonly by?: LoadedBy;
  /** The version that it took the place of. */
  readonly before?: string;
  /** Keyed hash of the file with its secrets. */
  readonly print: { readonly kid: string; readonly h: string };
  /** Without push addresses. */
  readonly file: CountyFile;
  /** Push addresses of the groups, sealed. */
  readonly secrets: Buffer;
  /** The text as the clerk wrote it, comments and push addresses included, sealed. */
  readonly text?: Buffer;
  readonly resolved: ResolvedCounty;
}

/** What a list of versions shows of one. */
export type VersionHead = Pick<CountyVersion, '_id' | 'seq' | 'loadedAt' | 'by' | 'before' | 'print'> & {
  readonly file: Pick<CountyFile, 'townships' | 'schools' | 'members' | 'groups'>;
};

/** Versions, and the pointer to the one that counts. */
export interface CountyVersions {
  /** Id of the current version; undefined before the first one. One read of one small document. */
  currentId(): Promise<string | undefined>;
  current(): Promise<CountyVersion | undefined>;
  byId(id: string): Promise<CountyVersion | undefined>;
  /** The versions that were current one after the other, the newest first. */
  chain(): Promise<readonly VersionHead[]>;
  /** Stores the version and makes it current, unless another one than `before` is current by now: then `false`. */
  supersede(before: CountyVersion | undefined, version: CountyVersion): Promise<boolean>;
  /** The same content with other comments. */
  keepText(id: string, text: Buffer): Promise<void>;
}

interface Pointer {
  readonly _id: 'current';
  readonly version: string;
}

/** The id of the version that follows `before` with this content: two loaders of one file make the same id. */
export function nextVersionId(before: CountyVersion | undefined, print: string): string {
  return `${(before?.seq ?? 0) + 1}-${createHash('sha256').update(print).digest('hex').slice(0, 12)}`;
}

const HEAD = Object.fromEntries(
  ['seq', 'loadedAt', 'by', 'before', 'print']
    .concat(['townships', 'schools', 'members', 'groups'].map((list) => `file.${list}.name`))
    .map((field) => [field, 1]),
);

/** The versions kept in this database. */
export function createCountyVersions(mongo: Mongo): CountyVersions {
  const versions = mongo.collection<CountyVersion & { _id: string }>('county_versions');
  const pointers = mongo.collection<Pointer>('county');
  const currentId = async (): Promise<string | undefined> =>
    (await pointers.findOne({ _id: 'current' }))?.version;
  const byId = async (id: string): Promise<CountyVersion | undefined> =>
    (await versions.findOne({ _id: id }, { promoteBuffers: true })) ?? undefined;

  const point = async (from: CountyVersion | undefined, to: string): Promise<boolean> => {
    if (from === undefined) return isNew(() => pointers.insertOne({ _id: 'current', version: to }));
    const set = { $set: { version: to } };
    const result = await pointers.updateOne({ _id: 'current', version: from._id }, set);
    return result.matchedCount === 1;
  };

  return {
    currentId,
    byId,
    current: async () => {
      const id = await currentId();
      if (id === undefined) return undefined;
      const version = await byId(id);
      if (version === undefined)
        throw new Error(`Version ${id} of the county file is missing in the database.`);
      return version;
    },
    chain: async () => {
      const heads = await versions.find({}, { projection: HEAD }).sort({ seq: -1, loadedAt: -1 }).toArray();
      return chainOf(heads as readonly VersionHead[], await currentId());
    },
    supersede: async (before, version) => {
      // A loader that broke off before the pointer moved may have left this very version.
      await isNew(() => versions.insertOne({ ...version }));
      return point(before, version._id);
    },
    keepText: async (id, text) => {
      await versions.updateOne({ _id: id }, { $set: { text } });
    },
  };
}

/** The kind of each school of the current version, retired ones included. */
export async function schoolKinds(db: Mongo['db']): Promise<(schoolId: string) => SchoolKind | undefined> {
  const pointer = await db.collection<Pointer>('county').findOne({ _id: 'current' });
  const versions = db.collection<CountyVersion>('county_versions');
  const version = await versions.findOne({ _id: pointer?.version ?? '' });
  const { schools = [], retired = [] } = version?.resolved.places ?? {};
  const kinds = new Map(
    [...schools, ...retired].flatMap((place) =>
      place.kind === 'school' ? [[place.id, place.schoolKind] as const] : [],
    ),
  );
  return (schoolId) => kinds.get(schoolId);
}

/** Of two loaders at once only one became current: the other one's version counts for nothing. */
function chainOf(heads: readonly VersionHead[], current: string | undefined): readonly VersionHead[] {
  const chain: VersionHead[] = [];
  let next = heads.find(({ _id }) => _id === current);
  while (next !== undefined) {
    const { before, seq }: VersionHead = next;
    chain.push(next);
    next = heads.find((one) => (before === undefined ? one.seq === seq - 1 : one._id === before));
  }
  return chain;
}

/** `false` when the document is there already. */
async function isNew(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
