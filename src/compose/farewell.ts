import { resolve } from 'node:path';
import type { Config } from '../config.ts';

/** Where the data are and that they stay there: for whoever stops the program, in Chinese and English. */
export function whereDataStay({ mongodbUri, dataDir }: Pick<Config, 'mongodbUri' | 'dataDir'>): string {
  if (mongodbUri !== undefined)
    return '数据都在 MongoDB 服务器里，停下不会丢。 All data stay on the MongoDB server.';
  const folder = resolve(dataDir);
  return `数据都保存在 ${folder}，下次启动接着用；要从头来，删去这个目录。 All data stay in ${folder}.`;
}
