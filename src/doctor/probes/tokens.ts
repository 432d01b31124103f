import { CONSOLE } from '../consoles.ts';
import { type Finding, fail, fine, warn } from '../finding.ts';
import type { Step } from '../vendor/step.ts';

/** Whether DingTalk gives the app a token. Pure. */
export function dingtalkToken({ token }: { readonly token: Step }): Finding {
  const check = '钉钉凭证';
  if (token.kind === 'ok') return fine(check, '能取到访问凭证。');
  if (token.kind === 'silent') return vendorSilent(check, '钉钉', token.why);
  return fail(
    check,
    `钉钉不给访问凭证（${token.code}）。`,
    `${CONSOLE.dingtalkApp} → 凭证与基础信息：把 Client ID、Client Secret 重新抄到 DINGTALK_CLIENT_ID、DINGTALK_CLIENT_SECRET，再重启。`,
  );
}

const WECOM_FIXES: Readonly<Record<string, readonly [string, string]>> = {
  '40001': ['Secret 不对', `${CONSOLE.wecomApp} → Secret：重新抄到 WECOM_APP_SECRET，再重启。`],
  '40091': ['Secret 已失效', `${CONSOLE.wecomApp} → Secret：重新获取，抄到 WECOM_APP_SECRET，再重启。`],
  '40013': ['企业 ID 不对', '企业微信管理后台 → 我的企业 → 企业信息 → 企业 ID：抄到 WECOM_CORP_ID，再重启。'],
  '45009': ['取得太频繁，被临时限制', '一分钟后再自检；若总是这样，请查是否有别的程序用同一个 Secret。'],
};

/** Whether WeCom gives the self-built app a token. Pure. */
export function wecomToken({ token }: { readonly token: Step }): Finding {
  const check = '企业微信应用凭证';
  if (token.kind === 'ok') return fine(check, '能取到访问凭证。');
  if (token.kind === 'silent') return vendorSilent(check, '企业微信', token.why);
  const [text, fix] = WECOM_FIXES[token.code] ?? [
    '企业微信不给访问凭证',
    `${CONSOLE.wecomApp}：核对 Secret、AgentId 与企业 ID。`,
  ];
  return fail(check, `${text}（${token.code}）。`, fix);
}

/** Nobody knows what is right and wrong while the vendor does not answer. */
export function vendorSilent(check: string, vendor: string, why: string): Finding {
  return warn(
    check,
    `${vendor}接口没有回答：${why}。`,
    '请服务器管理员放通到该平台接口的 443 端口后再自检。',
  );
}
