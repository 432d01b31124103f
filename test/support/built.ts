import { join } from 'node:path';

/**
 * What node is called with to run this file of the project (`src/main.ts`): as the run's check of the types left it in
 * `dist`, which starts in a fraction of the time; through tsx where nothing was built.
 */
export function nodeArgs(file: string): readonly string[] {
  if (process.env.TEST_BUILT === undefined) return ['--import', 'tsx', file];
  return [join('dist', file.replace(/\.ts$/, '.js'))];
}
