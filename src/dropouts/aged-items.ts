import { addDays, type LocalDate } from '../kit/local-date.ts';
import { OUTSIDE } from '../places/place.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { CaseEntry, DropoutCase, DropoutStore } from './types.ts';

/** What a unit is to look at because time ran out: fits `UnitItem` of the reminders, which this folder may not see. */
export interface AgedItem {
  /** Asked once per key. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: 'school' | 'township' | 'bureau';
  readonly posts: readonly string[];
  readonly text: string;
  readonly asks: true;
  /** After that day it is of no use. */
  readonly latest: LocalDate;
}

/** What the items are made of; `text` fills a text of the templates. */
export interface AgedItemsParts {
  readonly dropouts: Pick<DropoutStore, 'agedSince' | 'rules'>;
  readonly text: FillReply<'dropouts/aged-item'>;
  /** The bureau's own unit, as the reminders call it. */
  readonly bureau: string;
}

const FOR_DAYS = 30;
const POSTS = {
  school: ['控辍专干', '德育主任', '政教主任', '教务主任', '校长'],
  township: ['教育专干', '控辍专干'],
  bureau: ['控辍办主任', '控辍专干'],
} as const;

/**
 * Children whose exclusion ended, and leads that became suspected, for the daily message of school and township (of a
 * child outside the county, of the bureau): until somebody did something about the case. Safe to ask again.
 */
export function createAgedItems({
  dropouts,
  text,
  bureau,
}: AgedItemsParts): (today: LocalDate) => Promise<readonly AgedItem[]> {
  return async (today) => {
    const [aged, { exclusions }] = await Promise.all([
      dropouts.agedSince(addDays(today, -FOR_DAYS)),
      dropouts.rules(),
    ]);
    return aged.flatMap(({ file, entry }) => {
      const code = codeBefore(file, entry);
      const situation = exclusions.find((one) => one.code === code)?.name;
      const words = text('dropouts/aged-item', { no: file.no, ended: entry.kind === 'expired', situation });
      return unitsOfCase(file, bureau).map((unit) => ({
        ...unit,
        key: `aged:${entry.id}`,
        posts: POSTS[unit.audience],
        text: words,
        asks: true as const,
        latest: addDays(entry.on, FOR_DAYS),
      }));
    });
  };
}

function codeBefore({ entries }: DropoutCase, { id }: CaseEntry): string | undefined {
  const before = entries.slice(
    0,
    entries.findIndex((one) => one.id === id),
  );
  return before.findLast(({ kind }) => kind === 'excluded')?.data?.code;
}

function unitsOfCase(
  { areaId, schoolId }: Pick<DropoutCase, 'areaId' | 'schoolId'>,
  bureau: string,
): readonly Pick<AgedItem, 'unitId' | 'audience'>[] {
  const area =
    areaId === OUTSIDE.id
      ? ({ unitId: bureau, audience: 'bureau' } as const)
      : ({ unitId: areaId, audience: 'township' } as const);
  return schoolId === undefined ? [area] : [area, { unitId: schoolId, audience: 'school' }];
}
