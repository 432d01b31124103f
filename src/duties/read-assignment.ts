import { readNumeral } from '../kit/chinese-numerals.ts';
import { defined } from '../kit/defined.ts';
import type { SchoolKind } from '../places/place.ts';
import { tidy, trimMarks } from './said.ts';
import type { AnswerField, AnswerKind, DutyAudience } from './types.ts';

/** A duty as an officer words it, but for its deadline; what is missing is asked for. */
export interface Assignment {
  readonly audience?: DutyAudience;
  readonly kinds: readonly SchoolKind[];
  readonly boarding: boolean;
  readonly title: string;
  readonly basis?: string;
  readonly minutes?: number;
  readonly answer?: { readonly kind: AnswerKind; readonly fields: readonly AnswerField[] };
}

interface Group {
  readonly words: readonly string[];
  readonly audience: DutyAudience;
  readonly kinds?: readonly SchoolKind[];
  readonly boarding?: boolean;
}

const GROUPS: readonly Group[] = [
  { words: ['寄宿制学校', '寄宿学校'], audience: 'school', boarding: true },
  { words: ['全体学校', '所有学校', '各学校', '各校', '学校'], audience: 'school' },
  {
    words: ['中小学'],
    audience: 'school',
    kinds: ['小学', '初中', '九年一贯制', '完全中学', '高中', '教学点'],
  },
  { words: ['各幼儿园', '幼儿园'], audience: 'school', kinds: ['幼儿园'] },
  { words: ['教学点'], audience: 'school', kinds: ['教学点'] },
  { words: ['高级中学', '高中'], audience: 'school', kinds: ['高中', '完全中学'] },
  { words: ['小学'], audience: 'school', kinds: ['小学', '教学点', '九年一贯制'] },
  { words: ['初级中学', '初中'], audience: 'school', kinds: ['初中', '九年一贯制'] },
  { words: ['各乡镇', '乡镇街道', '乡镇'], audience: 'township' },
  { words: ['六员'], audience: 'officer6' },
  { words: ['局机关', '教育局', '本局'], audience: 'bureau' },
];

/** What comes behind is no part of any assignment; reading takes a moment at most. */
const LONGEST = 1_000;

/**
 * Reads `学校 取暖设备排查 依据 县教〔2026〕12号 10分钟 回0` in any order but for the audience, which comes first.
 */
export function readAssignment(said: string): Assignment {
  const text = tidy(said.slice(0, LONGEST));
  const { groups, end } = groupsAt(text);
  const [group] = groups;
  const cut = [
    ...[BASIS, MINUTES, ANSWER].map((pattern) => spanOf(pattern, text)),
    ...(group === undefined ? [] : [{ start: 0, end }]),
  ].filter((span) => span !== undefined);
  // Documents are numbered with hexagonal brackets: 县教〔2026〕12号.
  const basis = trimMarks(BASIS.exec(text)?.[1] ?? '').replace(/\((\d{4})\)/g, '〔$1〕');
  const minutes = readMinutes(text);
  const answer = readAsked(text);
  return {
    ...defined({ audience: group?.audience }),
    kinds: [...new Set(groups.flatMap(({ kinds = [] }) => kinds))],
    boarding: group?.boarding ?? false,
    title: titleOf(text, cut),
    ...defined({
      basis: basis || undefined,
      minutes,
      answer,
    }),
  };
}

const IN_FRONT =
  /^(?:(?:派|发|布置|给|请|让|叫|通知|一个|个|任务|全县|各个|各类|[\s,，:：])+(?=[一-龥]))?(?:各|全体|所有)?/;
const AND = /^[\s]?[、,和及与]{1,2}[\s]?(?:各|全体|所有)?/;

