import { defined } from '../kit/defined.ts';
import { documentNumberIn } from '../kit/document-number.ts';
import { FIVE, type Five, type FiveWord, type ListingLevel } from './listing-types.ts';

/** What was said about a listing, without the people, the days and the number of the file. */
export interface SaidOfListing {
  /** It is asked for (报县挂牌), not recorded. */
  readonly asks: boolean;
  readonly level?: ListingLevel;
  /** 文号. */
  readonly number?: string;
  /** 挂牌单位. */
  readonly unit?: string;
  readonly five?: Five;
  readonly scope?: string;
  readonly words?: string;
}

const LEVELS: readonly (readonly [ListingLevel, RegExp])[] = [
  ['省级', /省级|省里?挂牌|报省/],
  ['市级', /市级|市里?挂牌|报市/],
  ['县级', /[县区]级|[县区]里?挂牌|报[县区]/],
];
const ASKS =
  /(?:上?报|申请|建议|提请|转报|请).{0,6}挂牌|^(?:已?核[实查]了?[\s,，]*)?(?:转|上)?报[省市县区]级?$/;
const LABELS = `${FIVE.join('|')}|停用范围|停用|挂牌单位|摘牌单位|单位`;
/** 责任 is one of five; 责任人 is somebody, whom others read. */
const PART = new RegExp(`(?:^|[\\s,，;；。])(${LABELS})(?!人)[:：\\s]*`, 'g');

/** What the words say; whatever has no label stays in `words`. Pure. */
export function readListing(said: string): SaidOfListing {
  const document = documentNumberIn(said);
  const left = document?.rest ?? said;
  const { parts, words } = partsOf(left);
  const level = LEVELS.find(([, pattern]) => pattern.test(left))?.[0];
  const five: Partial<Record<FiveWord, string>> = {};
  for (const word of FIVE) {
    const part = parts.get(word);
    if (part !== undefined) five[word] = part;
  }
  return {
    asks: document === undefined && ASKS.test(words),
    ...defined({
      level,
      number: document?.number,
      unit: parts.get('挂牌单位') ?? parts.get('摘牌单位') ?? parts.get('单位'),
      scope: parts.get('停用范围') ?? parts.get('停用'),
      five: Object.keys(five).length === 0 ? undefined : five,
      words: words === '' ? undefined : words,
    }),
  };
}

function partsOf(said: string): { readonly parts: ReadonlyMap<string, string>; readonly words: string } {
  const marks = [...said.matchAll(PART)];
  const parts = new Map<string, string>();
  marks.forEach((mark, n) => {
    const from = mark.index + mark[0].length;
    const text = tidy(said.slice(from, marks[n + 1]?.index ?? said.length));
    if (text !== '') parts.set(mark[1] ?? '', text);
  });
  return { parts, words: tidy(said.slice(0, marks[0]?.index ?? said.length)) };
}

const tidy = (text: string): string => text.replace(/^[\s,，、;；。:：]+|[\s,，、;；。:：]+$/g, '');
