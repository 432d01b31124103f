import { join } from 'node:path';

/** Where a run of the tests leaves what it compiles; `dist` is what `npm start` builds, from nothing but the sources. */
export const BUILT = '.cache/built';

/**
 * What node is called with to run this file of the project (`src/main.ts`): as the run's check of the types left it in
 * `BUILT`, which starts in a fraction of the time; through tsx where nothing was built.
 */
export function nodeArgs(file: string): readonly string[] {
  return process.env.TEST_BUILT === undefined ? ['--import', 'tsx', file] : [builtOf(file)];
}

/** What the run's check of the types made of this file of the project. */
export function builtOf(file: string): string {
  return join(BUILT, file.replace(/\.ts$/, '.js'));
}
