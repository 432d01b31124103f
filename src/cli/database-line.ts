import type { Config } from '../config.ts';

/** Which database a command works on, free of secrets: the first line of each of them. */
export function databaseLine({
  mongodbUri,
  dataDir,
  sandbox,
}: Pick<Config, 'mongodbUri' | 'dataDir' | 'sandbox'>): string {
  const where = mongodbUri === undefined ? `内置数据库 embedded engine（${dataDir}）` : serverOf(mongodbUri);
  if (!sandbox) return `数据库 Database：${where}`;
  return `数据库 Database：${where}，沙箱县 sandbox county。没有设平台凭证，动的不是正式数据；要动正式数据，请先设好 .env 里的凭证。`;
}

/** Hosts and database name alone: no user, no password, no options. */
function serverOf(uri: string): string {
  const [, hosts = '', , name = ''] = /^mongodb(?:\+srv)?:\/\/(?:.*@)?([^/?@]*)(\/([^?]*))?/.exec(uri) ?? [];
  return `MongoDB ${hosts}${name === '' ? '' : `/${name}`}`;
}
