import type { PlatformId } from '../kit/platform-id.ts';

/** The same for every spelling of one account: WeCom takes ZhangSan and zhangsan for one. */
export function accountWord(platform: PlatformId, userId: string): string {
  return `${platform}:${platform === 'wecom' ? userId.toLowerCase() : userId}`;
}
