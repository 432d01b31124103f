import { addDays, daysBetween, type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Permit, PermitKind, Permits } from './permit-types.ts';

/** What a school is to be told about a permit: fits `UnitItem` of the reminders, which this folder may not see. */
export interface PermitItem {
  /** Told once per key: one for each of the three times, of each date that was told. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: 'school';
  readonly posts: readonly string[];
  readonly text: string;
  /** After that day it is of no use. */
  readonly latest: LocalDate;
}

/** What the items are made of; `text` fills a text of the templates. */
export interface PermitItemsOptions {
  readonly permits: Pick<Permits, 'ending' | 'kinds'>;
  /** The schools that are there: a merged or closed one's permits are nobody's to renew. */
  readonly schools: () => Promise<readonly { readonly id: string }[]>;
  readonly text: FillReply<'permits/item'>;
}

/** Days before its last day at which a permit is spoken of; once more when it has run out. */
const EARLY = 30;
const LATE = 7;
/** How long after its last day a permit that nobody renewed is still spoken of. */
const AFTER = 30;

/**
 * Permits that run out, for the daily message of each school: 30 days before, 7 days before and once after. A permit
 * that is told of late is spoken of at once. Safe to ask again.
 */
export function createPermitItems({
  permits,
  schools,
  text,
}: PermitItemsOptions): (today: LocalDate) => Promise<readonly PermitItem[]> {
  return async (today) => {
    const ending = await permits.ending(addDays(today, -AFTER), addDays(today, EARLY));
    const there = new Set((await schools()).map(({ id }) => id));
    const held = ending.filter(({ schoolId }) => there.has(schoolId));
    return held.flatMap((permit) => {
      const kind = permits.kinds.find(({ id }) => id === permit.kindId);
      return kind === undefined ? [] : [itemOf(permit, kind, today, text)];
    });
  };
}

function itemOf(
  permit: Permit,
  kind: PermitKind,
  today: LocalDate,
  text: PermitItemsOptions['text'],
): PermitItem {
  const { expiresOn, label } = permit;
  const left = daysBetween(today, expiresOn);
  const { step, latest } = stepOf(left, expiresOn);
  return {
    key: `permit:${permit.id}:${expiresOn}:${step}`,
    unitId: permit.schoolId,
    audience: 'school',
    posts: kind.posts,
    text: text('permits/item', { name: kind.name, label, on: spokenDate(expiresOn), left }),
    latest,
  };
}

function stepOf(left: number, expiresOn: LocalDate): { readonly step: string; readonly latest: LocalDate } {
  if (left < 0) return { step: 'over', latest: addDays(expiresOn, AFTER) };
  if (left <= LATE) return { step: `${LATE}`, latest: expiresOn };
  return { step: `${EARLY}`, latest: addDays(expiresOn, -LATE - 1) };
}
