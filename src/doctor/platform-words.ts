import type { PlatformId } from '../kit/platform-id.ts';

/** The platforms as people call them. */
export const PLATFORM_WORDS: Readonly<Record<PlatformId, string>> = { wecom: '企业微信', dingtalk: '钉钉' };
