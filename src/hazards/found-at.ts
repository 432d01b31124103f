import type { Actor } from '../people/actor.ts';

/** At which level hazards are found (T7). It is kept and never ranked. */
export const FINDING_LEVELS = ['主任', '副校长', '校长', '互查', '上级'] as const;
/** One of FINDING_LEVELS. */
export type FindingLevel = (typeof FINDING_LEVELS)[number];

/** What people say in a report for each level. */
export const FINDING_WORDS: Readonly<Record<FindingLevel, readonly string[]>> = {
  主任: ['主任发现', '主任检查发现', '主任巡查发现'],
  副校长: ['副校长发现', '副校长检查发现', '副校长巡查发现'],
  校长: ['校长发现', '校长检查发现', '校长巡查发现'],
  互查: ['互查', '互查发现', '交叉检查发现'],
  上级: ['上级发现', '上级检查发现', '上级检查'],
};

/** The level that follows from who reports; undefined for teachers, villages and whoever is no part of the line. */
export function findingLevelOf({ role, post = '' }: Pick<Actor, 'role' | 'post'>): FindingLevel | undefined {
  if (role === 'township' || role === 'bureau' || role === 'leader') return '上级';
  if (role !== 'school') return undefined;
  if (/副(?:校|园)长/u.test(post)) return '副校长';
  if (/(?:校|园)长/u.test(post)) return '校长';
  return /主任/u.test(post) ? '主任' : undefined;
}
