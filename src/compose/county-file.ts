import { readFile } from 'node:fs/promises';
import { SentinelError } from '../errors.ts';
import { ROLE_WORDS, roleOf } from '../people/roles.ts';
import type { OpenCasesOf } from '../places/county-changes.ts';
import { parseCounty } from '../places/county-file.ts';
import { problemLine } from '../places/county-problem.ts';
import type { CountyStore, LoadOutcome } from '../places/county-store.ts';

/**
 * Load a county file at start. Throws SentinelError `county-file` with every problem and its line, or with the
 * reason it was refused; nothing is loaded then.
 */
export async function loadCountyFile(
  store: CountyStore,
  path: string,
  openCasesOf: OpenCasesOf,
): Promise<LoadOutcome> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new SentinelError('county-file', `The county file cannot be read: ${path}`, { cause: error });
  });
  const parsed = parseCounty(text, {
    roleOf,
    roleWords: Object.values(ROLE_WORDS).flatMap((words) => words.slice(0, 1)),
  });
  if (!parsed.ok) {
    const lines = parsed.problems.map((problem) => `  ${problemLine(problem)}`).join('\n');
    throw new SentinelError(
      'county-file',
      `县档案 ${path} 有 ${parsed.problems.length} 处问题，未导入：\n${lines}`,
    );
  }
  const outcome = await store.load(parsed.file, openCasesOf);
  if (outcome.outcome === 'refused') {
    const names = outcome.inUse.map(({ place, open }) => `${place.name}（${open}件未结）`).join('、');
    throw new SentinelError(
      'county-file',
      `县档案未导入：这些单位从文件里消失了，但还有未结的个案或隐患：${names}。请先办结，或把单位写回文件。`,
    );
  }
  if (outcome.outcome === 'other-county') {
    throw new SentinelError(
      'county-file',
      `县档案未导入：数据库里是“${outcome.loaded}”的档案，与这个文件不是同一个县。`,
    );
  }
  return outcome;
}
