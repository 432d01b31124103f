/** A criterion by which a hazard is major at once (直接判定, 满足任一条即为重大). */
export interface MajorCriterion {
  readonly code: string;
  /** One of the guide's areas. */
  readonly area: string;
  /** What the guide calls it, in our words. */
  readonly text: string;
  /** Words that may speak of it. */
  readonly pattern: RegExp;
}

/** One edition of the guide: data of `templates/criteria`. */
export interface CriteriaEdition {
  /** By which the county file names it. */
  readonly id: string;
  readonly name: string;
  readonly date: string;
  /** 全国, or the province whose edition it is. */
  readonly province: string;
  readonly criteria: readonly MajorCriterion[];
}

/** The first criterion that the words touch: for asking whether it is so, never a verdict. Undefined: none. Pure. */
export function touchedCriterion(
  description: string,
  { criteria }: Pick<CriteriaEdition, 'criteria'>,
): MajorCriterion | undefined {
  const text = description.normalize('NFKC').replace(/\s+/g, '');
  return criteria.find(({ pattern }) => pattern.test(text));
}

/** What a hazard was judged by, as it stands in its file: the edition, the area and the criterion. */
export function basisWords(
  { name, date, province }: Omit<CriteriaEdition, 'criteria'>,
  { area, text }: Pick<MajorCriterion, 'area' | 'text'>,
): string {
  const whose = province === '全国' ? '' : `${province}版，`;
  return `${area}：${text}（${name}，${whose}${date}）`;
}
