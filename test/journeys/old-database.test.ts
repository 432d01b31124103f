import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo as driver } from 'mongoose';
import { CASE_FILES } from '../../src/case-files.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { fromRoot } from '../support/from-root.ts';
import { startProgram, type TestProgram } from '../support/program.ts';
import { PEOPLE, WANGXI } from './wangxi.ts';

/**
 * A database that the program before the case file core made in three days of 望溪县, with what it answered to an
 * officer of the bureau at the end of them.
 */
interface OldDatabase {
  readonly at: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly collections: Readonly<Record<string, readonly driver.Document[]>>;
}
const OLD = driver.BSON.EJSON.parse(
  readFileSync(fromRoot('test/fixtures/program-before-casefiles.json'), 'utf8'),
) as OldDatabase;

let fresh: FreshDatabase;
let program: TestProgram;
beforeAll(async () => {
  fresh = await freshDatabase();
  for (const [name, documents] of Object.entries(OLD.collections))
    if (documents.length > 0) await fresh.mongo.db.collection(name).insertMany([...documents]);
  program = await start();
});
afterAll(async () => {
  await program.stop();
  await fresh.drop();
});

const start = () =>
  startProgram({ dbName: fresh.dbName, county: WANGXI, clock: fixedClock(new Date(OLD.at)) });

/** The answer without the figures that the program could not tell then: what came and went, returns, strike-offs. */
const withoutNews = (said: string): string =>
  said
    .replace(/^进出：.*\n/mu, '')
    .replace(/；返校未销号[—\d→]+$/mu, '')
    .replace(/^个案销号\d+\n/mu, '')
    .replace(/^未返校（在册＋疑似）：期初.*\n/mu, '')
    // What comes next week has its days since.
    .replace(/^下周：.*$/mu, '下周：月报对账；交通安全日');

describe('a database of the program before the case file core', () => {
  it.each(Object.entries(OLD.answers))('answers %s as it did', async (question, answer) => {
    const said = await program.say(question, { platform: 'wecom', sender: PEOPLE.bureau.wecom });
    expect(withoutNews(said ?? '')).toBe(answer);
  });

  it('says of every entry which state it led to, on which day, and where from', async () => {
    for (const { collection } of CASE_FILES) {
      const lacking = await filesOf(fresh.mongo, collection).countDocuments({
        entries: {
          $elemMatch: { $or: ['to', 'on', 'from', 'kind'].map((name) => ({ [name]: { $exists: false } })) },
        },
      });
      expect({ collection, lacking }).toEqual({ collection, lacking: 0 });
    }
  });

  it('is as it was after another start', async () => {
    const before = await everything();
    await program.stop();
    program = await start();
    expect(await everything()).toEqual(before);
  });
});

const filesOf = ({ db }: Mongo, name: string) => db.collection(name);

/** All files as they are stored. */
async function everything(): Promise<readonly unknown[]> {
  const found = CASE_FILES.map(({ collection }) =>
    filesOf(fresh.mongo, collection).find().sort({ _id: 1 }).toArray(),
  );
  return await Promise.all(found);
}
