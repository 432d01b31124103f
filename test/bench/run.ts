import { writeFile } from 'node:fs/promises';
import mongoose from 'mongoose';
import { sayTo } from '../support/program.ts';
import { COUNTY, officerOf, schoolName } from './county.ts';
import { measure, medianRound, type Round, type World } from './measure.ts';
import { type Program, startClient, startProgram, startServer } from './processes.ts';
import { type Line, machine, tableOf } from './table.ts';
import { type Variant, variants } from './variants.ts';

/**
 * What a message costs, beside three servers that do less, as ratios of one run: a number of seconds says more about
 * the machine than about the program. The client is a process of its own, requests are signed beforehand, every round
 * goes through the variants in another order, and of each figure the middle one of all rounds counts.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const MANY = { messages: Number(process.env.BENCH_MESSAGES ?? 960), atOnce: 64 };
const ONE = { messages: Math.ceil(MANY.messages / 12), atOnce: 1 };
const ONLY = process.env.BENCH_ONLY;

/** One case for each school, to be added to; and a duty for all of them, to be answered. */
async function prepare({ port }: Program): Promise<readonly string[]> {
  const url = `http://127.0.0.1:${port}`;
  const files: string[] = [];
  for (let school = 0; school < COUNTY_SCHOOLS; school += 1) {
    const receipt = await sayTo(url, `报辍学 ${schoolName(school)} 三年级 女 厌学`, {
      platform: 'wecom',
      sender: officerOf(school),
    });
    files.push(/K\d{2}-\d{4,}-[A-Z]/.exec(receipt ?? '')?.[0] ?? '');
  }
  const bureau = { platform: 'wecom', sender: 'bureau' } as const;
  let said = await sayTo(url, '派任务 小学 取暖设备排查 12月31日前 依据 县教〔2026〕41号 10分钟 回0', bureau);
  if (said?.trim().endsWith('确认')) said = await sayTo(url, '确认', bureau);
  return files;
}

const COUNTY_SCHOOLS = COUNTY.split('kind: 小学').length - 1;

/** The same orders in every run. */
function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  let state = seed * 2_654_435_761;
  return list
    .map((item) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return { item, state };
    })
    .toSorted((a, b) => a.state - b.state)
    .map(({ item }) => item);
}

async function rounds(world: World, all: readonly Variant[]): Promise<readonly Line[]> {
  const many = new Map<string, Round[]>(all.map(({ name }) => [name, []]));
  const one = new Map<string, Round[]>(all.map(({ name }) => [name, []]));
  for (const variant of all) await measure(world, variant, { ...MANY, messages: 128 });
  for (let round = 1; round <= ROUNDS; round += 1) {
    process.stderr.write(`round ${round} of ${ROUNDS}\n`);
    for (const variant of shuffled(all, round)) {
      many.get(variant.name)?.push(await measure(world, variant, MANY));
      one.get(variant.name)?.push(await measure(world, variant, ONE));
    }
  }
  const of = (rows: Map<string, Round[]>, name: string) => medianRound(rows.get(name) ?? []);
  return all.map(({ name }) => ({ name, many: of(many, name), one: of(one, name) }));
}

const program = await startProgram();
const [bare, crypto, naive] = await Promise.all(
  (['bare', 'crypto', 'naive'] as const).map((kind) => startServer(kind, program.engineUri)),
);
const client = startClient();
const driver = await mongoose.createConnection(program.engineUri).asPromise();
try {
  if (bare === undefined || crypto === undefined || naive === undefined) throw new Error('no servers');
  const files = await prepare(program);
  const all = variants(files).filter(
    ({ name }) => ONLY === undefined || /^[bcn] /.test(name) || name.includes(ONLY),
  );
  const servers = { bare, crypto, naive, program };
  const lines = await rounds({ servers, program, client, admin: driver.getClient().db('admin') }, all);
  console.log(
    `${machine()}; ${ROUNDS} rounds of ${MANY.messages} messages at ${MANY.atOnce} and ${ONE.messages} alone\n`,
  );
  console.log(tableOf(lines));
  const file = process.env.BENCH_JSON;
  if (file !== undefined) await writeFile(file, JSON.stringify({ machine: machine(), lines }, undefined, 2));
} finally {
  await driver.close();
  await Promise.all([client.stop(), bare?.stop(), crypto?.stop(), naive?.stop()]);
  await program.stop();
}
