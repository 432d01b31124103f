import { createHash } from 'node:crypto';
import type { DutyStore } from '../duties/types.ts';
import { unitName } from '../duties/units.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { compareMonth, type Month, type ReadRegister } from './compare-month.ts';
import type { Text } from './item.ts';
import type { UnitItem, UnitItems } from './types.ts';

/** The kinds of duty that are compared. */
const SCHOOLS = 'monthly-report';
const TOWNSHIPS = 'township-monthly';

/** What comparing needs. */
export interface ReconcileParts {
  readonly duties: Pick<DutyStore, 'recent' | 'returns'>;
  readonly places: () => Promise<Gazetteer>;
  readonly register: ReadRegister;
  readonly text: Text;
  readonly timeZone: string;
  readonly now: () => Date;
}

/** Monthly reports are compared so long after the month's duties were opened. */
const DAYS = 30;
/** A difference is of use so long. */
const USE_DAYS = 7;

/**
 * 月报对账, once both reports were due: what a school reported is compared with the register as it stood when it
 * answered, and the township's number with the sum of its schools and of who is in the register and in no school of
 * theirs (在外就读, 流动). The township hears all of it, a school only of its own numbers and only where they differ.
 * Once per set of figures.
 */
export function createReconcile(parts: ReconcileParts): UnitItems {
  return async (today) => {
    const recent = await parts.duties.recent(parts.now(), DAYS);
    const pairs = recent
      .filter(({ kind, state, dueOn }) => kind === TOWNSHIPS && state !== 'cancelled' && dueOn < today)
      .flatMap((own) => {
        const schools = recent.find(
          ({ kind, period, state }) =>
            kind === SCHOOLS && period.key === own.period.key && state !== 'cancelled',
        );
        return schools === undefined ? [] : [{ own, schools }];
      });
    const items = await Promise.all(pairs.map((pair) => itemsOfMonth(parts, pair, today)));
    return items.flat();
  };
}

async function itemsOfMonth(
  parts: ReconcileParts,
  month: Month,
  today: LocalDate,
): Promise<readonly UnitItem[]> {
  const gazetteer = await parts.places();
  const { own, schools } = month;
  const { label: period, key } = own.period;
  const latest = addDays(today, USE_DAYS);
  const compared = await compareMonth(parts, month, gazetteer);
  return compared.flatMap(({ township, concerned, totals }): readonly UnitItem[] => {
    if (concerned.length === 0 && totals.length === 0) return [];
    const named = concerned.map((one) => ({ ...one, name: unitName(one.unit, gazetteer) }));
    return [
      {
        key: `reconcile:${key}:${township}:${markOf([totals, concerned])}`,
        ...{ unitId: township, audience: 'township', posts: own.posts, latest },
        text: parts.text('reminders/difference-township', { period, totals, schools: named }),
      },
      ...named.map(
        ({ unit, found }): UnitItem => ({
          key: `reconcile:${key}:${unit}:${markOf(found)}`,
          ...{ unitId: unit, audience: 'school', posts: schools.posts, latest },
          text: parts.text('reminders/difference-school', { period, found }),
        }),
      ),
    ];
  });
}

const MARK_LENGTH = 12;

/** The same for the same figures, and no figure can be read in it. */
const markOf = (figures: unknown): string =>
  createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, MARK_LENGTH);
