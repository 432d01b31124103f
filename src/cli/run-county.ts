import { openCasesIn } from '../compose/county/open-cases.ts';
import { CountyRefused } from '../compose/county/refused.ts';
import { openDatabase } from '../compose/open-database.ts';
import { ConfigError, loadConfig, readDotEnv } from '../config.ts';
import { systemClock } from '../kit/clock.ts';
import { createLog } from '../log.ts';
import { EngineUnavailable } from '../mongo/errors.ts';
import { createCountyStore } from '../places/county-store.ts';
import { type CountyTools, check, codes, exportTo, load } from './county-commands.ts';

/** The terminal, as far as a command needs it. */
export interface Terminal {
  /** What was asked for. */
  print(line: string): void;
  /** Everything else: problems and progress. */
  tell(line: string): void;
}

const USAGE = [
  '用法：npm run county -- 命令',
  '  check  文件      检查县档案，不动数据库',
  '  load   文件      导入县档案；同一份文件导入两次没有影响',
  '  export [文件]    导出现在的县档案',
  '  codes            给还没有绑定的人发一人一码',
];

/** Runs one county command. Gives the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCounty(args: readonly string[], terminal: Terminal): Promise<number> {
  const action = actionOf(args);
  if (action === undefined) {
    for (const line of USAGE) terminal.tell(line);
    return 2;
  }
  try {
    for (const line of await action(terminal)) terminal.print(line);
    return 0;
  } catch (error) {
    for (const line of explain(error)) terminal.tell(line);
    return 1;
  }
}

type Action = (terminal: Terminal) => Promise<readonly string[]>;

function actionOf([command, path, ...more]: readonly string[]): Action | undefined {
  if (more.length > 0) return undefined;
  if (command === 'check' && path !== undefined) return () => check(path);
  if (command === 'load' && path !== undefined) return withTools((tools) => load(path, tools));
  if (command === 'export') return withTools((tools) => exportTo(path, tools));
  if (command === 'codes' && path === undefined) return withTools(codes);
  return undefined;
}

function withTools(work: (tools: CountyTools) => Promise<readonly string[]>): Action {
  return async ({ tell }) => {
    readDotEnv();
    const log = createLog('error', { write: (line: string) => tell(line.trimEnd()) });
    const { mongo, sealer, close } = await openDatabase(loadConfig(), log, tell);
    try {
      const clock = systemClock;
      const store = createCountyStore({ mongo, sealer, clock });
      return await work({ mongo, sealer, clock, store, openCasesOf: openCasesIn(mongo) });
    } finally {
      await close();
    }
  };
}

/** What can be put right is said as it is; anything else is a fault of ours and shown whole. */
function explain(error: unknown): readonly string[] {
  if (error instanceof CountyRefused) return error.lines;
  if (error instanceof ConfigError || error instanceof EngineUnavailable) return [error.message];
  return ['没有完成，程序出错：', error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
