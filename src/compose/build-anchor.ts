import { shortHead } from '../audit/heads.ts';
import { headsPath, keepHeads } from '../audit/heads-file.ts';
import type { Head, TrailWhat } from '../audit/types.ts';
import type { Counts } from '../jobs/job.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, localDate, spokenDate } from '../kit/local-date.ts';
import { accountFor } from '../people/account-for.ts';
import type { Services } from '../services.ts';
import type { FillReply } from '../texts/reply-texts.ts';

/** What keeping heads needs. */
export interface AnchorParts {
  readonly services: Pick<Services, 'trail' | 'people' | 'contacts' | 'tell' | 'calendar'>;
  readonly text: FillReply<'audit/heads'>;
  readonly dataDir: string;
  readonly tz: string;
}

/** A message takes no more; the file has all. */
const MOST_HEADS = 6;
const TOLD_FOR_MS = 7 * 24 * 60 * 60_000;

/** Keeps the heads of all chains in the data folder, and on workdays tells every auditor those that grew, with counts alone. */
export function buildAnchor(parts: AnchorParts): (slot: Date, now: Date) => Promise<Counts> {
  const { services, dataDir, tz } = parts;
  return async (slot, now) => {
    const heads = await services.trail.heads();
    const kept = await keepHeads(headsPath(dataDir), heads, now);
    const day = localDate(slot, tz);
    const calendar = await services.calendar.current();
    if (!calendar.isWorkday(day)) return { kept, told: 0 };
    const text = await words(parts, { heads, day, since: calendar.workdayUntil(addDays(day, -1)) });
    return { kept, told: await tellAuditors(parts, { text, day, now }) };
  };
}

interface Told {
  readonly heads: readonly Head[];
  readonly day: string;
  readonly since: string;
}

async function words({ services, text, tz }: AnchorParts, { heads, day, since }: Told): Promise<string> {
  const [from, to] = [instantOf(since, '00:00', tz), instantOf(day, '00:00', tz)];
  const count = async (...what: TrailWhat[]): Promise<number> =>
    (await services.trail.find({ from, to, ...(what.length === 0 ? {} : { what }) }, { skip: 0, limit: 1 }))
      .total;
  const grown = heads.filter(({ at }) => at >= from);
  // Those that grew, and never none: an idle chain has an end too.
  const told = (grown.length > 0 ? grown : heads.slice(-1)).slice(-MOST_HEADS);
  return text('audit/heads', {
    days: since === addDays(day, -1) ? '昨天' : `${spokenDate(since)}以来`,
    ...{ facts: await count(), read: await count('read'), decided: await count('decided') },
    ...{ exported: await count('exported'), rights: await count('rights', 'key') },
    heads: told.map(shortHead),
    more: Math.max(grown.length - told.length, 0),
  });
}

async function tellAuditors(
  { services }: AnchorParts,
  { text, day, now: at }: { readonly text: string; readonly day: string; readonly now: Date },
): Promise<number> {
  const auditors = (await services.people.everyone()).filter(({ role }) => role === 'auditor');
  let told = 0;
  for (const { id, accounts } of auditors) {
    const to = await accountFor(services.contacts, accounts);
    if (to === undefined) continue;
    const until = new Date(at.getTime() + TOLD_FOR_MS);
    const word = { title: '校园哨兵：审计留痕', text, at, until, priority: 'normal' } as const;
    await services.tell({ key: `trail-heads:${day}:${id}`, kind: 'operations', to, ...word });
    told += 1;
  }
  return told;
}
