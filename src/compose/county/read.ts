import { readFile } from 'node:fs/promises';
import { FILE_ROLE_WORDS, roleOf } from '../../people/roles.ts';
import { parseCounty } from '../../places/county-file.ts';
import { problemLine } from '../../places/county-problem.ts';
import { decodeCountyText } from '../../places/county-text.ts';
import type { CountyFile } from '../../places/file-shape.ts';
import { CountyRefused } from './refused.ts';

/** Reads and checks a county file. Throws CountyRefused with one line per problem. */
export async function readCounty(path: string): Promise<CountyFile> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? '没有这个文件' : '文件打不开';
    throw new CountyRefused([`${path}：${why}。请检查路径。`]);
  });
  const parsed = parseCounty(decodeCountyText(bytes), { roleOf, roleWords: FILE_ROLE_WORDS });
  if (parsed.ok) return parsed.file;
  const head = `${path} 有 ${parsed.problems.length} 处要改，什么都没有导入：`;
  throw new CountyRefused([head, ...parsed.problems.map((problem) => `  ${problemLine(problem)}`)]);
}
