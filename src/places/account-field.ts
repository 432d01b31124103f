import { z } from 'zod';
import { readIdNumber } from '../kit/id-number.ts';
import { halfWidth } from '../kit/width.ts';

type PlatformName = 'wecom' | 'dingtalk';

const CURES: Readonly<Record<PlatformName, string>> = {
  wecom: '请填企业微信管理后台“通讯录”里这个人的“账号”；不知道就删去 wecom，让本人用绑定码绑定',
  dingtalk: '请填钉钉管理后台“通讯录”里这个人的“员工 UserID”；不知道就删去 dingtalk，让本人用绑定码绑定',
};
const MOST_SIGNS = 64;

/** A user id of the platform, as it is; what people take for one is refused, without repeating it, with what to fill in. */
export function account(platform: PlatformName) {
  return z
    .string()
    .transform((text) => halfWidth(text).trim())
    .superRefine((text, context) => {
      const taken = takenFor(text, platform);
      if (taken !== undefined) context.addIssue(`${taken}，${CURES[platform]}`);
    });
}

/** What it is instead of a user id. */
function takenFor(text: string, platform: PlatformName): string | undefined {
  const plain = text.replace(/[\s-]/g, '').replace(/^(?:\+|00)86/, '');
  if (text === '') return '是空的';
  if (/\p{Script=Han}/u.test(text)) return '写的是汉字，不是账号';
  if (/^1[3-9]\d{9}$/.test(plain)) return '写的是手机号，不是账号';
  if (/^0\d{2,3}-\d{7,8}$/.test(text)) return '写的是电话号码，不是账号';
  if (isIdNumber(plain, platform)) return '写的是身份证号，不是账号';
  if (text.startsWith('$:')) return '写的是加密过的编号，不是账号';
  if (/\s/.test(text)) return '里面有空格，不是账号';
  return text.length > MOST_SIGNS ? '太长，不是账号' : undefined;
}

/** DingTalk gives out numbers of as many digits: there only what bears the check sign, or nearly does, is an ID number. */
function isIdNumber(text: string, platform: PlatformName): boolean {
  // 17 digits and an X are nothing else, mistyped or not.
  if (/^\d{17}[Xx]$/.test(text)) return true;
  const read = readIdNumber(text);
  if (read.ok || (read.fault === 'check' && /^[1-6]/.test(text))) return true;
  return (
    platform === 'wecom' &&
    read.fault === 'old' &&
    /^[1-6]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/.test(text)
  );
}
