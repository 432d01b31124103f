import { CONSOLE } from '../consoles.ts';
import { type Finding, fine, skip, warn } from '../finding.ts';
import type { InboundCount } from '../refusals-store.ts';

/** DingTalk withholds who is speaking until the robot is published. Pure. */
export function robotPublished(counts: readonly InboundCount[], days: number): Finding {
  const check = '钉钉机器人发布';
  const total = (what: InboundCount['what']): number =>
    counts
      .filter((one) => one.platform === 'dingtalk' && one.what === what)
      .reduce((sum, { count }) => sum + count, 0);
  const [heard, nameless] = [total('heard'), total('no-sender')];
  if (heard === 0) return skip(check, `近 ${days} 天没有收到钉钉消息，无从判断。`);
  if (nameless < heard) return fine(check, '消息里有发送人编号。');
  return warn(
    check,
    `近 ${days} 天的 ${heard} 条消息都没有发送人编号，认不出是谁。`,
    `${CONSOLE.dingtalkApp} → 版本管理与发布：发布机器人，可见范围选有关人员；外单位的人本来就没有编号。`,
  );
}
