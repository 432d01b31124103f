import type { Clock } from '../kit/clock.ts';
import { freshFor } from '../kit/fresh-for.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';
import { buildCounty, NO_COUNTY } from './build-county.ts';
import type { County } from './county.ts';
import { createCountyBoxes } from './county-boxes.ts';
import { type CountyLoading, createCountyLoading } from './county-loading.ts';
import { createCountyVersions, type LoadedBy, type VersionHead } from './county-versions-store.ts';
import type { CountyFile } from './file-shape.ts';
import type { Gazetteer } from './gazetteer.ts';
import { type PushAddress, phoneIn, pushAddresses } from './group-secrets.ts';

/** A version as a list shows it. */
export interface VersionFacts {
  /** Its number: 1, 2, 3 … */
  readonly seq: number;
  readonly loadedAt: Date;
  /** Absent of old versions. */
  readonly by?: LoadedBy;
  readonly townships: number;
  readonly schools: number;
  readonly members: number;
  readonly groups: number;
}

/** A stored version, as it was loaded. Holds push addresses, if there are any. */
export interface StoredCounty {
  readonly file: CountyFile;
  /** The clerk's own text with its comments; absent of old versions. */
  readonly text?: string;
}

/** The county file in the database. */
export interface CountyStore extends CountyLoading {
  /** The current version, at most 2 s stale; an empty county before the first one. */
  county(): Promise<County>;
  /** The places of the current version. */
  current(): Promise<Gazetteer>;
  /** What was ever in force, the newest (the current one) first. */
  versions(): Promise<readonly VersionFacts[]>;
  /** The version of that number, the current one when absent; undefined: there is none. */
  stored(seq?: number): Promise<StoredCounty | undefined>;
  /** The push address of a group of the current version, at most 2 s stale; a secret. Undefined: it has none. */
  webhookOf(platform: 'wecom' | 'dingtalk', chat: string): Promise<PushAddress | undefined>;
  /** The phone number of a person of the current version, as the file has it; undefined: it has none. */
  phoneOf(memberId: string): Promise<string | undefined>;
}

/** What a county store works with. */
export interface CountyStoreOptions {
  readonly mongo: Mongo;
  /** Seals the groups' push addresses, and the text they are written in. */
  readonly sealer: Sealer;
  readonly clock: Clock;
}

// The check itself takes time: together they stay under the 2 s that are promised.
const FRESH_MS = 1_500;

/** The county file kept in this database. */
export function createCountyStore({ mongo, sealer, clock }: CountyStoreOptions): CountyStore {
  const versions = createCountyVersions(mongo);
  const boxes = createCountyBoxes(sealer);
  let built: County = NO_COUNTY;
  const fresh = freshFor(FRESH_MS, async () => {
    const id = await versions.currentId();
    if (id === undefined || id === built.version) return built;
    const version = await versions.current();
    if (version !== undefined) built = buildCounty(version._id, version.file, version.resolved);
    return built;
  });

  let addresses: { readonly version: string; readonly byChat: ReadonlyMap<string, PushAddress> } | undefined;
  const webhookOf: CountyStore['webhookOf'] = async (platform, chat) => {
    const { version } = await fresh.get();
    if (addresses?.version !== version) {
      const stored = await versions.current();
      if (stored === undefined) return undefined;
      addresses = { version: stored._id, byChat: pushAddresses(stored.file, boxes.secrets(stored)) };
    }
    return addresses.byChat.get(`${platform}:${chat}`);
  };

  let phones: { readonly version: string; readonly byMember: ReadonlyMap<string, string> } | undefined;
  const phoneOf: CountyStore['phoneOf'] = async (memberId) => {
    const { version } = await fresh.get();
    if (phones?.version !== version) {
      const stored = await versions.current();
      if (stored === undefined) return undefined;
      const secrets = boxes.secrets(stored);
      const known = stored.resolved.members.flatMap(({ id }, n) => {
        const phone = phoneIn(stored.file, secrets, n);
        return phone === undefined ? [] : [[id, phone] as const];
      });
      phones = { version: stored._id, byMember: new Map(known) };
    }
    return phones.byMember.get(memberId);
  };

  return {
    ...createCountyLoading({ versions, boxes, sealer, clock, onLoaded: fresh.forget }),
    county: fresh.get,
    current: async () => (await fresh.get()).gazetteer,
    versions: async () => (await versions.chain()).map(factsOf),
    stored: async (seq) => {
      const id = seq === undefined ? await versions.currentId() : await idOf(versions, seq);
      const version = id === undefined ? undefined : await versions.byId(id);
      return version && boxes.open(version);
    },
    webhookOf,
    phoneOf,
  };
}

async function idOf(
  versions: Pick<ReturnType<typeof createCountyVersions>, 'chain'>,
  seq: number,
): Promise<string | undefined> {
  return (await versions.chain()).find((head) => head.seq === seq)?._id;
}

const factsOf = ({ seq, loadedAt, by, file }: VersionHead): VersionFacts => ({
  ...{ seq, loadedAt },
  ...(by === undefined ? {} : { by }),
  townships: file.townships.length,
  schools: file.schools.length,
  members: file.members.length,
  groups: file.groups.length,
});
