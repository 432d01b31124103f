import type { SchoolKind } from '../places/place.ts';

/** Which part of schooling a child is in (学段), as the ledgers print it. */
export type Stage = '学前' | '小学' | '初中' | '高中' | '中职' | '特教';

const BY_GRADE: readonly (readonly [RegExp, Stage])[] = [
  [/^(?:[大中小托]班|学前班)$/, '学前'],
  [/^[一二三四五六]年级$/, '小学'],
  [/^[七八九]年级$/, '初中'],
  [/^高[一二三]$/, '高中'],
  [/^中职/, '中职'],
];

/** Schools of several stages say nothing. */
const BY_KIND: Partial<Readonly<Record<SchoolKind, Stage>>> = {
  幼儿园: '学前',
  小学: '小学',
  教学点: '小学',
  初中: '初中',
  高中: '高中',
  中职: '中职',
  特教: '特教',
};

/** The stage that the grade says, else the kind of the school; undefined where neither does. */
export function stageOf(grade: string | undefined, kind?: SchoolKind): Stage | undefined {
  const byGrade = grade === undefined ? undefined : BY_GRADE.find(([pattern]) => pattern.test(grade))?.[1];
  return byGrade ?? (kind && BY_KIND[kind]);
}
