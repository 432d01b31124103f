import type { PlatformId } from '../../kit/platform-id.ts';
import { CONSOLE } from '../consoles.ts';
import { type Finding, fine, warn } from '../finding.ts';
import { PLATFORM_WORDS } from '../platform-words.ts';
import type { InboundCount } from '../refusals-store.ts';

type Cause = 'scan' | 'secret' | 'stale' | 'key' | 'other-robot' | 'shape' | 'fault';

/** What the adapters' words mean for the person who has to act. */
const CAUSES: Readonly<Record<string, Cause>> = {
  'missing signature': 'scan',
  'no echostr': 'scan',
  'no ciphertext': 'scan',
  'duplicate parameter': 'scan',
  'timestamp-missing': 'scan',
  'timestamp-unreadable': 'scan',
  'sign-missing': 'scan',
  'sign-unreadable': 'scan',
  'wrong signature': 'secret',
  'sign-wrong': 'secret',
  'stale signature': 'stale',
  stale: 'stale',
  'pair-overused': 'stale',
  'not base64': 'key',
  'bad length': 'key',
  'bad padding': 'key',
  'bad frame': 'key',
  'wrong receive id': 'other-robot',
  'another robot': 'other-robot',
  'other-robot': 'other-robot',
  'other-corporation': 'other-robot',
  unreadable: 'shape',
  'fields-missing': 'shape',
  'adapter-threw': 'fault',
};

const WORDS: Readonly<Record<Cause, string>> = {
  scan: '没有签名',
  secret: '签名不对',
  stale: '时间戳过期',
  key: '解不开',
  'other-robot': '是别的机器人或单位的',
  shape: '内容缺项',
  fault: '程序处理出错',
};

const FIXES: Readonly<Record<PlatformId, Readonly<Record<Exclude<Cause, 'scan'>, string>>>> = {
  wecom: {
    secret: `${CONSOLE.wecomRobot} → API 模式：把 Token 重新抄到 WECOM_BOT_TOKEN，再重启。`,
    stale: '请服务器管理员校准时间（chrony 或 NTP），并看代理是否把旧请求重放。',
    key: `${CONSOLE.wecomRobot} → API 模式：把 EncodingAESKey 重新抄到 WECOM_BOT_AES_KEY，再重启。`,
    'other-robot': '回调地址可能填到了别的机器人上；请核对 WECOM_BOT_ID（自建应用核对 WECOM_CORP_ID）。',
    shape: '少量可不理会；若持续增加，请把程序日志交技术人员。',
    fault: '请把程序日志交技术人员。',
  },
  dingtalk: {
    secret: `${CONSOLE.dingtalkApp} → 凭证与基础信息：把 Client Secret 重新抄到 DINGTALK_CLIENT_SECRET，再重启。`,
    stale: '请服务器管理员校准时间（chrony 或 NTP），并看代理是否把旧请求重放。',
    key: '请把程序日志交技术人员。',
    'other-robot':
      '消息接收地址可能填到了别的机器人上；请核对 DINGTALK_ROBOT_CODE 与 DINGTALK_CORP_ID，再重启。',
    shape: '少量可不理会；若持续增加，请把程序日志交技术人员。',
    fault: '请把程序日志交技术人员。',
  },
};

/** What was turned away lately, as numbers with their reasons; the worst cause says what to do. Pure. */
export function refusalsFinding(
  platform: PlatformId,
  counts: readonly InboundCount[],
  days: number,
): Finding {
  const check = `${PLATFORM_WORDS[platform]}被拒请求`;
  const byCause = new Map<Cause, number>();
  for (const { platform: whose, what, reason, count } of counts) {
    if (whose !== platform || what !== 'refused') continue;
    const cause = CAUSES[reason] ?? 'shape';
    byCause.set(cause, (byCause.get(cause) ?? 0) + count);
  }
  if (byCause.size === 0) return fine(check, `近 ${days} 天没有被拒的请求。`);
  const listed = [...byCause].map(([cause, count]) => `${WORDS[cause]} ${count} 次`).join('，');
  const text = `近 ${days} 天：${listed}。`;
  const worst = (['fault', 'secret', 'key', 'other-robot', 'stale', 'shape'] as const).find((cause) =>
    byCause.has(cause),
  );
  // The open internet knocks at every public address.
  if (worst === undefined) return fine(check, `${text}多为网络扫描，不用处理。`);
  return warn(check, text, FIXES[platform][worst]);
}
