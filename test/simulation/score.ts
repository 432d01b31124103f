import type { Duty } from '../../src/duties/types.ts';
import type { Bill } from './cloud.ts';
import type { World } from './world.ts';

/** How one duty went. */
export interface Scored {
  readonly duty: Duty;
  readonly expected: number;
  /** Units that had answered by the deadline. */
  readonly onTime: number;
  /** Those that had by now. */
  readonly answered: number;
}

/** DingTalk's standard edition, a month. */
export const QUOTA = { api: 5_000, messages: 3_000 };

/** The duties whose deadline lies in `from..to` (instants), in the order of their deadlines. */
export async function scoreOf({ programs }: World, from: Date, to: Date): Promise<readonly Scored[]> {
  const [first] = programs;
  if (first === undefined) throw new Error('No instance runs.');
  const { duties } = first.app.built.services;
  const opened = await duties.openedWithin(new Date(from.getTime() - 40 * 86_400_000), to);
  const ended = opened
    .filter(({ due }) => due >= from && due <= to)
    .sort((a, b) => a.due.getTime() - b.due.getTime());
  return await Promise.all(
    ended.map(async (duty) => {
      const returns = (await duties.returns(duty.id)).filter(({ unitId }) => duty.expected.includes(unitId));
      const answered = returns.filter(({ answeredAt }) => answeredAt !== undefined);
      const onTime = answered.filter(({ answeredAt }) => answeredAt !== undefined && answeredAt <= duty.due);
      return { duty, expected: duty.expected.length, onTime: onTime.length, answered: answered.length };
    }),
  );
}

/** The share answered by the deadline, of all that was expected. */
export function shareOf(scores: readonly Scored[]): number {
  const sum = (pick: (score: Scored) => number): number => scores.reduce((all, each) => all + pick(each), 0);
  return (
    sum(({ onTime }) => onTime) /
    Math.max(
      1,
      sum(({ expected }) => expected),
    )
  );
}

/** The table people look at. */
export function tableOf(
  scores: readonly Scored[],
  busiest: { readonly day: number; readonly week: number },
  bills: ReadonlyMap<string, Bill>,
): string {
  const percent = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
  return [
    ...scores.map(
      ({ duty, expected, onTime, answered }) =>
        `${duty.id}\tdue ${duty.dueOn}\t${onTime}/${expected}\t${percent(onTime, expected)}\tlater ${answered - onTime}`,
    ),
    `all\t${percent(shareOf(scores) * 1_000, 1_000)} by the deadline, ${scores.length} duties`,
    `busiest person\t${busiest.day} a day, ${busiest.week} a week`,
    ...[...bills].map(
      ([month, { api, messages, tokens }]) =>
        `${month}\tapi ${api}/${QUOTA.api}\tmessages ${messages}/${QUOTA.messages}\ttokens ${tokens}`,
    ),
  ].join('\n');
}
