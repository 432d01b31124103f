import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILT, builtOf } from '../built.ts';
import { runNode } from './tool.ts';

/** Before the check of the types builds anew: what is left of a source that is gone would be run. */
export const clearBuilt = (): Promise<void> => rm(BUILT, { recursive: true, force: true });

/** Puts beside what the check of the types built all else that it runs with. */
export async function furnishBuilt(): Promise<void> {
  await Promise.all([standIn(), runNode([builtOf('src/cli/learn.ts')], {})]);
}

/** `@jest/globals` itself refuses to be loaded outside jest's own loader: node finds ours first. */
async function standIn(): Promise<void> {
  const folder = join(BUILT, 'node_modules', '@jest', 'globals');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', exports: './index.js' }));
  await writeFile(join(folder, 'index.js'), "export * from '../../../test/support/runner/globals.js';\n");
}
