import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { halfWidth } from '../kit/width.ts';
import type { Plain } from './county-yaml.ts';

/** What clerks write for the keys, in Chinese. */
const CHINESE: Readonly<Record<string, string>> = {
  县: 'county',
  乡镇: 'townships',
  学校: 'schools',
  人员: 'members',
  群: 'groups',
  名称: 'name',
  姓名: 'name',
  校名: 'name',
  代码: 'code',
  别名: 'aliases',
  简称: 'aliases',
  原校名: 'former',
  所属乡镇: 'township',
  类型: 'kind',
  类别: 'kind',
  学生数: 'pupils',
  人数: 'pupils',
  寄宿: 'boarding',
  角色: 'role',
  职务: 'post',
  单位: 'department',
  部门: 'department',
  权限: 'rights',
  共用: 'shared',
  共用账号: 'shared',
  企业微信: 'wecom',
  钉钉: 'dingtalk',
  电话: 'phone',
};

/** The keys of one item of a section. */
export function keysOf(schema: z.ZodType): readonly string[] {
  return 'shape' in schema ? Object.keys(schema.shape as object) : [];
}

/** The key that was surely meant; undefined: nobody knows. */
export function meantKey(key: string, known: readonly string[]): string | undefined {
  const typed = halfWidth(key).toLowerCase();
  const chinese = [CHINESE[key], CHINESE[key]?.replace(/s$/, '')].find(
    (word) => word && known.includes(word),
  );
  return chinese ?? known.find((word) => isNear(word, typed));
}

/** A letter or two are wrong, or two of them changed places. */
function isNear(word: string, typed: string): boolean {
  return (
    distance(word, typed) <= (word.length < 5 ? 1 : 2) || (word.length > 2 && sorted(word) === sorted(typed))
  );
}

const sorted = (word: string): string => [...word].sort().join('');

/** What to say to a key that is none. */
export function unknownKey(key: string, known: readonly string[]): string {
  const meant = meantKey(key, known);
  return meant === undefined
    ? `不认识“${key}”，可以写的有：${known.join('、')}。`
    : `不认识“${key}”，是不是 ${meant}？`;
}

type Issue = z.core.$ZodIssue;

/** The issues without those that a misspelt key brought along: what is missing stands there under another name. Pure. */
export function withoutMeant(issues: readonly Issue[], schema: z.ZodType): readonly Issue[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  const meant = unknown.map((key) => meantKey(key, keysOf(schema)));
  // A key that nobody can read may be any that is missing.
  let unread = meant.filter((key) => key === undefined).length;
  return issues.filter((issue) => {
    const missing = issue.code === 'invalid_type' && issue.input === undefined && issue.path.length === 1;
    if (!missing) return true;
    if (meant.includes(String(issue.path[0]))) return false;
    unread -= 1;
    return unread < 0;
  });
}

/** The item with the keys that were meant. */
export function asMeant(item: Plain, schema: z.ZodType): Plain {
  if (typeof item !== 'object' || Array.isArray(item)) return item;
  const known = keysOf(schema);
  const entries = Object.entries(item).map(([key, value]): [string, Plain] => {
    const meant = known.includes(key) ? undefined : meantKey(key, known);
    return [meant === undefined || meant in item ? key : meant, value];
  });
  return Object.fromEntries(entries);
}
