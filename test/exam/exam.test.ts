import { beforeAll, describe, expect, it } from '@jest/globals';
import { fromRoot } from '../support/from-root.ts';
import { playAll } from './play-all.ts';
import type { Scored } from './report.ts';
import { countsOf, shown, table } from './report.ts';
import { readSaid } from './said.ts';

const { EXAM, EXAM_SHOW } = process.env;
const said = readSaid(EXAM ?? fromRoot('test/exam/said.jsonl'));

describe('what people say, played and scored by what is stored', () => {
  let scored: readonly Scored[] = [];

  beforeAll(async () => {
    scored = await playAll(said);
    if (EXAM !== undefined || EXAM_SHOW !== undefined)
      process.stdout.write(`${[...shown(scored, EXAM_SHOW), '', ...table(scored)].join('\n')}\n`);
  }, 600_000);

  it('is handled as well as ever', () => {
    expect(scored).toHaveLength(said.length);
    process.stdout.write(`${JSON.stringify(countsOf(scored))}\n`);
  });
});
