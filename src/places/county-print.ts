import type { Sealer } from '../privacy/types.ts';
import { canonicalJson } from './county-changes.ts';
import type { CountyFile } from './file-shape.ts';

// Raise it when the same file shall give other places: the next load then makes a new version.
const FORMAT = 1;

/** The keyed hashes by which the same file, push addresses included, is known again: one per known key. */
export function printsOf(sealer: Sealer, file: CountyFile): ReturnType<Sealer['hashes']> {
  return sealer.hashes('county-file', canonicalJson({ FORMAT, file }));
}
