import { describe, expect, it } from '@jest/globals';
import { configuredMirror } from '../../../src/mongo/embedded/apt-sources.ts';

const MAIN = 'http://mirror.example/debian';

const ONE_LINE: [string, string][] = [
  ['a plain line', `deb ${MAIN} bookworm main`],
  ['options', `deb [arch=amd64 signed-by=/some/key.gpg] ${MAIN} bookworm main contrib`],
  [
    'the security archive first',
    `deb http://security.example/debian-security bookworm-security main\ndeb ${MAIN} bookworm main`,
  ],
  [
    'sources, comments and a disc first',
    `deb-src http://no.example bookworm main\n# deb http://no.example bookworm main\ndeb cdrom:[Debian]/ bookworm main\n  deb ${MAIN} bookworm main # ours`,
  ],
  [
    'another package source first',
    `deb http://packages.example stable main\ndeb http://tools.example bookworm tools\ndeb ${MAIN} bookworm main`,
  ],
];

const DEB822: [string, string][] = [
  ['a plain stanza', `Types: deb\nURIs: ${MAIN}\nSuites: bookworm bookworm-updates\nComponents: main\n`],
  [
    'comments, several types and continued lines',
    `# the archive\nTypes: deb deb-src\nURIs:\n ${MAIN}\n# between\nSuites: bookworm\n bookworm-updates\nComponents: main contrib\nSigned-By: /some/key.gpg\n`,
  ],
  [
    'a disabled stanza and the security archive first',
    `Enabled: no\nTypes: deb\nURIs: http://no.example\nSuites: bookworm\nComponents: main\n\nTypes: deb\nURIs: http://security.example\nSuites: bookworm-security\nComponents: main\n\nTypes: deb\nURIs: ${MAIN}\nSuites: bookworm\nComponents: main\n`,
  ],
];

describe('configuredMirror', () => {
  it.each(ONE_LINE)('is found in a one-line file with %s', (_, text) => {
    expect(configuredMirror({ lists: [text], deb822: [] }, 'bookworm')).toBe(MAIN);
  });

  it.each(DEB822)('is found in a .sources file with %s', (_, text) => {
    expect(configuredMirror({ lists: [''], deb822: [text] }, 'bookworm')).toBe(MAIN);
  });

  it('is undefined where none serves the release', () => {
    const other = `deb ${MAIN} bullseye main`;
    expect(configuredMirror({ lists: [other], deb822: ['Types: deb\n'] }, 'bookworm')).toBeUndefined();
  });
});
