import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import type { Sealer } from '../privacy/types.ts';
import type { CountyBoxes } from './county-boxes.ts';
import {
  countArriving,
  type InUse,
  inUse,
  isOtherCounty,
  leavingPlaces,
  type OpenCasesOf,
} from './county-changes.ts';
import { type CountyDiff, diffCounty } from './county-diff.ts';
import { type Merged, mergedAmong } from './county-former.ts';
import { printsOf } from './county-print.ts';
import {
  type CountyVersion,
  type CountyVersions,
  type LoadedBy,
  nextVersionId,
} from './county-versions-store.ts';
import type { CountyFile } from './file-shape.ts';
import { withoutSecrets } from './group-secrets.ts';
import type { Place } from './place.ts';
import { resolveCounty } from './resolve-county.ts';

/** How loading went. Only `loaded` changed anything. */
export type LoadOutcome =
  | {
      readonly outcome: 'loaded';
      readonly version: string;
      readonly seq: number;
      readonly added: number;
      readonly retired: readonly Place[];
      /** Schools that live on as part of another one; not among the retired. */
      readonly merged: readonly Merged[];
    }
  | { readonly outcome: 'unchanged'; readonly version: string }
  | { readonly outcome: 'refused'; readonly inUse: readonly InUse[] }
  | { readonly outcome: 'other-county'; readonly loaded: string };

/** Where a file comes from. */
export interface CountySource {
  readonly by: LoadedBy;
  /** As the clerk wrote it, comments included. */
  readonly text?: string;
}

/** Making a file the current version. */
export interface CountyLoading {
  /**
   * Makes the file the current version, all or nothing. The same file again changes nothing but comments. Places that
   * vanished are retired; while one of them has open cases and no school that it is part of now, nothing is loaded.
   */
  load(file: CountyFile, openCasesOf: OpenCasesOf, source?: CountySource): Promise<LoadOutcome>;
  /** What loading the file would change; undefined before the first version, and for another county. */
  diff(file: CountyFile): Promise<CountyDiff | undefined>;
  /** Whether the current version has this very content. */
  isCurrent(file: CountyFile): Promise<boolean>;
  /** Whether some version, also one that is no longer current, has this very content. */
  wasLoaded(file: CountyFile): Promise<boolean>;
}

interface Parts {
  readonly versions: CountyVersions;
  readonly boxes: CountyBoxes;
  readonly sealer: Sealer;
  readonly clock: Clock;
  onLoaded(): void;
}

const ATTEMPTS = 10;

/** Loading into these versions. */
export function createCountyLoading(parts: Parts): CountyLoading {
  const { versions, boxes, sealer, clock, onLoaded } = parts;
  const has = (prints: ReturnType<typeof printsOf>, { print }: Pick<CountyVersion, 'print'>): boolean =>
    prints.some(({ kid, h }) => kid === print.kid && h === print.h);

  const attempt = async (
    file: CountyFile,
    openCasesOf: OpenCasesOf,
    source: CountySource,
  ): Promise<LoadOutcome | 'raced'> => {
    const before = await versions.current();
    const prints = printsOf(sealer, file);
    if (before && has(prints, before)) {
      const { text } = source;
      if (text !== undefined && text !== boxes.open(before).text)
        await versions.keepText(before._id, boxes.sealText(before._id, text));
      return { outcome: 'unchanged', version: before._id };
    }
    if (before && isOtherCounty(before.file, file))
      return { outcome: 'other-county', loaded: before.file.county.name };
    const next = versionAfter(before, file, prints[0] ?? { kid: '', h: '' }, source);
    const { places } = next.resolved;
    const leaving = leavingPlaces(places, before?.resolved.places);
    const merged = mergedAmong(leaving, places.schools);
    const retired = leaving.filter((place) => merged.every((one) => one.place !== place));
    const busy = await inUse(retired, openCasesOf);
    if (busy.length > 0) return { outcome: 'refused', inUse: busy };
    if (!(await versions.supersede(before, next))) return 'raced';
    onLoaded();
    const added = countArriving(places, before?.resolved.places);
    return { outcome: 'loaded', version: next._id, seq: next.seq, added, retired, merged };
  };

  const versionAfter = (
    before: CountyVersion | undefined,
    file: CountyFile,
    print: CountyVersion['print'],
    { by, text }: CountySource,
  ): CountyVersion => {
    const _id = nextVersionId(before, print.h);
    return {
      _id,
      seq: (before?.seq ?? 0) + 1,
      loadedAt: clock.now(),
      by,
      ...defined({ before: before?._id, text: text === undefined ? undefined : boxes.sealText(_id, text) }),
      print: { ...print },
      file: withoutSecrets(file),
      secrets: boxes.sealSecrets(_id, file),
      resolved: resolveCounty(file, before?.resolved),
    };
  };

  return {
    load: async (file, openCasesOf, source = { by: 'hand' }) => {
      for (let round = 0; round < ATTEMPTS; round += 1) {
        const outcome = await attempt(file, openCasesOf, source);
        if (outcome !== 'raced') return outcome;
      }
      throw new Error('The county file is being loaded from too many places at once.');
    },
    diff: async (file) => {
      const before = await versions.current();
      if (before === undefined || isOtherCounty(before.file, file)) return undefined;
      const known = { file: boxes.open(before).file, resolved: before.resolved };
      return diffCounty(known, { file, resolved: resolveCounty(file, before.resolved) });
    },
    isCurrent: async (file) => {
      const current = await versions.current();
      return current !== undefined && has(printsOf(sealer, file), current);
    },
    wasLoaded: async (file) => {
      const prints = printsOf(sealer, file);
      return (await versions.chain()).some((version) => has(prints, version));
    },
  };
}
