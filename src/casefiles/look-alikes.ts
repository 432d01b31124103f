import { type FileInSight, maySee, type Reader, type Sight } from './rights.ts';

/** What one person may hear of open files that look like theirs. */
export interface LookAlikes {
  /** The numbers of those of their own area, or that they may see; newest first, at most three. */
  readonly seen: readonly string[];
  /** There are some in another area. No number, no place. */
  readonly elsewhere: boolean;
}

/** A file as it is told of. */
interface Alike extends FileInSight {
  readonly areaId: string;
  readonly no: string;
}

/** How many are compared; more would tell nobody more. */
export const MOST_ALIKE = 20;
const MOST_TOLD = 3;

/** Whoever is not bound hears of none, not even that there are any. `files` are given newest first. */
export function heardOf(reader: Reader, files: readonly Alike[], sight: Sight): LookAlikes {
  const { bound, townshipId } = reader.actor;
  if (!bound) return { seen: [], elsewhere: false };
  const told = files.filter((file) => file.areaId === townshipId || maySee(reader, file, sight));
  return { seen: told.slice(0, MOST_TOLD).map(({ no }) => no), elsewhere: told.length < files.length };
}
