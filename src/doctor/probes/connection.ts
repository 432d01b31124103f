import type { PlatformId } from '../../kit/platform-id.ts';
import type { ConnectionState } from '../../platforms/connection.ts';
import { CONSOLE } from '../consoles.ts';
import { type Finding, fail, fine, skip, warn } from '../finding.ts';
import type { Holder } from '../lease-holders-store.ts';
import { PLATFORM_WORDS } from '../platform-words.ts';
import { instantWords, spanWords } from '../when.ts';

/** What is known about one long connection. */
export interface ConnectionFacts {
  readonly platform: PlatformId;
  /** Of this instance; absent where no program is running. */
  readonly state?: ConnectionState;
  /** Who may hold the one connection; `undefined` when nobody does, absent on platforms that allow several. */
  readonly lease?: { readonly holder: Holder | undefined };
  readonly owner: string;
  readonly now: Date;
  readonly timeZone: string;
}

/** Longer than any usual reconnect. */
const PATIENCE_MS = 60_000;

/** Who has the long connection, since when, and why not. Pure. */
export function connectionFinding(facts: ConnectionFacts): Finding {
  const { platform, state } = facts;
  const check = `${PLATFORM_WORDS[platform]}长连接`;
  if (state === undefined) return byLeaseAlone(check, facts);
  const since = `自 ${instantWords(new Date(state.since), facts.timeZone)}`;
  switch (state.phase) {
    case 'open':
      return fine(check, `本实例在线（${since}${lastFrame(state, facts.now)}）。`);
    case 'standing-by':
      return standingBy(check, facts, state, since);
    case 'refused':
      return fail(
        check,
        `被平台拒绝（${state.reason ?? 'refused'}，${since}）。`,
        refusalFix(platform, state),
      );
    case 'connecting':
      return connecting(check, facts, state, since);
    case 'stopped':
      return warn(check, `没有启动（${since}）。`, '程序正在停止或刚启动；过一分钟再自检。');
  }
}

const lastFrame = ({ lastFrameAt }: ConnectionState, now: Date): string =>
  lastFrameAt === undefined ? '' : `，${spanWords(now.getTime() - lastFrameAt)}前收到过数据`;

function byLeaseAlone(check: string, { lease, timeZone }: ConnectionFacts): Finding {
  if (lease === undefined) return skip(check, '程序没有在这里运行；请在聊天里自检。');
  return lease.holder === undefined
    ? warn(check, '现在没有任何实例持有连接。', '请启动程序；已启动的，看日志里 long connection 的原因。')
    : fine(check, holderText(lease.holder, timeZone));
}

const holderText = ({ owner, until }: Holder, timeZone: string): string =>
  `由实例 ${owner.slice(0, 8)} 持有（租约到 ${instantWords(until, timeZone)}）。`;

function standingBy(
  check: string,
  { lease, owner, timeZone }: ConnectionFacts,
  { reason }: ConnectionState,
  since: string,
): Finding {
  const holder = lease?.holder;
  if (reason === 'kicked')
    return fail(
      check,
      `被另一处连接挤下线（${since}）。同一个机器人只能有一处在线。`,
      '请查测试机、旧服务器或别的软件是否用着同一个 Bot ID，停掉它；本程序会自己再连。',
    );
  if (reason === 'lease-unreachable')
    return fail(check, `数据库连不上，不敢接管连接（${since}）。`, '请查 MONGODB_URI 与数据库服务。');
  if (holder !== undefined && holder.owner !== owner)
    return fine(check, `本实例待命，${holderText(holder, timeZone)}`);
  return warn(
    check,
    `本实例待命（${reason ?? '等待'}，${since}），没有实例在线。`,
    '一般十秒内会有实例接管；过一分钟再自检。',
  );
}

function connecting(
  check: string,
  { platform, now }: ConnectionFacts,
  { reason = 'network', since: sinceMs, attempts }: ConnectionState,
  since: string,
): Finding {
  const text = `正在重连（${reason}，第 ${attempts} 次，${since}）。`;
  const host =
    platform === 'wecom'
      ? 'openws.work.weixin.qq.com'
      : 'api.dingtalk.com 和 wss-open-connection.dingtalk.com';
  const fix = `请服务器管理员放通到 ${host} 的 443 端口（含 WebSocket）。`;
  return now.getTime() - sinceMs > PATIENCE_MS || attempts > 5
    ? fail(check, text, fix)
    : warn(check, text, '刚断开，程序会自己连上；过一分钟再自检。');
}

function refusalFix(platform: PlatformId, { reason }: ConnectionState): string {
  if (platform === 'wecom')
    return `${CONSOLE.wecomRobot} → API 模式选“长连接”：把 Bot ID、Secret 重新抄到 WECOM_BOT_ID、WECOM_BOT_SECRET，再重启。`;
  if (reason === 'quota') return '本月次数已用完：等下月，或请单位购买更高版本。';
  if (reason === 'ip-not-listed')
    return `${CONSOLE.dingtalkApp} → 安全设置 → 服务器出口 IP：填入本机的公网出口 IP。`;
  return `${CONSOLE.dingtalkApp}：凭证要对，应用能力 → 机器人 的消息接收模式选 Stream，并到 版本管理与发布 发布。`;
}
