import { beforeAll, describe, expect, it } from '@jest/globals';
import { fromRoot } from '../support/from-root.ts';
import { playAll } from './play-all.ts';
import { countsOf, type Scored, shown, table } from './report.ts';
import { readSaid } from './said.ts';

const { EXAM, EXAM_SHOW } = process.env;
const said = readSaid(EXAM ?? fromRoot('test/exam/said.jsonl'));
/** What the program reached when it was last looked at: these may only get better. */
const REACHED = { right: 199, harmful: 16, emergencies: 27, falseAlarms: 4 };
/** Another file than the project's own is only looked at. */
const FLOOR =
  EXAM === undefined ? REACHED : { right: 0, harmful: said.length, emergencies: 0, falseAlarms: said.length };

describe('what people say, played and scored by what is stored', () => {
  let scored: readonly Scored[] = [];
  const of = (act: string) => countsOf(scored.filter(({ played }) => played.said.want.act === act));

  beforeAll(async () => {
    scored = await playAll(said);
    if (EXAM !== undefined || EXAM_SHOW !== undefined)
      process.stdout.write(`${[...shown(scored, EXAM_SHOW), '', ...table(scored)].join('\n')}\n`);
  }, 600_000);

  it('every message is played', () => {
    expect(scored).toHaveLength(said.length);
  });

  it('no fewer are right than before', () => {
    expect(countsOf(scored).right).toBeGreaterThanOrEqual(FLOOR.right);
  });

  it('no more do harm than before', () => {
    expect(countsOf(scored).harmful).toBeLessThanOrEqual(FLOOR.harmful);
  });

  it('no more emergencies are missed, and no more are heard where there is none', () => {
    expect(of('emergency').right).toBeGreaterThanOrEqual(FLOOR.emergencies);
    expect(of('no-emergency').wrong).toBeLessThanOrEqual(FLOOR.falseAlarms);
  });
});
