import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * What a suite needs: nothing but its own code (`pure`), the engine (`store`), the whole program (`program`), or
 * processes and connections that it breaks on purpose (`hard`).
 */
export type SuiteKind = 'pure' | 'store' | 'program' | 'hard';

/** Where a suite that ... comes from is told by what it imports, directly or through other test files. */
const SIGNS: readonly (readonly [kind: SuiteKind, sign: RegExp])[] = [
  ['hard', /\/test\/(chaos|browser|mongo\/embedded)\/|\/storm\.test\.ts$|\/support\/browser\.ts$/],
  ['program', /\/src\/app\.ts$/],
  ['store', /\/test\/support\/database\.ts$/],
];
const IMPORT = /^(?:import|export)\b[^'"]*?from '(\.[^']+)'|^import '(\.[^']+)'|import\('(\.[^']+)'\)/gm;

/** Every suite below `folder`, as absolute paths. */
export function suitesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => resolve(folder, file))
    .sort();
}

/** The kind of one suite. */
export function kindOf(suite: string): SuiteKind {
  const files = [...filesOf(suite)];
  return SIGNS.find(([, sign]) => files.some((file) => sign.test(file)))?.[0] ?? 'pure';
}

const imports = new Map<string, readonly string[]>();

/** The suite with every test file it is made of, and the source files these name. */
export function filesOf(suite: string): ReadonlySet<string> {
  const found = new Set<string>([suite]);
  for (const file of found) {
    if (!file.includes('/test/')) continue;
    for (const imported of importsOf(file)) found.add(imported);
  }
  return found;
}

function importsOf(file: string): readonly string[] {
  const known = imports.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(IMPORT)].map((match) =>
    join(dirname(file), match[1] ?? match[2] ?? match[3] ?? ''),
  );
  imports.set(file, found);
  return found;
}
