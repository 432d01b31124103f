import { buildStores } from '../compose/build-stores.ts';
import { buildMerge } from '../compose/county/build-merge.ts';
import { openCasesIn } from '../compose/county/open-cases.ts';
import { CountyRefused } from '../compose/county/refused.ts';
import { openDatabase } from '../compose/open-database.ts';
import { ConfigError, loadConfig, readDotEnv } from '../config.ts';
import { StartRefused } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { createLog } from '../log.ts';
import { createGivenCounty } from '../places/county-given-store.ts';
import { type Action, actionOf, USAGE } from './county-arguments.ts';
import type { CountyTools } from './county-tools.ts';
import { databaseLine } from './database-line.ts';
import type { Terminal } from './terminal.ts';

/** Runs one county command. Gives the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCounty(args: readonly string[], terminal: Terminal): Promise<number> {
  const action = actionOf(args);
  if (action === undefined) {
    for (const line of USAGE) terminal.tell(line);
    return 2;
  }
  try {
    for (const line of await run(action, terminal)) terminal.print(line);
    return 0;
  } catch (error) {
    for (const line of explain(error)) terminal.tell(line);
    return 1;
  }
}

const run = (action: Action, terminal: Terminal): Promise<readonly string[]> =>
  'alone' in action ? action.alone() : withTools(action.work, terminal);

async function withTools(
  work: (tools: CountyTools) => Promise<readonly string[]>,
  terminal: Terminal,
): Promise<readonly string[]> {
  readDotEnv();
  const { tell } = terminal;
  const config = loadConfig();
  tell(databaseLine(config));
  const log = createLog('error', { write: (line: string) => tell(line.trimEnd()) });
  const database = await openDatabase(config, log, tell);
  try {
    const { mongo, sealer } = database;
    const clock = systemClock;
    const stores = buildStores({ config, database, clock, log });
    return await work({
      ...{ mongo, sealer, clock, terminal, store: stores.county, trail: stores.services.trail },
      timeZone: config.timeZone,
      openCasesOf: openCasesIn(mongo),
      merge: buildMerge(database, stores),
      given: createGivenCounty(mongo, sealer),
      ...defined({ countyFile: config.countyFile }),
    });
  } finally {
    await database.close();
  }
}

/** What can be put right is said as it is; anything else is a fault of ours and shown whole. */
function explain(error: unknown): readonly string[] {
  if (error instanceof CountyRefused) return error.lines;
  if (error instanceof ConfigError || error instanceof StartRefused) return [error.message];
  return ['没有完成，程序出错：', error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
