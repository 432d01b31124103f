import { alarmFacts } from '../compose/alarm-facts.ts';
import { buildDoctor, outsideParts } from '../compose/build-doctor.ts';
import { buildDocuments } from '../compose/build-documents.ts';
import { buildOutbox } from '../compose/build-outbox.ts';
import { buildPeople } from '../compose/build-people.ts';
import { buildPlatforms } from '../compose/build-platforms.ts';
import { buildStores } from '../compose/build-stores.ts';
import { type Database, openDatabase } from '../compose/open-database.ts';
import { shippedReplies } from '../compose/shipped.ts';
import { type Config, ConfigError, loadConfig, readDotEnv } from '../config.ts';
import { type Finding, type FindingState, fail, worstFirst } from '../doctor/finding.ts';
import { outsideProbes } from '../doctor/probes-of.ts';
import { createRefusals } from '../doctor/refusals-store.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import { StartRefused } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import { createLog, type Logger } from '../log.ts';
import type { Terminal } from './terminal.ts';

/** Prints every finding, the worst first. Gives the exit code: 0 nothing failed, 1 something did. */
export async function runDoctorCommand(terminal: Terminal, load: () => Config = loadSet): Promise<number> {
  const findings = worstFirst(await lookAtAll(terminal, load));
  for (const finding of findings) for (const line of linesOf(finding)) terminal.print(line);
  const failed = findings.filter(({ state }) => state === 'fail').length;
  const warned = findings.filter(({ state }) => state === 'warn').length;
  terminal.print(`共查 ${findings.length} 项：${failed} 项不通，${warned} 项要留意。`);
  return failed > 0 ? 1 : 0;
}

function loadSet(): Config {
  readDotEnv();
  return loadConfig();
}

const MARKS: Readonly<Record<FindingState, string>> = { fail: '✗', warn: '!', ok: '✓', skip: '–' };

function linesOf({ check, state, text, fix }: Finding): readonly string[] {
  return [`${MARKS[state]} ${check}：${text}`, ...(fix === '' ? [] : [`  → ${fix}`])];
}

async function lookAtAll({ tell }: Terminal, load: () => Config): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => fail('配置', problem, '请改好这一项环境变量后再来。'));
  }
  const log = createLog('fatal', { write: (line: string) => tell(line.trimEnd()) });
  let database: Database;
  try {
    database = await openDatabase(config, log, tell);
  } catch (error) {
    return [withoutDatabase(error), ...(await runDoctor(outsideProbes(outsideParts(config))))];
  }
  try {
    return await withDatabase(config, database, log);
  } finally {
    await database.close();
  }
}

/** The rest of what is known needs a database; what is outside can still be looked at. */
function withoutDatabase(error: unknown): Finding {
  if (error instanceof StartRefused) {
    const check = /_data_key$/.test(error.code) ? '数据密钥' : '数据库';
    return fail(check, error.plight.zh, error.plight.zhCure);
  }
  return fail(
    '数据库',
    '打不开。',
    '请查 MONGODB_URI 的地址、账号和网络；用内置数据库的，查 DATA_DIR 是否可写、是否已有程序占用。',
  );
}

/** The parts of the program that are looked at; none of them is started. */
async function withDatabase(config: Config, database: Database, log: Logger): Promise<readonly Finding[]> {
  const clock = systemClock;
  const base = { config, database, clock, log };
  const stores = buildStores(base);
  const { county, relay } = stores;
  const people = buildPeople(base, stores);
  const platforms = buildPlatforms(config.platforms, base);
  const { fill: text } = shippedReplies();
  const printed = buildDocuments(base, stores, people);
  const outbox = await buildOutbox(base, { stores, people, platforms, printed, text });
  const refusals = createRefusals({ mongo: database.mongo, clock, timeZone: config.timeZone });
  const { incidents } = stores.services;
  const alarms = () => alarmFacts({ ...people, county, incidents, clock });
  const context = { clock, county, relay, alarms, outbox, refusals, platforms, running: false };
  const { findings } = await buildDoctor(config, database, context).checkup();
  return findings;
}
