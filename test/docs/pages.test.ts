import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runCounty } from '../../src/cli/run-county.ts';
import { fromRoot } from '../support/from-root.ts';
import { blocksIn, DOCUMENTS, proseOf, seenFrom, textOf } from './documents.ts';

const ROOT = fromRoot('');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('the documents', () => {
  it('README has at most 150 lines, a picture under the title, and Chinese before English', () => {
    const lines = textOf('README.md').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(150);
    expect(lines.slice(0, 4).join('\n')).toMatch(/^# .*\n\n!\[[^\]]+\]\(templates\/assets\/[a-z-]+\.png\)/);
    expect(lines.findIndex((line) => line.startsWith('## 它做什么'))).toBeLessThan(
      lines.indexOf('## English'),
    );
  });

  it('the picture is small enough for a page', () => {
    expect(readFileSync(join(ROOT, 'templates/assets/sandbox-page.png')).length).toBeLessThan(200 * 1024);
  });

  it.each(DOCUMENTS)('%s links to files and headings that are there', (document) => {
    const links = [...proseOf(textOf(document)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const dead = links.filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [path = '', heading] = link.split('#');
      const file = path === '' ? join(ROOT, document) : seenFrom(document, path);
      return !existsSync(file) || (heading !== undefined && !anchorsOf(file).includes(heading));
    });
    expect(dead).toEqual([]);
  });

  it('the index of the handbook names every page', () => {
    const index = textOf('templates/handbook/README.md');
    for (const page of DOCUMENTS.filter((one) => one.startsWith('templates/handbook/')))
      if (!page.endsWith('/README.md')) expect(index).toContain(`](${page.split('/').at(-1)})`);
  });
});

/** Headings as links name them. */
const anchorsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The lines of `sh` blocks, without comments. */
const commandLines = DOCUMENTS.flatMap((document) =>
  blocksIn(textOf(document))
    .filter(({ info }) => info === 'sh')
    .flatMap(({ lines }) =>
      lines.map((line) => line.replace(/(?:^|\s+)#.*$/, '')).filter((line) => line !== ''),
    ),
);

/** What `npm run county` says about itself when it is called without anything. */
async function countyUsage(): Promise<string> {
  const told: string[] = [];
  const tell = (line: string): number => told.push(line);
  await runCounty([], { print: tell, tell });
  return told.join('\n');
}

/** What needs no script of ours: Docker's own words, the database's tools, and what every machine has. */
const EVERYWHERE =
  /^(?:docker compose (?:build|up -d( --build)? --wait|up -d --force-recreate --wait app|logs( -f)? app|restart app)$|docker compose exec mongo |(?:cp|mkdir|openssl|chown|chmod) )/;

describe('the command lines of the documents', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
  const parts = commandLines.flatMap((line) => line.split(' && '));

  it('are scripts of the package, programs of the image, or what every machine has', () => {
    const unknown = parts.filter((line) => {
      const [, script] = /^npm (?:run )?(\S+)/.exec(line) ?? [];
      if (script !== undefined) return script !== 'ci' && !(script in scripts);
      const inside = /^docker compose (?:exec|run --rm) app npm run (\S+)/.exec(line)?.[1];
      if (inside !== undefined) return !(inside in scripts);
      return !EVERYWHERE.test(line);
    });
    expect(unknown).toEqual([]);
  });

  it('of the county file are ones that it knows', async () => {
    const usage = await countyUsage();
    const verbs = parts.flatMap((line) => /npm run county -- (\S+)/.exec(line)?.[1] ?? []);
    expect(verbs.length).toBeGreaterThan(5);
    for (const verb of verbs) expect(usage).toMatch(new RegExp(`^\\s*${verb}\\b`, 'm'));
  });

  it('have a form for Docker beside each one of a server in the handbook', () => {
    for (const document of DOCUMENTS.filter((one) => one.startsWith('templates/handbook/'))) {
      // Other pages say once for all their lines how they are said there.
      if (!/^ *Docker.*：$/m.test(textOf(document))) continue;
      const lines = blocksIn(textOf(document)).flatMap(({ info, lines: all }) => (info === 'sh' ? all : []));
      const verbs = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
      expect(verbs(/^docker compose .*npm run (?:county --|doctor) ?(\w*)/)).toEqual(
        verbs(/^npm run (?:county --|doctor) ?(\w*)/),
      );
    }
  });
});
