import type { PlatformId } from '../../kit/platform-id.ts';
import type { SelfTest } from '../../platforms/self-test.ts';
import { type Finding, fail, fine } from '../finding.ts';

const FIXES: Readonly<Record<PlatformId, string>> = {
  wecom: '请核对 Token 与 EncodingAESKey 是否完整抄自同一页；改好后重启。',
  dingtalk: '请核对 DINGTALK_CLIENT_SECRET、DINGTALK_ROBOT_CODE、DINGTALK_CORP_ID；改好后重启。',
};

/** A callback signed by ourselves goes through our own verification. `name` is whose, as people say it. */
export function signatureFinding(
  { platform, name }: { readonly platform: PlatformId; readonly name: string },
  self: SelfTest,
  now: Date,
): Finding {
  const check = `${name}验签`;
  const outcome = self.verify(now);
  if (outcome === 'ok') return fine(check, '自签自验通过。');
  return fail(check, `自签的回调没有通过自己的验签（${outcome}）。`, FIXES[platform]);
}
