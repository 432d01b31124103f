import type { Clock } from '../kit/clock.ts';
import { freshFor } from '../kit/fresh-for.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';
import { buildCounty, NO_COUNTY } from './build-county.ts';
import type { County } from './county.ts';
import {
  canonicalJson,
  countArriving,
  type InUse,
  inUse,
  isOtherCounty,
  leavingPlaces,
  type OpenCasesOf,
} from './county-changes.ts';
import { type CountyVersion, createCountyVersions, nextVersionId } from './county-versions-store.ts';
import type { CountyFile } from './file-shape.ts';
import type { Gazetteer } from './gazetteer.ts';
import {
  type GroupSecrets,
  type PushAddress,
  pushAddresses,
  secretsOf,
  withoutSecrets,
  withSecrets,
} from './group-secrets.ts';
import type { Place } from './place.ts';
import { resolveCounty } from './resolve-county.ts';

/** How loading went. Only `loaded` changed anything. */
export type LoadOutcome =
  | {
      readonly outcome: 'loaded';
      readonly version: string;
      readonly added: number;
      readonly retired: readonly Place[];
    }
  | { readonly outcome: 'unchanged'; readonly version: string }
  | { readonly outcome: 'refused'; readonly inUse: readonly InUse[] }
  | { readonly outcome: 'other-county'; readonly loaded: string };

/** The county file in the database. */
export interface CountyStore {
  /**
   * Makes the file the current version, all or nothing. The same file again changes nothing. Places that vanished
   * are retired; while one of them has open cases, nothing is loaded.
   */
  load(file: CountyFile, openCasesOf: OpenCasesOf): Promise<LoadOutcome>;
  /** The current version, at most 2 s stale; an empty county before the first one. */
  county(): Promise<County>;
  /** The places of the current version. */
  current(): Promise<Gazetteer>;
  /** The current file with its push addresses; undefined before the first one. */
  exportFile(): Promise<CountyFile | undefined>;
  /** The push address of a group of the current version, at most 2 s stale; a secret. Undefined: it has none. */
  webhookOf(platform: 'wecom' | 'dingtalk', chat: string): Promise<PushAddress | undefined>;
}

/** What a county store works with. */
export interface CountyStoreOptions {
  readonly mongo: Mongo;
  /** Seals the groups' push addresses. */
  readonly sealer: Sealer;
  readonly clock: Clock;
}

// The check itself takes time: together they stay under the 2 s that are promised.
const FRESH_MS = 1_500;
const ATTEMPTS = 10;
// Raise it when the same file shall give other places: the next load then makes a new version.
const FORMAT = 1;

/** The county file kept in this database. */
export function createCountyStore({ mongo, sealer, clock }: CountyStoreOptions): CountyStore {
  const versions = createCountyVersions(mongo);
  let built: County = NO_COUNTY;
  const fresh = freshFor(FRESH_MS, async () => {
    const id = await versions.currentId();
    if (id === undefined || id === built.version) return built;
    const version = await versions.current();
    if (version !== undefined) built = buildCounty(version._id, version.file, version.resolved);
    return built;
  });

  const opened = ({ secrets, _id }: CountyVersion): GroupSecrets =>
    JSON.parse(sealer.openText(secrets, place(_id))) as GroupSecrets;

  let addresses: { readonly version: string; readonly byChat: ReadonlyMap<string, PushAddress> } | undefined;
  const webhookOf: CountyStore['webhookOf'] = async (platform, chat) => {
    const { version } = await fresh.get();
    if (addresses?.version !== version) {
      const stored = await versions.current();
      if (stored === undefined) return undefined;
      addresses = { version: stored._id, byChat: pushAddresses(stored.file, opened(stored)) };
    }
    return addresses.byChat.get(`${platform}:${chat}`);
  };

  const attempt = async (file: CountyFile, openCasesOf: OpenCasesOf): Promise<LoadOutcome | 'raced'> => {
    const before = await versions.current();
    const prints = sealer.hashes('county-file', canonicalJson({ FORMAT, file }));
    if (before && prints.some(({ kid, h }) => kid === before.print.kid && h === before.print.h))
      return { outcome: 'unchanged', version: before._id };
    if (before && isOtherCounty(before.file, file))
      return { outcome: 'other-county', loaded: before.file.county.name };
    const next = versionAfter(before, file, prints[0] ?? { kid: '', h: '' });
    const retired = leavingPlaces(next.resolved.places, before?.resolved.places);
    const busy = await inUse(retired, openCasesOf);
    if (busy.length > 0) return { outcome: 'refused', inUse: busy };
    if (!(await versions.supersede(before, next))) return 'raced';
    fresh.forget();
    const added = countArriving(next.resolved.places, before?.resolved.places);
    return { outcome: 'loaded', version: next._id, added, retired };
  };

  const versionAfter = (
    before: CountyVersion | undefined,
    file: CountyFile,
    print: CountyVersion['print'],
  ): CountyVersion => {
    const _id = nextVersionId(before, print.h);
    return {
      _id,
      seq: (before?.seq ?? 0) + 1,
      loadedAt: clock.now(),
      print: { ...print },
      file: withoutSecrets(file),
      secrets: sealer.seal(JSON.stringify(secretsOf(file)), place(_id)),
      resolved: resolveCounty(file, before?.resolved),
    };
  };

  return {
    load: async (file, openCasesOf) => {
      for (let round = 0; round < ATTEMPTS; round += 1) {
        const outcome = await attempt(file, openCasesOf);
        if (outcome !== 'raced') return outcome;
      }
      throw new Error('The county file is being loaded from too many places at once.');
    },
    county: fresh.get,
    current: async () => (await fresh.get()).gazetteer,
    exportFile: async () => {
      const version = await versions.current();
      if (version === undefined) return undefined;
      return withSecrets(version.file, opened(version));
    },
    webhookOf,
  };
}

const place = (version: string): string => `county_versions:${version}:secrets`;
