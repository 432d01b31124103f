import { resolve } from 'node:path';
import { ownPart } from '../compose/county/bound-people.ts';
import { loadedLines } from '../compose/county/loaded-lines.ts';
import { type ReadCounty, readCounty } from '../compose/county/read.ts';
import { CountyRefused } from '../compose/county/refused.ts';
import { recordCounty } from '../compose/record-changes.ts';
import type { CountySource } from '../places/county-loading.ts';
import type { CountyFile } from '../places/file-shape.ts';
import type { CountyTools } from './county-tools.ts';
import { diffLines, vanishing } from './diff-lines.ts';

/** Said beforehand to the question that a command would ask. */
export interface Consent {
  readonly yes?: boolean;
}

/** Makes a file the current version. Who and what would vanish is shown first and needs a yes. */
export async function load(
  path: string,
  tools: CountyTools,
  consent: Consent = {},
): Promise<readonly string[]> {
  const read = await readCounty(path, await ownPart(tools.mongo));
  const command = `npm run county -- load ${path} --yes`;
  const lines = await take(read.file, { by: 'hand', text: read.text }, tools, { ...consent, command });
  await remember(path, read, tools);
  return [...lines, ...read.warnings];
}

/** Makes a new version with the content of an old one. */
export async function rollback(
  seq: number,
  tools: CountyTools,
  consent: Consent = {},
): Promise<readonly string[]> {
  const old = await tools.store.stored(seq);
  if (old === undefined)
    throw new CountyRefused([`没有第 ${seq} 版。有哪些版本请看：npm run county -- versions`]);
  const { file, text } = old;
  const command = `npm run county -- rollback ${seq} --yes`;
  const source: CountySource = { by: 'rollback', ...(text === undefined ? {} : { text }) };
  const lines = await take(file, source, tools, { ...consent, command });
  await rememberGiven(tools);
  return lines;
}

async function take(
  file: CountyFile,
  source: CountySource,
  { store, trail, openCasesOf, merge, clock, terminal }: CountyTools,
  { yes = false, command }: Consent & { readonly command: string },
): Promise<readonly string[]> {
  const diff = await store.diff(file);
  if (diff !== undefined) {
    for (const line of diffLines(diff)) terminal.print(line);
    const gone = vanishing(diff);
    if (gone !== undefined && !yes) await consented(terminal, gone, command);
  }
  const outcome = await store.load(file, openCasesOf, source);
  await recordCounty(store, trail);
  const lines = loadedLines(outcome, file);
  await merge(clock.now());
  return outcome.outcome === 'loaded' ? [...lines, `现在是第 ${outcome.seq} 版。`] : lines;
}

/** Throws CountyRefused unless whoever sits there agrees. */
async function consented(terminal: CountyTools['terminal'], gone: string, command: string): Promise<void> {
  const head = `${gone}将从县档案里去掉（账号随之失效，原有记录仍可查）。`;
  if (terminal.ask === undefined)
    throw new CountyRefused([`没有导入：${head}核对无误后请加 --yes 再运行：`, `  ${command}`]);
  const answer = await terminal.ask(`${head}确定吗？输入“是”继续：`);
  if (!/^(是|确认|y|yes)$/i.test(answer.trim())) throw new CountyRefused(['没有导入，什么都没有改。']);
}

/** The next start shall not undo what was loaded by hand. */
async function remember(path: string, read: ReadCounty, tools: CountyTools): Promise<void> {
  const { countyFile, given } = tools;
  if (countyFile !== undefined && resolve(countyFile) === resolve(path)) await given.take(read);
  else await rememberGiven(tools);
}

/** What COUNTY_FILE says now is older than what was just loaded; a mistake in it stays one. */
async function rememberGiven({ countyFile, given, mongo }: CountyTools): Promise<void> {
  if (countyFile === undefined) return;
  try {
    await given.take(await readCounty(countyFile, await ownPart(mongo)));
  } catch (error) {
    if (!(error instanceof CountyRefused)) throw error;
  }
}
