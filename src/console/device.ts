const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙'],
  [/iPhone|iPad/i, '苹果手机'],
  [/Android/i, '安卓手机'],
  [/Windows/i, 'Windows'],
  [/Mac OS/i, 'Mac'],
  [/Linux/i, 'Linux'],
];
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/wxwork/i, '企业微信'],
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/Edg/i, 'Edge'],
  [/Firefox/i, 'Firefox'],
  [/Chrome/i, 'Chrome'],
  [/Safari/i, 'Safari'],
];

/** What a browser says it is, in words of ours alone: nothing of what it sends is kept. */
export function deviceOf(userAgent: string): string {
  const said = [SYSTEMS, BROWSERS].map((table) => table.find(([sign]) => sign.test(userAgent))?.[1]);
  return said.filter((word) => word !== undefined).join(' ') || '其他设备';
}
