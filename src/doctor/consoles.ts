/** Where to click, as fixes print it. The consoles rename their menus now and then; the last word is what to look for. */
export const CONSOLE = {
  wecomRobot: '企业微信管理后台 → 安全与管理 → 管理工具 → 智能机器人 → 编辑',
  wecomApp: '企业微信管理后台 → 应用管理 → 自建 → 该应用',
  dingtalkApp: '钉钉开放平台（open-dev.dingtalk.com）→ 应用开发 → 该应用',
} as const;
