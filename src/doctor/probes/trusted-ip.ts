import { CONSOLE } from '../consoles.ts';
import { type Finding, fail, fine, skip } from '../finding.ts';
import type { Step, VendorAnswers } from '../vendor/step.ts';

/** Whether DingTalk takes calls from our address. Pure. */
export function dingtalkAddress(answers: VendorAnswers): Finding {
  const check = '钉钉出口 IP';
  const refused = refusedWith(answers, ({ code }) => code.endsWith('IpNotInWhiteList'));
  if (refused === undefined) return unrefused(check, answers);
  return fail(
    check,
    `钉钉不接受本机的出口地址${shown(refused)}。`,
    `${CONSOLE.dingtalkApp} → 安全设置 → 服务器出口 IP：填入${refused.ip ?? '本机的公网出口 IP'}，保存后等一分钟。`,
  );
}

/** Whether WeCom takes calls from our address. Pure. */
export function wecomAddress(answers: VendorAnswers): Finding {
  const check = '企业微信可信 IP';
  const refused = refusedWith(answers, ({ code }) => code === '60020');
  if (refused === undefined) return unrefused(check, answers);
  return fail(
    check,
    `本机的出口地址${shown(refused)}不在企业可信 IP 里（60020）。`,
    `${CONSOLE.wecomApp} → 企业可信IP：填入${refused.ip ?? '本机的公网出口 IP'}；要先在 网页授权及JS-SDK 配可信域名，或在 接收消息 配好回调地址。`,
  );
}

type Refused = Extract<Step, { kind: 'refused' }>;

function refusedWith({ token, call }: VendorAnswers, is: (step: Refused) => boolean): Refused | undefined {
  return [token, call].find((step): step is Refused => step?.kind === 'refused' && is(step));
}

function unrefused(check: string, { call }: VendorAnswers): Finding {
  return call === undefined || call.kind === 'silent'
    ? skip(check, '没有取到凭证，或接口没有回答，未查。')
    : fine(check, '出口地址被接受。');
}

const shown = ({ ip }: Refused): string => (ip === undefined ? '' : `（${ip}）`);
