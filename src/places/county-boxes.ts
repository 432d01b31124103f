import { defined } from '../kit/defined.ts';
import type { Sealer } from '../privacy/types.ts';
import type { CountyVersion } from './county-versions-store.ts';
import type { CountyFile } from './file-shape.ts';
import { type GroupSecrets, secretsOf, withSecrets } from './group-secrets.ts';

/** What of a version is sealed: its push addresses, and the clerk's text that has them too. */
export interface CountyBoxes {
  sealSecrets(id: string, file: CountyFile): Buffer;
  sealText(id: string, text: string): Buffer;
  secrets(version: CountyVersion): GroupSecrets;
  /** The file with its push addresses, and its text. */
  open(version: CountyVersion): { readonly file: CountyFile; readonly text?: string };
}

/** The boxes of all versions. */
export function createCountyBoxes(sealer: Sealer): CountyBoxes {
  const secrets = ({ secrets: box, _id }: CountyVersion): GroupSecrets =>
    JSON.parse(sealer.openText(box, versionPlace(_id, 'secrets'))) as GroupSecrets;
  return {
    sealSecrets: (id, file) => sealer.seal(JSON.stringify(secretsOf(file)), versionPlace(id, 'secrets')),
    sealText: (id, text) => sealer.seal(text, versionPlace(id, 'text')),
    secrets,
    open: (version) => ({
      file: withSecrets(version.file, secrets(version)),
      ...defined({ text: version.text && sealer.openText(version.text, versionPlace(version._id, 'text')) }),
    }),
  };
}

/** What a box of a version is sealed to. */
export const versionPlace = (version: string, field: string): string => `county_versions:${version}:${field}`;
