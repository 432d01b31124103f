import { readNumeral } from '../kit/chinese-numerals.ts';
import { tidy } from './said.ts';

const QUARTER = /第?([一二三四1-4])季度?/;
const MONTH = /(?<!\d)(\d{1,2})月(?!\d)/;

/** 三季度 is not said to the duty of the fourth, 10月 not to that of November. */
export function otherPeriod(label: string, said: string): boolean {
  const text = tidy(said);
  return [QUARTER, MONTH].some((pattern) => {
    const [asked, own] = [pattern.exec(text)?.[1], pattern.exec(label)?.[1]];
    return asked !== undefined && own !== undefined && numberOf(asked) !== numberOf(own);
  });
}

const numberOf = (sign: string): number => readNumeral(sign) ?? -1;
