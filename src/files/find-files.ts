import type { DropoutStore } from '../dropouts/types.ts';
import type { HazardStore } from '../hazards/types.ts';
import type { IncidentStore } from '../incidents/types.ts';
import { formatCaseNumber, readCaseNumber } from '../kit/case-number.ts';
import type { Files, FoundFile } from './types.ts';

type Kind = 'K' | 'Y' | 'T';

/** Look a number up in all three stores: the kind and the year may be missing in what people type. */
export function createFiles(stores: {
  readonly dropouts: DropoutStore;
  readonly hazards: HazardStore;
  readonly incidents: IncidentStore;
}): Files {
  const one = async (kind: Kind, no: string): Promise<FoundFile | undefined> => {
    if (kind === 'K') return wrap('dropout', no, await stores.dropouts.find(no));
    if (kind === 'Y') return wrap('hazard', no, await stores.hazards.find(no));
    return wrap('incident', no, await stores.incidents.find(no));
  };
  return {
    async find(words, year2) {
      const read = readCaseNumber(words);
      if (!read || read.kind === 'P') return [];
      const kinds: readonly Kind[] = read.kind ? [read.kind] : ['K', 'Y', 'T'];
      const years = read.year2 === undefined ? [year2, year2 - 1] : [read.year2];
      for (const year of years) {
        const found = await Promise.all(
          kinds.map((kind) => one(kind, formatCaseNumber(kind, year, read.serial))),
        );
        const files = found.filter((file) => file !== undefined);
        if (files.length > 0) return files;
      }
      return [];
    },
  };
}

function wrap<K extends FoundFile['kind']>(
  kind: K,
  no: string,
  file: Extract<FoundFile, { kind: K }>['file'] | undefined,
): FoundFile | undefined {
  return file ? ({ kind, no, file } as FoundFile) : undefined;
}
