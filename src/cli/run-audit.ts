import { createTrail } from '../audit/trail-store.ts';
import { reachDatabase } from '../compose/open-database.ts';
import { loadConfig, readDotEnv } from '../config.ts';
import { SentinelError } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import { createLog } from '../log.ts';
import { type AuditTools, exportTrail, verify } from './audit-commands.ts';
import { databaseLine } from './database-line.ts';
import type { Said } from './keys-commands.ts';
import type { Terminal } from './terminal.ts';

const USAGE = [
  '用法：npm run audit -- 命令',
  '  verify                 逐块核对审计留痕，指出第一处不对的地方；程序可以照常运行',
  '  verify --heads 文件    同上，再与另存的链头对照（审计员每天收到的消息，复制到文件里即可），查有没有被截掉',
  '  export [文件]          导出留痕（一行一块，不含姓名和事由）和链头',
];

/** Runs one command about the trail. Gives the exit code: 0 whole, 1 something is wrong or failed, 2 wrong usage. */
export async function runAudit(args: readonly string[], terminal: Terminal): Promise<number> {
  const action = actionOf(args);
  if (action === undefined) {
    for (const line of USAGE) terminal.tell(line);
    return 2;
  }
  try {
    const { lines, done } = await withTools(terminal, action);
    for (const line of lines) (done ? terminal.print : terminal.tell)(line);
    return done ? 0 : 1;
  } catch (error) {
    for (const line of explain(error)) terminal.tell(line);
    return 1;
  }
}

type Action = (tools: AuditTools) => Promise<Said>;

function actionOf([command, first, second, ...more]: readonly string[]): Action | undefined {
  if (more.length > 0) return undefined;
  if (command === 'verify' && first === undefined) return (tools) => verify(tools);
  if (command === 'verify' && first === '--heads' && second !== undefined)
    return (tools) => verify(tools, second);
  if (command === 'export' && second === undefined && !first?.startsWith('--'))
    return (tools) => exportTrail(tools, first);
  return undefined;
}

async function withTools({ print, tell }: Terminal, action: Action): Promise<Said> {
  readDotEnv();
  const log = createLog('error', { write: (line: string) => tell(line.trimEnd()) });
  const config = loadConfig();
  tell(databaseLine(config));
  const { mongo, keys, close } = await reachDatabase(config, log, tell);
  try {
    const trail = createTrail({ mongo, sealer: keys.sealer, clock: systemClock });
    const { dataDir, timeZone: tz } = config;
    return await action({ mongo, trail, clock: systemClock, dataDir, tz, print, tell });
  } finally {
    await close();
  }
}

/** What can be put right is said as it is; anything else is a fault of ours and shown whole. */
function explain(error: unknown): readonly string[] {
  if (error instanceof SentinelError) return [error.message];
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return ['找不到链头文件，请核对路径。'];
  return ['没有完成，程序出错：', error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
