import { createTrail } from '../audit/trail-store.ts';
import { reachDatabase } from '../compose/open-database.ts';
import { loadConfig, readDotEnv } from '../config.ts';
import { SentinelError } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import { createLog } from '../log.ts';
import { databaseLine } from './database-line.ts';
import { type KeyTools, list, rotateKeys, type Said } from './keys-commands.ts';
import type { Terminal } from './terminal.ts';

const USAGE = [
  '用法：npm run keys -- 命令',
  '  list                   各密钥的指纹、起用日、还封存着多少内容',
  '  rotate                 用 DATA_KEY 的第一把密钥重新封存全部内容，停用其余的；程序可以照常运行',
  '  rotate --skip-damaged  同上，已损坏、哪把密钥都打不开的内容不再等',
];

/** Runs one command about keys. Gives the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runKeys(args: readonly string[], terminal: Terminal): Promise<number> {
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

type Action = (tools: KeyTools) => Promise<Said>;

function actionOf([command, ...more]: readonly string[]): Action | undefined {
  if (command === 'list' && more.length === 0) return list;
  if (command !== 'rotate' || more.length > 1 || (more.length === 1 && more[0] !== '--skip-damaged'))
    return undefined;
  return (tools) => rotateKeys(tools, { leaveDamaged: more.length === 1 });
}

async function withTools({ tell }: Terminal, action: Action): Promise<Said> {
  readDotEnv();
  const log = createLog('error', { write: (line: string) => tell(line.trimEnd()) });
  const config = loadConfig();
  tell(databaseLine(config));
  const { mongo, keys, owner, close } = await reachDatabase(config, log, tell);
  try {
    const trail = createTrail({ mongo, sealer: keys.sealer, clock: systemClock });
    return await action({ db: mongo.db, watch: keys, owner, trail, tz: config.timeZone, tell });
  } finally {
    await close();
  }
}

/** What can be put right is said as it is; anything else is a fault of ours and shown whole. */
function explain(error: unknown): readonly string[] {
  if (error instanceof SentinelError) return [error.message];
  return ['没有完成，程序出错：', error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
