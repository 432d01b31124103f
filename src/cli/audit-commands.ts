import { randomUUID } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { exportedBlocks } from '../audit/export-store.ts';
import { headLine, type KeptHead, readHeads } from '../audit/heads.ts';
import { headsPath, textOf } from '../audit/heads-file.ts';
import type { Trail } from '../audit/types.ts';
import { type Broken, type Verified, verifyTrail } from '../audit/verify-store.ts';
import type { Clock } from '../kit/clock.ts';
import { localDate, localTime } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { BY_TERMINAL } from './county-tools.ts';
import type { Said } from './keys-commands.ts';
import type { Terminal } from './terminal.ts';

/** What commands about the trail work with. */
export interface AuditTools extends Pick<Terminal, 'print' | 'tell'> {
  readonly mongo: Mongo;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly tz: string;
}

const SAY_EVERY_MS = 2_000;

/** Looks through every chain; heads come from the file of this data folder, and from a file of whoever asks. */
export async function verify(tools: AuditTools, path?: string): Promise<Said> {
  const { mongo, dataDir, tz, tell } = tools;
  const given = path === undefined ? undefined : readHeads(await readFile(path, 'utf8'));
  if (given?.length === 0)
    return { lines: [`${path} 里没有链头。请把审计员收到的消息原样复制进去。`], done: false };
  const own = readHeads(await textOf(headsPath(dataDir)));
  const onProgress = everySecond(tools.clock, (blocks) => tell(`正在核对：${blocks} 块 …`));
  const found = await verifyTrail(mongo, { heads: [...own, ...(given ?? [])], onProgress });
  const { broken } = found;
  if (broken.length > 0) return { lines: brokenLines(found, tz), done: false };
  return { lines: wholeLines(found, own, given), done: true };
}

function everySecond(clock: Clock, say: (n: number) => void): (n: number) => void {
  let next = clock.now().getTime() + SAY_EVERY_MS;
  return (n) => {
    if (clock.now().getTime() < next) return;
    next = clock.now().getTime() + SAY_EVERY_MS;
    say(n);
  };
}

function wholeLines(
  { chains, blocks, facts, twice }: Verified,
  own: readonly KeptHead[],
  given: readonly KeptHead[] | undefined,
): readonly string[] {
  return [
    `完整：${chains} 条链，${blocks} 块，${facts} 条留痕，逐块核对无误。`,
    ...(twice === 0 ? [] : [`其中 ${twice} 条由两个程序同时记下，各留一次，查看时只算一次。`]),
    own.length === 0
      ? '数据目录里还没有链头文件（每天早上记一次），这次没有对照。'
      : `与数据目录里的 ${own.length} 个链头相符。`,
    given === undefined
      ? '要查有没有被整段截掉，请把审计员收到的链头存成文件再核对：npm run audit -- verify --heads 文件'
      : `与所给的 ${given.length} 个链头相符。`,
  ];
}

const WHY: Readonly<Record<Broken['why'], string>> = {
  order: '接不上前一块：中间少了、多了或换了顺序',
  fact: '里面的留痕被改动过',
  block: '内容被改动过',
  before: '它开头所接的那一块没有了，或被换过',
  cut: '另存的链头说有这一块，数据库里没有：后面被截掉了',
  other: '与另存的链头不是同一块：被换过',
};

function brokenLines({ chains, blocks, broken }: Verified, tz: string): readonly string[] {
  return [
    `不完整：${chains} 条链、${blocks} 块里，有 ${broken.length} 条链不对。每条链第一处不对的是：`,
    ...broken.map(({ run, seq, why, at }) => {
      const when = at === undefined ? '' : `（${localDate(at, tz)} ${localTime(at, tz)}）`;
      return `  链 ${run} 第 ${seq} 块${when}：${WHY[why]}。`;
    }),
    '请保留数据库现状和备份，报告审计员；可用备份另行核对。',
  ];
}

/** Every block and head as lines, without personal values; in a file only its owner may read, or printed. */
export async function exportTrail(tools: AuditTools, path?: string): Promise<Said> {
  const { mongo, trail, clock, print } = tools;
  const fact = { key: `export:${randomUUID()}`, at: clock.now(), what: 'exported', by: BY_TERMINAL } as const;
  // Before anybody has it.
  await trail.record([{ ...fact, detail: { of: 'trail' } }]);
  const file = path === undefined ? undefined : await open(path, 'w', 0o600);
  let blocks = 0;
  const write = async (line: string): Promise<void> =>
    file === undefined ? print(line) : file.appendFile(`${line}\n`);
  try {
    await file?.chmod(0o600);
    for await (const line of exportedBlocks(mongo)) {
      await write(line);
      blocks += 1;
    }
    const heads = await trail.heads();
    for (const head of heads) await write(JSON.stringify({ head: headLine(head), at: head.at }));
    if (path === undefined) return { lines: [], done: true };
    return {
      lines: [`已导出到 ${path}：${blocks} 块，${heads.length} 个链头，不含姓名和事由。`],
      done: true,
    };
  } finally {
    await file?.close();
  }
}
