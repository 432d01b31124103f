import { distance } from 'fastest-levenshtein';

/** Rules that work, one of each kind, to answer a rule that does not with. */
export const EXAMPLES: readonly string[] = [
  '每年 4月10日',
  '每年 3月 最后一个星期一',
  '每年 5月 第2周 周一',
  '每年 5月12日 所在周 周一',
  '5月12日 前14天',
  '2026年11月30日 9:00',
  '每季度 最后5个工作日 9:00',
  '每季度 末月20日',
  '每月28日 遇休提前',
  '每月 最后一个工作日',
  '每周五 15:00',
  '每周一至周五 8:10',
  '隔周 周五 自2026年12月4日',
  '双周 周五',
  '每天 8:10',
  '每个工作日 8:10',
  '每个上学日 15:00',
  '每学期 第2周 周一',
  '每学期 第一个上学日',
  '开学前3天',
  '开学后5个上学日',
  '放假前1个上学日',
  '暑假前3个上学日',
  '国庆后1个上学日',
  '春节前7天',
  '节假日前1个上学日',
  '防溺水季 每周五 15:00',
  '暑假 每周五',
  '4月到10月 每周五',
  '1月、4月、7月、10月的10日',
  '春节后第一个工作日',
  '防溺水季 开始',
  '小寒',
  '农历五月初五',
  '高温日',
  '暴雨后',
];

const USUAL = '每周五 15:00';

/** The rule among the examples that looks most like the text; a plain one when none does. */
export function nearestExample(text: string): string {
  const start = text.trim().slice(0, 30);
  const shared = (example: string): number =>
    [...start].filter((sign) => sign !== ' ' && example.includes(sign)).length;
  const far = (example: string): number => distance(example, start) - 2 * shared(example);
  const near = EXAMPLES.filter((example) => shared(example) > 0);
  return near.reduce((best, example) => (far(example) < far(best) ? example : best), near[0] ?? USUAL);
}