/** Whom it is for: one group, or kinds of schools one after another (小学、教学点). */
function groupsAt(text: string): { readonly groups: readonly Group[]; readonly end: number } {
  const groups: Group[] = [];
  let end = 0;
  let next = IN_FRONT.exec(text)?.[0].length ?? 0;
  for (;;) {
    const rest = text.slice(next);
    const found = groupIn(rest);
    const joins = groups.every(({ kinds }) => kinds !== undefined) && found?.one.kinds !== undefined;
    if (found === undefined || (groups.length > 0 && !joins)) return { groups, end };
    groups.push(found.one);
    end = next + found.word.length;
    const and = AND.exec(text.slice(end))?.[0];
    if (and === undefined) return { groups, end };
    next = end + and.length;
  }
}

const groupIn = (text: string) =>
  GROUPS.flatMap((one) => one.words.map((word) => ({ one, word })))
    .toSorted((a, b) => b.word.length - a.word.length)
    .find(({ word }) => text.startsWith(word));

// A document's number may hold blanks only before its brackets: 县教 〔2026〕12号.
const BASIS = /(?:依据|根据|按照?)[\s:：]*([^\s,，。;；]+(?: ?\([^)]*\)[^\s,，。;；]*)?)/;
const MINUTES =
  /(?:预计|大约|约|需时?|用时)?[\s:：]*(\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(分钟|小时)/;
const ANSWER =
  /(?:^|[\s,，;；])(?:请)?(?:回复?|答)[\s:：]*(.+?)(?=\s(?:依据|根据|按|预计|约?\d+分钟)|[,，。;；]|$)/;

function readMinutes(text: string): number | undefined {
  const [, amount = '', unit] = MINUTES.exec(text) ?? [];
  if (amount === '') return undefined;
  const value = amount === '半' ? 0.5 : readNumeral(amount);
  if (value === undefined) return undefined;
  const minutes = Math.round(value * (unit === '小时' ? 60 : 1));
  return minutes > 0 ? minutes : undefined;
}

function readAsked(text: string): Assignment['answer'] {
  const asked = trimMarks(ANSWER.exec(text)?.[1] ?? '');
  if (asked === '') return undefined;
  if (/^(?:0|零|无|零报告)/.test(asked)) return { kind: 'zero', fields: [] };
  if (/^(?:收到|已阅)/.test(asked)) return { kind: 'ack', fields: [] };
  if (/^完成/.test(asked)) return { kind: 'done', fields: fieldsOf(asked.replace(/^完成/, '')) };
  if (/^(?:文字|情况|说明)/.test(asked)) return { kind: 'text', fields: [] };
  const fields = fieldsOf(asked);
  return fields.length === 0 ? undefined : { kind: 'numbers', fields };
}

const MOST_FIELDS = 6;

/** 人数 用时(秒) 件数(件) */
function fieldsOf(text: string): readonly AnswerField[] {
  return text
    .split(/[\s、,，/]+/)
    .flatMap((word) => {
      const [, name, unit = ''] = /^([一-龥]{1,8})(?:[(（]([一-龥]{1,3})[)）])?$/.exec(word) ?? [];
      return name === undefined ? [] : [{ name, unit }];
    })
    .slice(0, MOST_FIELDS);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanOf(pattern: RegExp, text: string): Span | undefined {
  const match = pattern.exec(text);
  return match === null ? undefined : around(match);
}

const around = (match: RegExpExecArray): Span => ({
  start: match.index,
  end: match.index + match[0].length,
});

const LONGEST_TITLE = 30;

function titleOf(text: string, cut: readonly Span[]): string {
  const signs = text.split('');
  for (const { start, end } of cut) signs.fill(' ', start, end);
  const left = signs
    .join('')
    .replace(/(?:^|\s)(?:任务|内容|标题)[:：]/, ' ')
    .replace(/[\s,，]*(?:最迟|不晚于|限期)(?=[\s,，]|$)/, ' ');
  return trimMarks(left.replace(/[\s,，;；]+/g, ' ')).slice(0, LONGEST_TITLE);
}
