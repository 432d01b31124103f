import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadTexts } from '../../src/chat/texts.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';

describe('the replies', () => {
  const sources = [...sourcesIn('src'), ...sourcesIn('commands')].map((path) => readFileSync(path, 'utf8'));
  const named = new Set(
    sources.flatMap((source) => [...source.matchAll(/'([a-z-]+\/[a-z-]+)'/g)].map(([, name = '']) => name)),
  );
  const replies = loadTexts(join(TEMPLATES_DIR, 'replies')).names;

  it('that the code names are there', () => {
    expect(named.size).toBeGreaterThan(30);
    const unknown = [...named].filter((name) => !replies.includes(name) && !OTHER_PATHS.test(name));
    expect(unknown).toEqual([]);
  });

  it('that are there are named by the code', () => {
    const all = sources.join('\n');
    const families = [...all.matchAll(/\btext\(\s*`([a-z-]+\/)\$\{/g)].map(([, front = '']) => front);
    const isNamed = (name: string) =>
      all.includes(`'${name}'`) || families.some((front) => name.startsWith(front));
    expect(replies.filter((name) => !isNamed(name))).toEqual([]);
  });
});

/** What looks like the name of a text and is none. */
const OTHER_PATHS = /^(application|image|text|echarts|usr|lists)\//;

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}
