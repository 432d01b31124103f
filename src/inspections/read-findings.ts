import { readNumeral } from '../kit/chinese-numerals.ts';
import { defined } from '../kit/defined.ts';
import { halfWidth } from '../kit/width.ts';
import type { Finding } from './types.ts';

/** What a checker's words say about the items of a form. */
export interface ReadFindings {
  /** Somebody said that all, or the rest, is in order; without findings that is the whole result. */
  readonly fine: boolean;
  readonly findings: readonly Finding[];
  /** Numbers that the form has no item for. */
  readonly unknown: readonly number[];
}

/** More in one line is a list that was pasted by mistake. */
export const MOST_FINDINGS = 20;

/**
 * Read `3 疏散通道堆杂物 7 应急灯不亮`, `3 7`, `第三项有杂物`, `正常`, `其余正常`: an item's number, then what is wrong
 * with it. Words before the first number are a finding of no item. Numbers with a measure word (2个灭火器, 3楼) belong
 * to the words.
 */
export function readFindings(text: string, items: number): ReadFindings {
  const plain = halfWidth(text).trim();
  const marks = [...plain.matchAll(ITEM)].flatMap(asMark);
  const pieces = [
    { words: plain.slice(0, marks[0]?.at ?? plain.length) },
    ...marks.map((mark, index) => ({
      item: mark.item,
      words: plain.slice(mark.end, marks[index + 1]?.at ?? plain.length),
    })),
  ];
  const said = pieces.map(({ words, ...item }) => ({ ...item, ...readWords(words) }));
  const unknown = said.flatMap(({ item }) =>
    item !== undefined && (item < 1 || item > items) ? [item] : [],
  );
  return {
    fine: said.some(({ fine }) => fine),
    findings: merged(said.filter((one) => isFinding(one)).map(toFinding)),
    unknown: [...new Set(unknown)],
  };
}

interface Mark {
  readonly item: number;
  readonly at: number;
  readonly end: number;
}

interface Said {
  readonly item?: number;
  readonly words: string;
  readonly fine: boolean;
}

// What is counted or numbered otherwise: 2个灭火器, 3楼 (not 3 楼道堵), 12月, 五年级.
const MEASURES =
  '(?:楼(?![道梯])|号[楼栋门]|门(?!口)| ?[个只具瓶盏扇]|小时|公斤|[处层间栋月日年人米班天次条件把台根块张份斤级期岁时分点多寸元%吨毫厘名支套组面片盆箱袋桶辆部颗孔排])';
const NUMBERS = '\\d{1,2}|[一二三四五六七八九十]{1,3}';
const FORMS = [
  `第 ?(${NUMBERS}) ?项`,
  // 9项正常 speaks of all of them.
  '(\\d{1,2}) ?项(?![目正全均都])',
  '(\\d{1,2}) ?号(?![楼栋门])',
  '(\\d{1,2})\\.(?!\\d)',
  `(\\d{1,2})(?!${MEASURES}|[\\d号项A-Za-z.:-])`,
];
const ITEM = new RegExp(`(?<![\\d一-龥A-Za-z.])(?:${FORMS.join('|')})`, 'g');

function asMark(match: RegExpMatchArray): readonly Mark[] {
  const written = match.slice(1).find((group) => group !== undefined);
  const item = written === undefined ? undefined : readNumeral(written);
  if (item === undefined || item === 0 || match.index === undefined) return [];
  return [{ item, at: match.index, end: match.index + match[0].length }];
}

// Marks at the end are looked for from where they begin: from each of them it would take forever.
const AROUND = /^[\s,，、;；:：。.!！和与]+|(?<![\s,，、;；:：。!！和与])[\s,，、;；:：。!！和与]+$/g;
const FINE =
  /^(?:(?:经查|检查|全部|所有|其它|其他|其余|别的|各项|都|均|全|一切|\d{1,2}项|共\d{1,2}项)*)(?:正常|合格|良好|完好|没问题|没有问题|无问题|无异常|没有异常|无隐患|没有隐患|未发现问题|未发现隐患|未发现异常|符合要求|齐全|ok|好)$/i;
const FINE_BEHIND =
  /(?<![\s,，、;；。])[\s,，、;；。]*(?:其它|其他|其余|别的)(?:各?项)?(?:都|均|全)?(?:正常|合格|良好|完好|没问题|无问题)$/;
const PROBLEM_ONLY = /^(?:有|存在)?(?:问题|隐患|异常|不合格|不正常)$/;

function readWords(written: string): Omit<Said, 'item'> {
  const words = written.replace(AROUND, '');
  if (FINE.test(words) || words === '无' || words === '没有' || words === '0')
    return { words: '', fine: true };
  const bare = words.replace(FINE_BEHIND, '').replace(AROUND, '');
  return { words: PROBLEM_ONLY.test(bare) ? '' : bare, fine: bare !== words };
}

/** An item alone is wrong; words alone are something the form does not list; what is fine is neither. */
function isFinding({ item, words, fine }: Said): boolean {
  return words !== '' || (item !== undefined && !fine);
}

function toFinding({ item, words }: Said): Finding {
  return defined({ item, words: words || undefined });
}

/** The same item twice is one finding. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const first = new Map<number | string, Finding>();
  for (const [index, finding] of findings.entries()) {
    const key = finding.item ?? `-${index}`;
    const words = [first.get(key)?.words, finding.words].filter((one) => one !== undefined).join('；');
    first.set(key, { ...finding, ...defined({ words: words || undefined }) });
  }
  return [...first.values()];
}
