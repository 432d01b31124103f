import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import type { DigestTexts } from '../../src/texts/digest-texts.ts';
import { loadReplies, loadTexts } from '../../src/texts/load-texts.ts';
import { compile, HEAD, sourceOf } from './typed-templates.ts';

const digests = loadTexts<DigestTexts>(join(TEMPLATES_DIR, 'digests'));
const FOLDERS = [
  { folder: 'replies', map: 'ReplyTexts', names: loadReplies(TEMPLATES_DIR).names },
  { folder: 'digests', map: 'DigestTexts', names: digests.names },
];

/** Said where nobody asked, so without what a conversation knows. */
const UNASKED = /^(admin|reminders)\/|^permits\/item$|^refusals\/trouble$|^groups\/recall$/;

/** Calls that must not compile, one a line. */
const REFUSED = [
  "fill('photos/missing', { n: 1 });",
  "fill('photos/failed', { n: 1, typo: 1 });",
  "fill('photos/failed', {});",
  "fill('photos/failed');",
  "fill('photos/failed', { n: '1' });",
  "fill('refusals/no-right', { typo: 1 });",
  "fill('assignments/refused', { why: 'again' });",
  "fill(either ? 'photos/failed' : 'photos/attached', { n: 1 });",
  "narrow('photos/failed', { n: 1 });",
  'const wide: FillReply = narrow;',
  "const other: FillReply<'photos/failed'> = narrow;",
];
const ALLOWED = [
  "fill('photos/failed', { n: 1 });",
  "fill('refusals/no-right');",
  "fill(either ? 'photos/failed' : 'photos/attached', { n: 1, no: '' });",
  "fill(either ? 'photos/failed' : 'refusals/no-right', { n: 1 });",
  "narrow('permits/item', { name: '', label: undefined, on: '', left: 1 });",
];
const CALLS = [
  "import type { FillReply } from '/src/texts/reply-texts.ts';",
  'declare const either: boolean;',
  'declare const fill: FillReply;',
  "const narrow: FillReply<'permits/item'> = fill;",
  ...ALLOWED,
];

describe('what a text is filled with', () => {
  let said: readonly string[];

  beforeAll(() => {
    const templates = FOLDERS.flatMap(({ folder, map, names }) =>
      names.map((name): [string, string] => {
        const shared = folder === 'replies' && !UNASKED.test(name);
        const path = join(TEMPLATES_DIR, folder, `${name}.md`);
        return [`${folder}/${name}`, sourceOf(path, `${map}['${name}']`, shared)];
      }),
    );
    const lists = FOLDERS.map(({ folder, map, names }): [string, string] => [
      `names-of-${folder}`,
      `${HEAD}declare const extra: Exclude<keyof ${map}, '${names.join("' | '")}'>;\nconst none: never = extra;`,
    ]);
    said = compile(new Map([...templates, ...lists, ['calls', [...CALLS, ...REFUSED].join('\n')]]));
  });

  it('is declared as its template uses it: every field, and no other', () => {
    expect(said.filter((line) => !line.startsWith('calls:') && !line.startsWith('names-of-'))).toEqual([]);
  });

  it('is declared for no text that is not there', () => {
    expect(said.filter((line) => line.startsWith('names-of-'))).toEqual([]);
  });

  it('is what a caller must give, all of it and nothing else', () => {
    const refused = new Set(said.flatMap((line) => /^calls:(\d+) /.exec(line)?.[1] ?? []));
    expect([...refused].map(Number)).toEqual(REFUSED.map((_, index) => CALLS.length + index + 1));
  });
});
