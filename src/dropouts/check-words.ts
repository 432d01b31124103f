import { NUMERAL, readNumeral } from '../kit/chinese-numerals.ts';

/** What somebody said about a child who is back. */
export interface CheckSaid {
  /** Undefined: nothing of it says whether they are there. */
  readonly attending: boolean | undefined;
  /** Given at home since the last check. */
  readonly lessons?: number;
}

const AWAY =
  /不在校|没在校|未在校|不在学校|没在学校|没来|没有来|未到校|没到校|缺课|旷课|又走了|不来了|没见到/;
const THERE = /在校|在学校|在读|上课|到校|上学|正常|稳定|还好|不错|跟得上/;
const LESSONS = new RegExp(
  `送教(?:上门)?(?:了|课)? ?(${NUMERAL}) ?(?:次|节|回|课时)?|(${NUMERAL}) ?(?:次|节|回)送教|上(?:了|过)(${NUMERAL}) ?节`,
);
const MOST_LESSONS = 200;

/** `在校 上课正常`, `不在校`, `送教2次`. Pure. */
export function readCheck(words: string): CheckSaid {
  const found = LESSONS.exec(words);
  const number = readNumeral(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
  const lessons = number !== undefined && number >= 1 && number <= MOST_LESSONS ? number : undefined;
  const taught = lessons !== undefined;
  const attending = AWAY.test(words) ? false : THERE.test(words) || taught ? true : undefined;
  return { attending, ...(taught ? { lessons } : {}) };
}
