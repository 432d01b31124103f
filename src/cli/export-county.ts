import { randomUUID } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { boundPeople } from '../compose/county/bound-people.ts';
import { countySummary } from '../compose/county/loaded-lines.ts';
import { CountyRefused } from '../compose/county/refused.ts';
import { withBound } from '../places/bound-members.ts';
import type { StoredCounty } from '../places/county-store.ts';
import { writeCounty } from '../places/write-county.ts';
import { BY_TERMINAL, type CountyTools } from './county-tools.ts';
import { NOTHING_LOADED } from './show-county.ts';

/** Writes the current version, with what was bound in chat, to a file only its owner may read, or gives it as text. */
export async function exportTo(
  path: string | undefined,
  {
    store,
    mongo,
    timeZone,
    trail,
    clock,
  }: Pick<CountyTools, 'store' | 'mongo' | 'timeZone' | 'trail' | 'clock'>,
): Promise<readonly string[]> {
  const stored = await store.stored();
  if (stored === undefined) throw new CountyRefused([NOTHING_LOADED]);
  const at = clock.now();
  // Before anybody has it.
  await trail.record([
    {
      key: `export:${randomUUID()}`,
      ...{ at, what: 'exported', by: BY_TERMINAL },
      detail: { of: 'county', count: stored.file.members.length },
    },
  ]);
  const bound = await boundPeople(mongo, await store.county(), timeZone);
  const marked = (whole: string) => withBound(whole, bound, stored.file.members.length);
  const text = marked(countyText(stored)) ?? marked(writeCounty(stored.file)) ?? countyText(stored);
  if (path === undefined) return [text.trimEnd()];
  // It may hold push addresses: whoever has one can write into the group.
  await writeFile(path, text, { mode: 0o600 });
  await chmod(path, 0o600);
  return [`已导出到 ${path}：${countySummary(stored.file)}。内有群推送地址时请妥善保管。`];
}

/** As the clerk wrote it, comments included; written anew where that was not kept. */
export function countyText({ file, text }: StoredCounty): string {
  return text ?? writeCounty(file);
}
