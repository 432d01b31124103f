import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';

it('has a reader of every reply', () => {
  const code = [...sourcesIn('src'), ...sourcesIn('commands')]
    .filter((path) => !path.startsWith('src/texts/'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const { names } = loadReplies(TEMPLATES_DIR);
  expect(names.length).toBeGreaterThan(150);
  expect(names.filter((name) => !code.includes(`'${name}'`))).toEqual([]);
});

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}
