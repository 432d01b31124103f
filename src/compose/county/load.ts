import { join } from 'node:path';
import { localDate, spokenDate } from '../../kit/local-date.ts';
import { type CountyTrouble, createGivenCounty, type GivenCounty } from '../../places/county-given-store.ts';
import type { CountyStore } from '../../places/county-store.ts';
import type { Base } from '../base.ts';
import { TEMPLATES_DIR } from '../paths.ts';
import { ownPart } from './bound-people.ts';
import { loadedLines } from './loaded-lines.ts';
import { openCasesIn } from './open-cases.ts';
import { readCounty } from './read.ts';
import { CountyRefused } from './refused.ts';

type CountyBase = Pick<Base, 'config' | 'database' | 'clock'>;
type Say = (line: string) => void;

/**
 * Load the county file that the configuration names at start, in a sandbox the fictional one, unless a newer version
 * was loaded by hand since the file was changed. `say` hears what happened, nothing when nothing changed. What is
 * wrong with the file is said and remembered, and the last good version stays in force; throws CountyRefused where
 * there is none.
 */
export async function loadGivenCounty(base: CountyBase, store: CountyStore, say: Say): Promise<void> {
  const { config, database } = base;
  const given = createGivenCounty(database.mongo, database.sealer);
  const shipped = config.sandbox ? join(TEMPLATES_DIR, 'county', 'wangxi.yaml') : undefined;
  const path = config.countyFile ?? shipped;
  if (path === undefined) return given.forgetTrouble();
  try {
    await take(base, { store, given, path, say });
  } catch (error) {
    if (!(error instanceof CountyRefused) || error.why === undefined) throw error;
    const [current] = await store.versions();
    if (current === undefined) throw error;
    await given.complain({ ...error.why, at: base.clock.now() }, error.lines);
    const day = spokenDate(localDate(current.loadedAt, config.timeZone));
    say(`县档案文件没有导入，程序继续用第 ${current.seq} 版（${day}导入）：`);
    for (const line of error.lines) say(`  ${line}`);
  }
}

async function take(
  { database }: CountyBase,
  { store, given, path, say }: { store: CountyStore; given: GivenCounty; path: string; say: Say },
): Promise<void> {
  const read = await readCounty(path, await ownPart(database.mongo));
  if (await isOlder(read, store, given)) {
    await given.take(read);
    const [current] = await store.versions();
    say(`县档案文件没有变，继续用后来手工导入的第 ${current?.seq ?? 0} 版。`);
    return;
  }
  const { file, text, warnings } = read;
  const outcome = await store.load(file, openCasesIn(database.mongo), { by: 'start', text });
  const lines = loadedLines(outcome, file);
  await given.take(read);
  if (outcome.outcome !== 'unchanged') for (const line of [...lines, ...warnings]) say(line);
}

/** Whether the file was taken before, and something else came by hand since then. */
async function isOlder(
  read: Parameters<GivenCounty['isTaken']>[0],
  store: CountyStore,
  given: GivenCounty,
): Promise<boolean> {
  if (await store.isCurrent(read.file)) return false;
  // A database of before this was remembered: what had its turn there is not newer than what is in force.
  return (await given.isTaken(read)) ?? (await store.wasLoaded(read.file));
}

/** What is wrong with the file that the configuration names, as it was seen at the last start; for all instances. */
export function countyTrouble(database: Base['database']): Promise<CountyTrouble | undefined> {
  return createGivenCounty(database.mongo, database.sealer).trouble();
}
