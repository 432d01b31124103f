import { readFile } from 'node:fs/promises';
import { perText } from '../../kit/per-text.ts';
import { FILE_ROLE_WORDS, roleOf } from '../../people/roles.ts';
import { parseCounty } from '../../places/county-file.ts';
import type { GivenFile } from '../../places/county-given-store.ts';
import { problemLine } from '../../places/county-problem.ts';
import { decodeCountyText } from '../../places/county-text.ts';
import { sizeWarnings } from '../../places/county-warnings.ts';
import { CountyRefused } from './refused.ts';

/** A county file without mistakes, as it was written, and what deserves a second look in it. */
export interface ReadCounty extends GivenFile {
  /** In Chinese, one line each. */
  readonly warnings: readonly string[];
}

/** A county of this size takes a tenth of a second; its file is read far more often than it changes. */
const parse = perText((text = '') => parseCounty(text, { roleOf, roleWords: FILE_ROLE_WORDS }), 4);

/**
 * Reads and checks a county file. Throws CountyRefused with one line per problem. `own` gives the text without what is
 * only shown in it.
 */
export async function readCounty(
  path: string,
  own: (text: string) => string = (text) => text,
): Promise<ReadCounty> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? '没有这个文件' : '文件打不开';
    throw new CountyRefused([`${path}：${why}。请检查路径。`], { kind: 'unreadable', count: 1 });
  });
  const written = decodeCountyText(bytes);
  const text = own(written);
  const taken = parse(text);
  // Lines are counted as they were written.
  const parsed = taken.ok ? taken : parse(written);
  if (parsed.ok) {
    const warnings = [...parsed.warnings.map(problemLine), ...sizeWarnings(parsed.file)];
    return { file: parsed.file, text, warnings: warnings.map((line) => `注意：${line}`) };
  }
  const count = parsed.problems.length;
  const head = `${path} 有 ${count} 处要改，什么都没有导入：`;
  throw new CountyRefused([head, ...parsed.problems.map((problem) => `  ${problemLine(problem)}`)], {
    kind: 'mistakes',
    count,
  });
}
