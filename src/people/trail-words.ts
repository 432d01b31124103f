import type { RecordedFact, TrailWhat } from '../audit/types.ts';
import type { By } from '../kit/by.ts';
import { PLATFORMS } from '../kit/platform-id.ts';
import { accountOf } from './accounts.ts';
import { PLATFORM_WORDS } from './merge-words.ts';
import { ROLE_WORDS, ROLES } from './roles.ts';

/** What the trail tells of, as an auditor reads it. */
export const WHAT_WORDS: Readonly<Record<TrailWhat, string>> = {
  read: '查看',
  decided: '办理',
  exported: '导出',
  key: '密钥',
  rights: '权限',
  'signed-in': '登录',
  erased: '清除',
};

/** What was done, by the words in which it is recorded. */
const ACTS: Readonly<Record<string, string>> = {
  contact: '电话、住址',
  full: '全文',
  bound: '本人绑定',
  approved: '同意绑定',
  'merge-asked': '同意绑定，等原账号确认',
  merged: '合并账号',
  refused: '拒绝绑定',
  unbound: '解除绑定',
  group: '登记群',
  county: '导入县档案',
  codes: '发绑定码',
  used: '起用',
  retiring: '开始换下',
  retired: '停用',
  trail: '审计留痕',
};

/** What exactly was read, exported or changed; undefined where that is not kept. */
export function actWord({ what, detail = {} }: Pick<RecordedFact, 'what' | 'detail'>): string | undefined {
  const word = detail.act ?? detail.view ?? detail.of;
  if (word === undefined) return undefined;
  if (what === 'exported' && word === 'county') return '县档案';
  return ACTS[word] ?? String(word);
}

/**
 * Who did something, to an auditor: name and unit of officers; of whoever has none the account, which nobody else is
 * told.
 */
export function whoWord(
  placeName: (id: string) => string | undefined,
  { key, name, role, unit }: Pick<By, 'key'> & Partial<By>,
): string {
  if (key.startsWith('system:')) return SYSTEM[key] ?? '系统';
  const known = ROLES.find((one) => one === role);
  const place = unit === undefined ? undefined : placeName(unit);
  const post = place ?? (known && ROLE_WORDS[known][0]);
  const who = name ?? accountWords(key);
  return post === undefined ? who : `${who}（${post}）`;
}

const SYSTEM: Readonly<Record<string, string>> = {
  'system:terminal': '服务器命令行',
  'system:start': '程序启动',
  'system:keyring': '系统',
};

function accountWords(key: string): string {
  if (!PLATFORMS.some((platform) => key.startsWith(`${platform}:`))) return key;
  const { platform, userId } = accountOf(key);
  return `${PLATFORM_WORDS[platform]}账号 ${userId}`;
}
