import type { QuotaState } from '../../delivery/types.ts';
import { type Finding, fail, fine, warn } from '../finding.ts';

const WORDS: Readonly<Record<QuotaState['quota'], string>> = {
  api: '钉钉接口次数',
  message: '钉钉消息次数',
};
const WARN_SHARE = 0.8;

/** What is left of DingTalk's monthly quotas. Pure. */
export function quotaFindings(quotas: readonly QuotaState[]): readonly Finding[] {
  return quotas.map(({ quota, month, used, limit }) => {
    const check = WORDS[quota];
    const text = `${month} 已用 ${used}，共 ${limit}，还剩 ${Math.max(0, limit - used)}。`;
    if (used >= limit) return fail(check, text, '普通消息已停发，紧急的照发。请单位购买更高版本，或等下月。');
    if (used >= limit * WARN_SHARE)
      return warn(check, text, '不急的消息会先停。请减少群里的闲聊式查询，或请单位购买更高版本。');
    return fine(check, text);
  });
}
