import { type Cursor, pattern } from './cursor.ts';
import type { OnRest } from './plan.ts';

const DAY_OFF =
  '(?:休息日|休假|休|法定|节假日|节日|假日|假期|长假|放假|假|周末|双休日?|周[六日天]|星期[六日天]|非工作日)+';
const TO =
  '(?:一天|1天|[到至](?:最近|之?前|之?后|上|下|节前|节后|假后)?(?:第?一|首|最后一)?个?(?:工作日|上班日|周[一二三四五]|星期[一二三四五]))?';
const HOW = '往?前[移推挪]|提前|顺延|往?后[移推挪延]|推[迟后]|延[后期]|跳过|不发|不提醒|取消';
/** 遇周末, 如果是周末, and 节假日顺延 without a word before it. */
const BEGINS = `(?:(?:如果?|若|凡|要是)?[遇逢碰]到?上?|(?:如果?|若|要是)是?|(?=(?:节假日|周末|双休日|休息日|放假)[则就]?(?:${HOW})))`;
const REST = pattern(
  `${BEGINS}${DAY_OFF}(?:(?:或者?|[、和及])${DAY_OFF})*(?:的话)?(?:则|就|时|都)*` + `(?<how>${HOW})?${TO}`,
);
/** How what is said of days off begins. */
export const REST_BEGINS = '(?:如果?|若|凡|要是)?[遇逢碰](?=.)';

/** Reads `遇休提前`, `如遇周末或节假日顺延到下一个工作日`. */
export function readRest(cursor: Cursor): OnRest | undefined {
  const found = cursor.take(REST);
  if (found === undefined) return undefined;
  const how = found.groups?.how;
  if (how === undefined) return cursor.refuse('后面要写提前、顺延或跳过。', '每月28日 遇休提前');
  if (/跳过|不|取消/.test(how)) return '跳过';
  return /前/.test(how) ? '提前' : '顺延';
}
