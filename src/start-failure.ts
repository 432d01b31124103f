import { type Plight, SentinelError, StartRefused } from './errors.ts';
import { causeOf } from './kit/cause-of.ts';

/** For the one catch of a start: the short block that the person at the terminal reads. Never a stack. */
export function startFailure(error: Error): string {
  if (error instanceof SentinelError) return error.message;
  if (isAboutLibrary(error))
    return new StartRefused('library_missing', libraryMissing(), { cause: error }).message;
  if (/^Mongo(?:Network|ServerSelection|PoolCleared)/.test(error.name))
    return new StartRefused('database_lost', databaseLost, { cause: error }).message;
  const where = /\(?((?:file:)?\/[^\s)]+:\d+:\d+)\)?/.exec(error.stack ?? '')?.[1] ?? 'unknown';
  return [
    `启动不了：程序内部出错（${causeOf(error)}）。`,
    '办法：请把这几行交给技术人员；刚改过设置或升级的，先退回原来的设置或版本。',
    `Cannot start: something went wrong inside the program (${causeOf(error)}).`,
    `Cure: report these lines; it happened at ${where}.`,
  ].join('\n');
}

/** One that is not installed, or whose native part was not: for another system, or left out by `--omit=optional`. */
function isAboutLibrary(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return (
    /^(ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ERR_DLOPEN_FAILED)$/.test(code ?? '') ||
    /sharp/.test(error.message)
  );
}

/** The embedded engine ends when it meets a damaged or missing file, also after it was opened. */
const databaseLost: Plight = {
  zh: '数据库在启动途中断开了，多半是数据文件损坏或缺失（内置数据库），或数据库服务器停了。',
  zhCure: '用内置数据库的，请用备份恢复整个 DATA_DIR；设了 MONGODB_URI 的，请先看数据库服务器是否在运行。',
  en: 'the database went away during the start: files of the embedded engine are damaged or missing, or the server stopped.',
  enCure: 'restore all of DATA_DIR from a backup; with MONGODB_URI, see first whether the server is running.',
};

const libraryMissing = (): Plight => ({
  zh: `有一个库没有装好，或没有适合本系统（${process.platform} ${process.arch}）的版本。`,
  zhCure:
    '请在本程序文件夹里重新执行 npm ci（不要加 --omit=optional，也不要从别的系统拷贝 node_modules）；系统不支持的，用 Docker 或 WSL。',
  en: `a library is not installed, or not made for this system (${process.platform} ${process.arch}).`,
  enCure:
    'run npm ci again in the folder of the program (without --omit=optional, and with no node_modules copied from elsewhere); where the system is not supported, use Docker or WSL.',
});
