import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import { openEmbedded } from '../../src/mongo/embedded/open.ts';

/**
 * How fast the program is, as ratios side by side in one run: a number of seconds says more about the machine than
 * about the program. One process plays platform and program, so that the ratios flatter nobody.
 */
const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 400);
const AT_ONCE = 32;

interface Measured {
  readonly name: string;
  readonly perSecond: number;
  /** Of the slowest hundredth, in milliseconds. */
  readonly p99: number;
}

async function measure(name: string, call: () => Promise<unknown>): Promise<Measured> {
  const took: number[] = [];
  const started = performance.now();
  let left = MESSAGES;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const begun = performance.now();
      await call();
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = (performance.now() - started) / 1_000;
  took.sort((a, b) => a - b);
  return { name, perSecond: MESSAGES / seconds, p99: took[Math.floor(took.length * 0.99)] ?? 0 };
}

function show(rows: readonly Measured[]): void {
  const base = rows[0]?.perSecond ?? 1;
  console.log(
    `${MESSAGES} calls each, ${AT_ONCE} at once; memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
  );
  for (const { name, perSecond, p99 } of rows) {
    const ratio = (perSecond / base).toFixed(3);
    console.log(
      `${ratio.padStart(7)} of the bare answer  ${String(Math.round(perSecond)).padStart(6)}/s  p99 ${Math.round(p99)} ms  ${name}`,
    );
  }
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cs-bench-'));
  const engine = await openEmbedded({
    dataDir,
    onProgress: (line) => console.log(line),
    log: createLog('error'),
  });
  process.env.TEST_MONGODB_URI = engine.uri;
  const { startProgram } = await import('../support/program.ts');
  const county = [
    'county: { name: 测试县 }',
    'townships:',
    ...Array.from({ length: 20 }, (_, n) => `  - { name: 第${n + 1}镇 }`),
    'schools:',
    ...Array.from(
      { length: 120 },
      (_, n) => `  - { name: 第${n + 1}小学, township: 第${(n % 20) + 1}镇, kind: 小学 }`,
    ),
    'members:',
    '  - { name: 卞知秋, role: 教育局, wecom: bureau, dingtalk: bureau }',
  ].join('\n');
  const program = await startProgram({ county });
  const say = (platform: 'wecom' | 'dingtalk', text: string) => () =>
    program.say(text, { platform, sender: 'bureau', group: 'cid-bench' });
  try {
    await measure('warm-up', say('dingtalk', '报辍学 第3镇 疑似 八年级 男 厌学'));
    show([
      await measure('GET /healthz', () =>
        fetch(`${program.app.url}/healthz`).then((answer) => answer.text()),
      ),
      await measure('DingTalk: 帮助', say('dingtalk', '帮助')),
      await measure('DingTalk: 报辍学, journaled', say('dingtalk', '报辍学 第3镇 疑似 八年级 男 厌学')),
      await measure(
        'WeCom: 报辍学, encrypted and journaled',
        say('wecom', '报辍学 第3镇 疑似 八年级 男 厌学'),
      ),
      await measure('DingTalk: 查 辍学', say('dingtalk', '查 辍学')),
    ]);
  } finally {
    await program.stop();
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

await main();
process.exit(0);
