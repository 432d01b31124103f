import { openExtension, standingListing } from './listing.ts';
import type { HazardMove } from './transitions.ts';
import type { Hazard } from './types.ts';

/** Whether a line about the listing fits this hazard now; every other line does. */
export function offersListing(file: Hazard, move: HazardMove): boolean {
  const listed = standingListing(file) !== undefined;
  const kinds = file.entries.map(({ kind }) => kind);
  switch (move) {
    case 'listing-asked':
      return file.level === '重大' && !listed && !kinds.includes('listing-asked');
    case 'listing-passed':
      return file.level === '重大' && !listed && !kinds.includes('listing-passed');
    case 'listed':
      return file.level === '重大' && !listed && kinds.includes('listing-passed');
    case 'extension-agreed':
    case 'extension-refused':
      return openExtension(file) !== undefined;
    case 'progress':
    case 'extension-asked':
    case 'delisted':
      return listed;
    // One listing is ended before the hazard is.
    case 'closed':
      return !listed;
    default:
      return true;
  }
}
