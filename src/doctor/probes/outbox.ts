import type { OutboxStats } from '../../delivery/types.ts';
import { type Finding, fine, warn } from '../finding.ts';
import { spanWords } from '../when.ts';

/** Longer than quiet waiting for the next minute's turn, shorter than a night. */
const LONG_MS = 16 * 3_600_000;

/** What lies in the outbox and wants a person. Pure. */
export function outboxFindings(
  { due, sending, unknown, dead, gone, oldestDue }: OutboxStats,
  now: Date,
): readonly Finding[] {
  const check = '发送队列';
  const text = `待发 ${due + sending}，结果不明 ${unknown}，失败 ${dead}，对方不在 ${gone}。`;
  const findings: Finding[] = [];
  if (unknown > 0) findings.push(warn(check, text, '看哪几条，请私聊发：发送记录 未知'));
  else if (dead + gone > 0) findings.push(warn(check, text, '看哪几条，请私聊发：发送记录 失败'));
  const waited = oldestDue === undefined ? 0 : now.getTime() - oldestDue.getTime();
  if (waited > LONG_MS)
    findings.push(
      warn(
        check,
        `最早一条已等了 ${spanWords(waited)}。`,
        '多为通道不通或额度用完：先处理上面的问题，会自动补发。',
      ),
    );
  return findings.length > 0 ? findings : [fine(check, text)];
}
