/** The chat platforms a person or a group can be on. */
export type PlatformId = 'wecom' | 'dingtalk';

/** Every PlatformId. */
export const PLATFORMS: readonly PlatformId[] = ['wecom', 'dingtalk'];
