import { freshFor } from '../kit/fresh-for.ts';
import type { Finding } from './finding.ts';
import type { OutsideParts } from './parts.ts';
import { dingtalkPermission, wecomPermission } from './probes/permissions.ts';
import { dingtalkToken, wecomToken } from './probes/tokens.ts';
import { dingtalkAddress, wecomAddress } from './probes/trusted-ip.ts';
import { type Probe, singleProbe } from './run-doctor.ts';
import { askDingtalk } from './vendor/ask-dingtalk.ts';
import { askWecomApp } from './vendor/ask-wecom.ts';
import type { VendorAnswers } from './vendor/step.ts';

/** Each vendor is asked once for all that is read from its answers. */
const ANSWERS_MS = 2_000;

type Read = (answers: VendorAnswers) => Finding;

/** Tokens, permissions and addresses, as the vendors themselves see them. */
export function vendorProbes({
  wecomApp,
  dingtalk,
}: Pick<OutsideParts, 'wecomApp' | 'dingtalk'>): readonly Probe[] {
  const wecom = wecomApp && reading(() => askWecomApp(wecomApp));
  const ding = dingtalk && reading(() => askDingtalk(dingtalk));
  return [
    ...(wecom
      ? [
          wecom('企业微信应用凭证', wecomToken),
          wecom('企业微信应用权限', wecomPermission),
          wecom('企业微信可信 IP', wecomAddress),
        ]
      : []),
    ...(ding
      ? [
          ding('钉钉凭证', dingtalkToken),
          ding('钉钉权限', dingtalkPermission),
          ding('钉钉出口 IP', dingtalkAddress),
        ]
      : []),
  ];
}

function reading(ask: () => Promise<VendorAnswers>): (check: string, read: Read) => Probe {
  const answers = freshFor(ANSWERS_MS, ask);
  return (check, read) => singleProbe(check, async () => read(await answers.get()));
}
