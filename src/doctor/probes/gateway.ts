import type { PlatformId } from '../../kit/platform-id.ts';
import { CONSOLE } from '../consoles.ts';
import { type Finding, fail, fine } from '../finding.ts';
import { PLATFORM_WORDS } from '../platform-words.ts';
import type { GatewayAnswers } from '../vendor/ask-gateway.ts';

/** Whether the gateway of a long connection is reached from here and takes our credentials. Pure. */
export function gatewayFinding(platform: PlatformId, { credentials, reach }: GatewayAnswers): Finding {
  const check = `${PLATFORM_WORDS[platform]}网关`;
  if (credentials?.kind === 'silent')
    return fail(
      check,
      `网关地址没有回答：${credentials.why}。`,
      '请服务器管理员放通到 api.dingtalk.com 的 443 端口。',
    );
  if (credentials?.kind === 'refused')
    return fail(check, `网关不接受凭证（${credentials.code}）。`, credentialsFix(credentials.code));
  if (reach?.step.kind === 'silent')
    return fail(
      check,
      `连不上 ${reach.host}：${reach.step.why}。`,
      `请服务器管理员放通到 ${reach.host} 的 443 端口（含 WebSocket），并查 DNS 与代理。`,
    );
  return fine(
    check,
    credentials === undefined
      ? `连得上 ${reach?.host}。只试通路，不占用机器人的连接；凭证是否被接受看“长连接”一项。`
      : `凭证被接受，连得上 ${reach?.host}。`,
  );
}

/** Wrong credentials, an app that is not published and a robot that is not in Stream mode look alike. */
function credentialsFix(code: string): string {
  if (code.includes('ApiCountLimitForOrg')) return '本月次数已用完：等下月，或请单位购买更高版本。';
  if (code.includes('IpNotInWhiteList'))
    return `${CONSOLE.dingtalkApp} → 安全设置 → 服务器出口 IP：填入本机的公网出口 IP。`;
  return `${CONSOLE.dingtalkApp}：核对 DINGTALK_CLIENT_ID、DINGTALK_CLIENT_SECRET；应用能力 → 机器人 的消息接收模式选 Stream，并到 版本管理与发布 发布。`;
}
