import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { Block } from '../../src/audit/chain.ts';
import { headLine, readHeads, shortHead } from '../../src/audit/heads.ts';
import { headsPath, keepHeads } from '../../src/audit/heads-file.ts';
import { createTrail } from '../../src/audit/trail-store.ts';
import type { Head, TrailFact } from '../../src/audit/types.ts';
import { verifyTrail } from '../../src/audit/verify-store.ts';
import { exportTrail, verify } from '../../src/cli/audit-commands.ts';
import { emptyDatabase, type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { testSealer } from '../support/test-sealer.ts';

let database: FreshDatabase;
let dataDir: string;
let heads: readonly Head[];
let blocks: Block[];
let minute = 0;
const sealer = testSealer();
const clock = { now: () => new Date(Date.UTC(2026, 10, 30, 1, minute++)) };
const create = () => createTrail({ mongo: database.mongo, sealer, clock });
const stored = () => database.mongo.collection<Block>('trail');
const fact = (key: string): TrailFact => ({
  ...{ key, at: clock.now(), what: 'decided', file: 'K26-0001-M' },
  by: { key: 'wecom:zhang3', person: 'wecom:zhang3', name: '张三石', role: 'township' },
  detail: { kind: 'checked', n: 1 },
  sealed: `核对${key}的住址`,
});

beforeAll(async () => {
  database = await migratedDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'cs-trail-'));
});
/** Two runs of three and two blocks; the second hangs on the end of the first. */
beforeEach(async () => {
  await emptyDatabase(database.mongo);
  await rm(headsPath(dataDir), { force: true });
  const [one, other] = [create(), create()];
  for (const key of ['a', 'b', 'c']) await one.record([fact(key), fact(`${key}2`)]);
  for (const key of ['d', 'e']) await other.record([fact(key)]);
  heads = await one.heads();
  blocks = await stored().find({}).sort({ _id: 1 }).toArray();
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const look = (kept: readonly Head[] = []) =>
  verifyTrail(database.mongo, { heads: kept, onProgress: () => {} });
const flaws = async (kept?: readonly Head[]) =>
  (await look(kept)).broken.map(({ seq, why }) => `${seq} ${why}`);

/** Every value in a block but its id, by the way to it. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [path];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '_id' ? [] : leaves(member, [...path, key]),
  );
}

/** The same with one byte, digit or second changed. */
function altered(value: unknown): unknown {
  if (value instanceof Date) return new Date(value.getTime() + 1_000);
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  return `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`;
}

const at = (block: Block, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], block);

describe('verifying', () => {
  it('finds whole what was only added to', async () => {
    expect(await look(heads)).toMatchObject({ chains: 2, blocks: 5, facts: 8, twice: 0, broken: [] });
  });

  it('finds a change of anything in any block, and names the block', async () => {
    for (const block of blocks)
      for (const path of leaves(block)) {
        const name = path.join('.');
        await stored().updateOne({ _id: block._id }, { $set: { [name]: altered(at(block, path)) } });
        const [first] = (await look()).broken;
        const renamed = name === 'run' || name === 'seq';
        expect([name, renamed ? block.seq : first?.seq]).toEqual([name, block.seq]);
        expect(first).toBeDefined();
        await stored().replaceOne({ _id: block._id }, block);
      }
    expect(await flaws(heads)).toEqual([]);
  });

  it('finds a member that was put in, and facts in another order', async () => {
    const [first] = blocks;
    const _id = first?._id ?? '';
    await stored().updateOne({ _id }, { $set: { 'facts.0.note': '加的' } });
    expect(await flaws()).toEqual(['1 fact']);
    await stored().updateOne({ _id }, { $set: { facts: [...(first?.facts ?? [])].reverse() } });
    expect(await flaws()).toEqual(['1 block']);
  });

  it('finds a block that was taken out or changed places', async () => {
    const [, second, third] = blocks;
    if (second === undefined || third === undefined) throw new Error('no blocks');
    await stored().deleteOne({ _id: second._id });
    expect(await flaws()).toEqual(['3 order']);
    await stored().deleteOne({ _id: third._id });
    await stored().insertMany([
      { ...third, _id: second._id },
      { ...second, _id: third._id },
    ]);
    expect((await flaws())[0]).toBe('3 block');
  });

  it('finds the end of a chain cut off by the run that began after it', async () => {
    await stored().deleteOne({ _id: blocks[2]?._id ?? '' });
    expect(await flaws()).toEqual(['1 before']);
  });

  it('finds the last block of all cut off by the heads that were kept', async () => {
    await stored().deleteOne({ _id: blocks[4]?._id ?? '' });
    expect(await flaws()).toEqual([]);
    expect(await flaws(heads)).toEqual(['2 cut']);
  });

  it('finds a whole chain that was written anew by the heads that were kept', async () => {
    await emptyDatabase(database.mongo);
    await create().record([fact('a')]);
    const [run] = heads;
    const [now] = await stored().find({}).toArray();
    expect(await flaws([{ ...(run as Head), run: now?.run ?? '', seq: 1 }])).toEqual(['1 other']);
    expect(await flaws(heads)).toEqual(['3 cut', '2 cut']);
  });
});

describe('the command line', () => {
  const lines: string[] = [];
  const tools = () => ({
    ...{ mongo: database.mongo, trail: create(), clock, dataDir, tz: 'Asia/Shanghai' },
    print: (line: string) => void lines.push(line),
    tell: () => {},
  });

  it('says that all is whole, with whatever heads there are', async () => {
    expect((await verify(tools())).lines.join('\n')).toContain('完整：2 条链，5 块，8 条留痕');
    await keepHeads(headsPath(dataDir), heads, clock.now());
    expect((await verify(tools())).lines.join('\n')).toContain('与数据目录里的 2 个链头相符');
  });

  it('names the first broken block in plain words', async () => {
    await stored().updateOne({ _id: blocks[1]?._id ?? '' }, { $set: { 'facts.0.file': 'K26-0002-U' } });
    const { lines: said, done } = await verify(tools());
    expect(done).toBe(false);
    expect(said.join('\n')).toContain('第 2 块（2026-11-30');
    expect(said.join('\n')).toContain('里面的留痕被改动过');
  });

  it('finds what was cut off by heads copied out of a message', async () => {
    const path = join(dataDir, 'pasted.txt');
    await writeFile(path, `审计留痕 今日8条\n链头：\n${heads.map(shortHead).join('\n')}\n收到`);
    expect((await verify(tools(), path)).lines.join('\n')).toContain('与所给的 2 个链头相符');
    await stored().deleteOne({ _id: blocks[4]?._id ?? '' });
    expect((await verify(tools(), path)).lines.join('\n')).toContain('第 2 块：另存的链头说有这一块');
    await writeFile(path, '收到');
    expect((await verify(tools(), path)).done).toBe(false);
  });

  it('exports every block and head without a name, an account or words, and records that it did', async () => {
    const path = join(dataDir, 'trail.jsonl');
    await exportTrail(tools(), path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(text).not.toMatch(/张三石|zhang3|住址/);
    const exported = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exported).toHaveLength(6 + 3);
    expect(exported[5]).toMatchObject({ facts: [{ what: 'exported', detail: { of: 'trail' } }] });
    expect(readHeads(text)).toHaveLength(3);
  });
});

test('the file of heads is only added to, by those that grew, and only its owner may read it', async () => {
  const path = headsPath(dataDir);
  expect(await keepHeads(path, heads, clock.now())).toBe(2);
  expect(await keepHeads(path, heads, clock.now())).toBe(0);
  const grown = { ...(heads[0] as Head), seq: 9 };
  expect(await keepHeads(path, [grown], clock.now())).toBe(1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(readHeads(await readFile(path, 'utf8')).map(headLine)).toEqual([...heads, grown].map(headLine));
});
