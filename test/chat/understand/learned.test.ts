import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ACT_NAMES } from '../../../src/chat/understand/acts.ts';
import { learnedName, readLearned, writeLearned } from '../../../src/chat/understand/learned.ts';
import { loadExamples } from '../../../src/chat/understand/load-reader.ts';
import { learnActs, readerBy } from '../../../src/chat/understand/reader.ts';
import { TEMPLATES_DIR } from '../../../src/compose/paths.ts';

const place = mkdtempSync(join(tmpdir(), 'learned-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('what was learned at build time', () => {
  const folder = join(place, 'examples');
  cpSync(join(TEMPLATES_DIR, 'understanding'), folder, { recursive: true });
  for (const name of readdirSync(folder).filter((name) => name > 'b')) rmSync(join(folder, name));
  const model = learnActs(loadExamples(folder));
  const read = () => readLearned(place, folder, ACT_NAMES.length);

  it('reads as what was just learned', () => {
    writeLearned(place, folder, model);
    const said = { text: '操场围墙裂了', setting: new Set<never>() };
    expect(readerBy(() => read() ?? never())(said)).toEqual(readerBy(() => model)(said));
  });
  it('is none where a clerk has added a line since, and the older one goes when that is learned', () => {
    writeFileSync(join(folder, 'thanks.txt'), '师1 | 多谢\n');
    expect(read()).toBeUndefined();
    writeLearned(place, folder, model);
    expect(readdirSync(place).filter((name) => name.endsWith('.model'))).toEqual([learnedName(folder)]);
  });
  it('is none where the file was cut off', () => {
    truncateSync(join(place, learnedName(folder)), 1000);
    expect(read()).toBeUndefined();
  });
});

function never(): never {
  throw new Error('nothing was left');
}
