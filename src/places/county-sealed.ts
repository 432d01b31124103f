import type { SealedCollection } from '../privacy/sealed-table.ts';
import { createCountyBoxes, versionPlace } from './county-boxes.ts';
import { printsOf } from './county-print.ts';
import type { CountyVersion } from './county-versions-store.ts';

/** What versions of the county file seal, and the hash by which the same file is known again. */
export const SEALED_COUNTY: SealedCollection = {
  collection: 'county_versions',
  name: '县档案',
  boxes: { secrets: (id) => versionPlace(id, 'secrets'), text: (id) => versionPlace(id, 'text') },
  hashes: {
    kids: (document) => [(document as unknown as CountyVersion).print.kid],
    renewed: (document, sealer) => {
      const version = document as unknown as CountyVersion;
      const prints = printsOf(sealer, createCountyBoxes(sealer).open(version).file);
      // A file of an older format had another hash, and the same file is to make a new version then.
      return prints.some(({ h }) => h === version.print.h) ? { print: prints[0] } : undefined;
    },
  },
};
