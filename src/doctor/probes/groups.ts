import type { CodeAdvice } from '../codes.ts';
import { adviceOf } from '../codes.ts';
import { type Finding, fail, fine, skip } from '../finding.ts';
import type { GroupFacts } from '../group-facts.ts';
import { PLATFORM_WORDS } from '../platform-words.ts';

const CHECKS = { group: '机器人在群里', webhook: '群推送地址' } as const;
const MOST_NAMES = 3;

/** What the last deliveries to groups say about the robot's membership, or about push addresses. Pure. */
export function groupFindings(about: 'group' | 'webhook', groups: readonly GroupFacts[]): readonly Finding[] {
  const check = CHECKS[about];
  const delivered = groups.filter(({ last }) => last !== undefined);
  if (delivered.length === 0) return [skip(check, '还没有向群里发过消息，无从判断。')];
  const troubles = delivered.flatMap((group) => {
    const advice = troubleOf(group);
    return advice?.about === about ? [{ group, advice }] : [];
  });
  if (troubles.length === 0) return [fine(check, `${delivered.length} 个群最近一次投递都没有这类问题。`)];
  return [...byAdvice(troubles)].map(([{ text, fix }, names]) =>
    fail(check, `${namesOf(names)}：${text}。`, `${fix}。`),
  );
}

function troubleOf({ last }: GroupFacts): CodeAdvice | undefined {
  const failed = last?.state === 'dead' || last?.state === 'gone' || last?.state === 'unknown';
  return failed && last.code !== undefined ? adviceOf(last.code) : undefined;
}

function byAdvice(
  troubles: readonly { readonly group: GroupFacts; readonly advice: CodeAdvice }[],
): ReadonlyMap<CodeAdvice, readonly string[]> {
  const grouped = new Map<CodeAdvice, string[]>();
  for (const { group, advice } of troubles) {
    const name = `${group.name}（${PLATFORM_WORDS[group.platform]}）`;
    grouped.set(advice, [...(grouped.get(advice) ?? []), name]);
  }
  return grouped;
}

/** The first names, and how many there are. */
export function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join('、');
  return names.length > MOST_NAMES ? `${shown} 等 ${names.length} 个群` : shown;
}
