import { CONSOLE } from '../consoles.ts';
import { type Finding, fail, fine, skip, warn } from '../finding.ts';
import type { VendorAnswers } from '../vendor/step.ts';

/** Whether DingTalk lets the app send. Pure; addresses not listed are another check. */
export function dingtalkPermission({ call }: VendorAnswers): Finding {
  const check = '钉钉权限';
  if (call === undefined || call.kind === 'silent')
    return skip(check, '没有取到凭证，或接口没有回答，未查。');
  if (call.kind === 'ok') return fine(check, '有发送消息的权限。');
  const { code, scopes } = call;
  if (code.endsWith('AccessTokenPermissionDenied')) {
    const names = scopes.length > 0 ? scopes.join('、') : 'qyapi_robot_sendmsg';
    return fail(
      check,
      '没有发送消息的权限。',
      `${CONSOLE.dingtalkApp} → 权限管理：开通 ${names}（企业内机器人发送消息），再到 版本管理与发布 发布一次。`,
    );
  }
  if (/robotCode/i.test(code) || code === 'resource.not.found')
    return fail(
      check,
      `机器人编码不属于这个应用（${code}）。`,
      `${CONSOLE.dingtalkApp} → 应用能力 → 机器人：把 RobotCode 抄到 DINGTALK_ROBOT_CODE，再重启。`,
    );
  if (code.endsWith('ApiCountLimitForOrg'))
    return warn(
      check,
      '本月接口次数已用完，钉钉不再受理。',
      '等下月，或请单位在钉钉开放平台购买更高版本；紧急消息请先用群机器人地址。',
    );
  if (code.endsWith('IpNotInWhiteList')) return skip(check, '出口地址还没有被接受，未查。');
  if (/Limit/.test(code)) return warn(check, `钉钉正在限速（${code}）。`, '一分钟后再自检。');
  // It objects to there being nobody to send to: rights and address were looked at before that.
  return fine(check, '有发送消息的权限。');
}

const WECOM_FIXES: Readonly<Record<string, readonly [string, string]>> = {
  '40056': ['AgentId 不对', `${CONSOLE.wecomApp} → AgentId：抄到 WECOM_APP_AGENT_ID，再重启。`],
  '301002': ['AgentId 不是这个 Secret 的应用', `${CONSOLE.wecomApp}：AgentId 与 Secret 要抄自同一个应用。`],
  '48002': ['应用没有发消息的权限', `${CONSOLE.wecomApp} → 检查应用是否已启用、可见范围是否包含有关人员。`],
};

/** Whether WeCom lets the self-built app send. Pure; addresses not trusted are another check. */
export function wecomPermission({ call }: VendorAnswers): Finding {
  const check = '企业微信应用权限';
  if (call === undefined || call.kind === 'silent')
    return skip(check, '没有取到凭证，或接口没有回答，未查。');
  if (call.kind === 'ok') return fine(check, '能调用发消息接口。');
  if (call.code === '60020') return skip(check, '出口地址还不可信，未查。');
  const [text, fix] = WECOM_FIXES[call.code] ?? [
    '发消息接口没有通过',
    `${CONSOLE.wecomApp}：核对应用状态、可见范围与 AgentId。`,
  ];
  return fail(check, `${text}（${call.code}）。`, fix);
}
