import type { DutyReturn, DutyStore } from '../duties/types.ts';
import { addDays } from '../kit/local-date.ts';
import type { Text } from './item.ts';
import type { UnitItem, UnitItems } from './types.ts';

/** The kinds of duty that are compared, and the number both give. */
const SCHOOLS = 'monthly-report';
const TOWNSHIPS = 'township-monthly';
const FIGURE = '疑似';

/** What comparing needs. */
export interface ReconcileParts {
  readonly duties: Pick<DutyStore, 'recent' | 'returns'>;
  /** The schools of the county and their townships. */
  readonly schools: () => Promise<readonly { readonly id: string; readonly townshipId: string }[]>;
  readonly text: Text;
  readonly now: () => Date;
}

/** Monthly reports are compared so long after the month's duties were opened. */
const DAYS = 30;
/** A difference is of use so long. */
const USE_DAYS = 7;

/**
 * 月报对账: where the schools of a township and the township itself report different numbers of suspected dropouts
 * for one month, the township hears the figures and its schools that there is a difference: from the sum of two schools
 * each would read the other's number. Only when every school that was asked and the township
 * have answered; once per month and pair of figures.
 */
export function createReconcile({ duties, schools, text, now }: ReconcileParts): UnitItems {
  return async (today) => {
    const recent = await duties.recent(now(), DAYS);
    const townshipOf = new Map((await schools()).map(({ id, townshipId }) => [id, townshipId]));
    const items = await Promise.all(
      recent
        .filter(({ kind, state }) => kind === TOWNSHIPS && state !== 'cancelled')
        .map(async (own) => {
          const other = recent.find(({ kind, period }) => kind === SCHOOLS && period.key === own.period.key);
          if (other === undefined) return [];
          const [byTownship, bySchool] = await Promise.all([
            duties.returns(own.id),
            duties.returns(other.id),
          ]);
          return own.expected.flatMap((townshipId) => {
            const mine = other.expected.filter((id) => townshipOf.get(id) === townshipId);
            const difference = compare(figureOf(byTownship, townshipId), figuresOf(bySchool, mine));
            if (difference === undefined) return [];
            const { label: period } = own.period;
            const words = {
              township: text('reminders/difference', { period, ...difference }),
              school: text('reminders/difference', { period }),
            };
            const key = `${own.period.key}:${difference.schools}:${difference.township}`;
            const posts = { township: own.posts, school: other.posts };
            return itemsOf({ key, townshipId, mine, words, posts, latest: addDays(today, USE_DAYS) });
          });
        }),
    );
    return items.flat();
  };
}

interface Difference {
  readonly schools: number;
  readonly township: number;
  readonly difference: number;
}

/** Undefined when they agree, or when somebody has not answered yet. */
function compare(
  township: number | undefined,
  figures: readonly (number | undefined)[],
): Difference | undefined {
  const known = figures.filter((one) => one !== undefined);
  if (township === undefined || figures.length === 0 || known.length < figures.length) return undefined;
  const schools = known.reduce((sum, one) => sum + one, 0);
  return schools === township ? undefined : { schools, township, difference: Math.abs(schools - township) };
}

function figureOf(returns: readonly DutyReturn[], unitId: string): number | undefined {
  const found = returns.find((one) => one.unitId === unitId);
  if (found?.state !== 'answered' || found.answer === undefined) return undefined;
  if (found.answer.zero) return 0;
  return found.answer.values[FIGURE];
}

const figuresOf = (returns: readonly DutyReturn[], ids: readonly string[]): readonly (number | undefined)[] =>
  ids.map((id) => figureOf(returns, id));

interface ForItems {
  readonly key: string;
  readonly townshipId: string;
  readonly mine: readonly string[];
  readonly words: { readonly township: string; readonly school: string };
  readonly posts: { readonly township: readonly string[]; readonly school: readonly string[] };
  readonly latest: string;
}

function itemsOf({ key, townshipId, mine, words, posts, latest }: ForItems): readonly UnitItem[] {
  const item = (unitId: string, audience: 'township' | 'school'): UnitItem => ({
    key: `reconcile:${key}:${unitId}`,
    unitId,
    audience,
    posts: posts[audience],
    text: words[audience],
    latest,
  });
  return [item(townshipId, 'township'), ...mine.map((id) => item(id, 'school'))];
}
