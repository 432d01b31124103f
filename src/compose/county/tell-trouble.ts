import { localDate, spokenDate } from '../../kit/local-date.ts';
import type { Tell } from '../../people/tell.ts';
import type { CountyStore } from '../../places/county-store.ts';
import type { FillReply } from '../../texts/reply-texts.ts';
import type { Base } from '../base.ts';
import { countyTrouble } from './load.ts';

/** What the words are made with. */
export interface TroubleWords {
  readonly tell: Tell;
  readonly versions: CountyStore['versions'];
  readonly text: FillReply<'admin/county-file'>;
}

const KEPT_MS = 30 * 24 * 60 * 60_000;

/** Tells each administrator in private that the county file was not loaded, once for each distinct problem. */
export async function tellCountyTrouble(
  { config, database, clock }: Pick<Base, 'config' | 'database' | 'clock'>,
  { tell, versions, text }: TroubleWords,
): Promise<void> {
  const trouble = await countyTrouble(database);
  if (trouble === undefined || config.admins.length === 0) return;
  const [current] = await versions();
  if (current === undefined) return;
  const { kind, count, key } = trouble;
  const day = spokenDate(localDate(current.loadedAt, config.timeZone));
  const at = clock.now();
  for (const to of config.admins)
    await tell({
      key: `county-file:${key}:${to.platform}:${to.userId}`,
      kind: 'operations',
      to,
      title: '校园哨兵：您有1条运行提醒',
      text: text('admin/county-file', { kind, count, version: current.seq, day }),
      at,
      until: new Date(at.getTime() + KEPT_MS),
    });
}
