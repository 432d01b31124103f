import { BUILT } from '../built.ts';
import { lastLines, runTool, secondsSince } from './tool.ts';

/** A check of the whole tree: its name and the tool that makes it. */
export type Check = readonly [name: string, command: string, ...args: string[]];

export const TYPES: Check = ['types', 'tsc', '-p', 'tsconfig.json'];
/** The types, and everything compiled: programs that suites start as processes of their own run from there. */
const BUILD: Check = [...TYPES, '--noEmit', 'false', '--outDir', BUILT, '--sourceMap'];
/** Everything that is checked beside the tests. */
export const CHECKS: readonly Check[] = [
  BUILD,
  ['lint and format', 'biome', 'ci', '.'],
  ['import law', 'depcruise', 'src', 'commands', 'test', '--config', '.dependency-cruiser.cjs'],
  ['dead code', 'knip'],
];

/** Makes these checks at the same time, says how each ended, and resolves to how many passed. */
export async function makeChecks(checks: readonly Check[]): Promise<number> {
  const passed = await Promise.all(checks.map(makeCheck));
  return passed.filter(Boolean).length;
}

async function makeCheck([name, command, ...args]: Check): Promise<boolean> {
  const started = performance.now();
  const { ok, output } = await runTool(command, args);
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${secondsSince(started)})`);
  if (!ok) console.log(lastLines(output));
  return ok;
}
