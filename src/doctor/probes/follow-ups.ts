import { type Finding, fine, warn } from '../finding.ts';

/** What is left to follow from entries of files. */
export interface FollowUpFacts {
  readonly pending: number;
  readonly failing: number;
}

/** Whether what must follow from entries (somebody is told, photos are filed) gets done. Pure. */
export function followUpFindings(facts: readonly FollowUpFacts[]): readonly Finding[] {
  const check = '后续办理';
  const pending = facts.reduce((sum, one) => sum + one.pending, 0);
  const failing = facts.reduce((sum, one) => sum + one.failing, 0);
  if (failing === 0) return [fine(check, pending === 0 ? '没有积压。' : `${pending} 件正在办。`)];
  return [
    warn(
      check,
      `${failing} 件的告知或归档没有办成，正在重试。`,
      '请先处理上面的问题，会自动补办；一小时后再自检，仍这样请把日志里 what follows 的几行交技术人员。',
    ),
  ];
}
