import { z } from 'zod';
import { isRealDate } from '../kit/local-date.ts';
import { halfWidth } from '../kit/width.ts';

/** Words of a name or a title: outer and doubled spaces go, width stays as typed. */
export const words = z
  .string()
  .transform((text) => text.replace(/[\s\u00a0\u3000]+/g, ' ').trim())
  .refine((text) => text !== '', '内容是空的，请填写或删去这一项')
  .refine((text) => text.length <= 60, '太长了，最多 60 个字');

/** A number to be phoned, with whatever is said beside it: 000-6610110 转 2. */
export const phone = words.refine(
  (text) => (text.match(/\d/g)?.length ?? 0) >= 3,
  '应是电话号码，例如 000-6610110；还没有就删去这一项',
);

const BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

/** The name of a person or a place, or a word that refers to one: 王　伟 is 王伟. */
export const calledName = words.transform((text) => text.replace(BETWEEN_HAN, ''));

/** User ids, chat ids and secrets: taken as they are, only outer spaces go. */
export const opaque = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text !== '', '内容是空的，请填写或删去这一项')
  .refine((text) => !/\s/.test(text), '里面不能有空格');

/** An https address; plain http on this machine only, for rehearsals. */
export const address = opaque.refine(isSecureAddress, '请填写以 https:// 开头的完整地址');

function isSecureAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
}

/** A code of one of the given lengths; a number that a table program has spoilt is refused. */
export function code(...lengths: readonly number[]) {
  const need = `应是 ${lengths.join(' 或 ')} 位数字`;
  return z
    .string()
    .transform((text) => halfWidth(text).replace(/\s/g, ''))
    .refine((text) => /^\d+$/.test(text) && lengths.includes(text.length), {
      error: ({ input }) =>
        `“${input}”不对，${need}；请照原文重填并加引号，例如 "${'1'.repeat(lengths[0] ?? 6)}"`,
    });
}

/** A whole number from 0. */
export const count = z
  .string()
  .transform((text) => halfWidth(text).replace(/[,人]/g, '').trim())
  .refine((text) => /^\d{1,6}$/.test(text), '应是数字，例如 612')
  .transform(Number);

const YES = ['true', 'yes', '是', '有', '寄宿'];
const NO = ['false', 'no', '否', '无', '没有', '不', '走读'];

/** 是 or 否, in the words people and programs use. */
export const yesNo = z
  .string()
  .refine((text) => [...YES, ...NO].includes(text.trim().toLowerCase()), '请写“是”或“否”')
  .transform((text) => YES.includes(text.trim().toLowerCase()));

/** A clerk separates names with any mark, in one line and inside a list. */
const split = (value: unknown): unknown => {
  if (typeof value !== 'string' && !Array.isArray(value)) return value;
  return [value]
    .flat()
    .flatMap((part: unknown) => (typeof part === 'string' ? part.split(/[、，,；;]/) : [part]))
    .filter((part) => typeof part !== 'string' || part.trim() !== '');
};

/** A list of names; a clerk may also write one line with 、 between. */
export const names = z.preprocess(split, z.array(calledName));

/** Other names of one thing; a single character would be found in every second sentence. */
export const otherNames = z.preprocess(
  split,
  z.array(calledName.refine((text) => text.length >= 2, '别名至少两个字')),
);

const dashed = (text: string): string =>
  halfWidth(text)
    .trim()
    .replace(/[年月./]/g, '-')
    .replace(/日$/, '')
    .split('-')
    .map((part) => part.padStart(2, '0'))
    .join('-');

const isRealDay = (text: string): boolean => isRealDate(text.length === 5 ? `2024-${text}` : text);

/** `2026-09-01`, `2026/9/1`, `2026年9月1日`. */
export const day = z
  .string()
  .transform(dashed)
  .refine((text) => isRealDate(text), '日期请写成 2026-09-01');

/** A day, or a day of every year: `9-1`, `9月1日`. */
export const dayOrYearly = z
  .string()
  .transform(dashed)
  .refine((text) => isRealDay(text), '日期请写成 2026-09-01，每年相同的写成 9-1');

/** A day of every year and of no particular one: `4-1`, `4月1日`. */
export const yearly = z
  .string()
  .transform(dashed)
  .refine((text) => text.length === 5 && isRealDay(text), '日期请写成 4-1，不带年份');

// As `calendar/rules` reads a name: words of the rule language may not be in it.
const SEASON_NAME = /^(?:(?![每第年月日号天周节前后个的遇])\p{Script=Han}){1,12}[季期]$/u;

/** A season's name as rules say it: `防溺水季 每周五`. */
export const seasonName = words.refine(
  (text) => SEASON_NAME.test(text) && !/(?:星期|学期|假期|寒期|暑期)$/.test(text),
  '请用汉字写，并以“季”或“期”结尾，例如 防溺水季、汛期',
);

/** One of some words, each with other words that mean it. */
export function oneOf<T extends string>(
  meanings: Readonly<Record<T, readonly string[]>>,
  shown: readonly string[],
) {
  const find = (text: string): T | undefined =>
    (Object.keys(meanings) as T[]).find((key) => key === text || meanings[key].includes(text));
  return z.string().transform((text, context): T => {
    const found = find(text.trim()) ?? find(text.trim().toLowerCase());
    if (found !== undefined) return found;
    context.addIssue(`没有“${text}”这个写法，请从中选一个：${shown.join('、')}`);
    return z.NEVER;
  });
}
