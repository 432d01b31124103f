import { defined } from '../kit/defined.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { GroupDay, GroupDays } from './group-days-store.ts';
import type { GroupHint } from './group-hints.ts';
import type { Text } from './item.ts';

/** What putting groups' messages together needs. */
export interface GroupMessagesParts {
  readonly groupDays: Pick<GroupDays, 'since' | 'begin'>;
  readonly text: Text;
}

type Group = GroupHint['groups'][number];

/** No hint lives longer. */
const LEDGER_DAYS = 60;

/**
 * The hints as groups hear them: everything that a group is to hear in one message, one a day, each hint once. What
 * comes up later in the day waits for the next one. Safe to run again: the day's message keeps its hints and its id.
 */
export async function groupMessages(
  { groupDays, text }: GroupMessagesParts,
  hints: readonly GroupHint[],
  today: LocalDate,
): Promise<readonly GroupHint[]> {
  if (hints.length === 0) return [];
  const ledger = await groupDays.since(addDays(today, -LEDGER_DAYS));
  const groups = new Map(hints.flatMap((hint) => hint.groups.map((group) => [keyOf(group), group] as const)));
  const bundles = new Map<string, GroupHint>();
  for (const [key, group] of groups) {
    const mine = hints.filter((hint) => hint.groups.some((one) => keyOf(one) === key));
    const entry = await dayOf(groupDays, ledger, key, mine, today);
    const said = mine.filter(({ id }) => entry?.hints.includes(id));
    const id = `reminder:group:${today}:${entry?.hints.join('+')}`;
    const bundle = bundles.get(id);
    if (bundle !== undefined) bundles.set(id, { ...bundle, groups: [...bundle.groups, group] });
    else if (said.length > 0) bundles.set(id, { ...merged(said, text), id, groups: [group] });
  }
  return [...bundles.values()];
}

const keyOf = ({ platform, chatId }: Group): string => `${platform}:${chatId}`;

/** The message the group was given today, or is given now; undefined when there is nothing new for it. */
async function dayOf(
  groupDays: Pick<GroupDays, 'begin'>,
  ledger: readonly GroupDay[],
  group: string,
  hints: readonly GroupHint[],
  today: LocalDate,
): Promise<GroupDay | undefined> {
  const mine = ledger.filter((one) => one.group === group);
  const begun = mine.find(({ day }) => day === today);
  if (begun !== undefined) return begun;
  const told = new Set(mine.flatMap((one) => one.hints));
  const news = hints.map(({ id }) => id).filter((id) => !told.has(id));
  return news.length === 0 ? undefined : groupDays.begin({ day: today, group, hints: news });
}

/**
 * Several hints as one. It waits for the last hour that one of them has (放学前 is no word for the morning), and ends when
 * the first of them does.
 */
function merged(hints: readonly GroupHint[], text: Text): Omit<GroupHint, 'id' | 'groups'> {
  const times = hints.flatMap(({ notBefore }) => notBefore ?? []).sort((a, b) => b.getTime() - a.getTime());
  const [expires = new Date(0)] = hints.map((one) => one.expires).sort((a, b) => a.getTime() - b.getTime());
  const [hour] = times;
  const notBefore = hour !== undefined && hour < expires ? hour : undefined;
  return {
    title: [...new Set(hints.map(({ title }) => title))].join('、'),
    text: text('reminders/group', { words: hints.map((one) => one.text) }),
    ...defined({ notBefore }),
    expires,
  };
}
