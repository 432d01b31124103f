import type { Placement } from '../places/dropout-rules.ts';

/** What people type for each way in which a child learns who is back. */
export const PLACEMENT_WORDS: Readonly<Record<Placement, readonly string[]>> = {
  普通班: ['普通班', '普通班级', '原班', '原班级', '跟班'],
  随班就读: ['随班就读', '随班'],
  特教学校: ['特教学校', '特校就读', '特教班', '特教'],
  送教上门: ['送教上门', '送教', '上门送教'],
  职教: ['职教', '职业教育', '职校就读', '中职'],
};

/** 学籍 is said to be kept. */
export function keepsRegistration(words: string): boolean {
  return /学籍(?:已经?|继续|仍|还)?保留|保留学籍/.test(words);
}

/** A class that is glued to the word before it: 在802. */
export function gluedClass(
  words: string,
): { readonly grade: string; readonly className: string } | undefined {
  const [, grade = '', number = ''] = /(?:在|到|去|进|分到)([1-9])(0[1-9]|1\d)(?!\d)/.exec(words) ?? [];
  if (grade === '') return undefined;
  return { grade: `${'一二三四五六七八九'[Number(grade) - 1]}年级`, className: `${Number(number)}班` };
}
