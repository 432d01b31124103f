/** A criterion by which a hazard is major at once (直接判定). */
export interface MajorCriterion {
  /** One of the guide's areas. */
  readonly area: '校园消防' | '校舍安全';
  /** What the guide calls it, in our words. */
  readonly criterion: string;
  readonly pattern: RegExp;
}

// Provinces publish their own editions: another one is another table with another name here.
const SOURCE = '教育系统重大事故隐患判定指南（2024-06-24）';

const BROKEN =
  '(?:失灵|失效|损坏|坏了|瘫痪|故障|停用|拆除|拆了|缺失|缺少|没有|没装|未装|未安装|未设置|不响|不出水|没水|无水|打不开)';
const EQUIPMENT =
  '(?:消防设施|消防设备|消火栓|消防栓|喷淋|自动灭火|自动报警|火灾报警|消防报警|火警|烟感|感烟|烟雾报警)';
const PUPILS_ROOM = '(?:宿舍|寝室|幼儿园|幼儿活动室|睡眠室|午睡室)';

const CRITERIA: readonly MajorCriterion[] = [
  {
    area: '校园消防',
    criterion: '未建立消防安全责任制',
    pattern: /(?:未建立|没有|没建|无).{0,3}消防(?:安全)?责任制/,
  },
  {
    area: '校园消防',
    criterion: '宿舍或幼儿用房设在地下、半地下',
    pattern: new RegExp(`地下.{0,8}${PUPILS_ROOM}|${PUPILS_ROOM}.{0,8}地下`),
  },
  {
    area: '校园消防',
    criterion: '幼儿用房设在四层及以上',
    pattern:
      /(?:幼儿园|幼儿|睡眠室|午睡室).{0,8}(?:[四五六七八九]|[4-9])[楼层]|(?:[四五六七八九]|[4-9])[楼层].{0,8}(?:幼儿|睡眠室|午睡室)/,
  },
  {
    area: '校园消防',
    criterion: '人员密集场所使用易燃可燃材料或非A级夹芯板',
    pattern: /(?:易燃|可燃|泡沫).{0,4}(?:装修|装饰|材料|夹芯板|彩钢)|非A级|夹芯板|泡沫彩钢/i,
  },
  {
    area: '校园消防',
    criterion: '火灾报警、喷淋、消火栓缺失或失灵',
    pattern: new RegExp(`${EQUIPMENT}.{0,6}${BROKEN}|${BROKEN}.{0,4}${EQUIPMENT}`),
  },
  { area: '校舍安全', criterion: 'D级危房仍在使用', pattern: /D级(?:危房|校舍)?|危房.{0,4}D级/i },
];

/**
 * The first criterion the words touch and the guide it is in: a hint for asking 是否已停用, never a verdict.
 * Undefined: none.
 */
export function majorCriteria(
  description: string,
): (MajorCriterion & { readonly source: string }) | undefined {
  const text = description.normalize('NFKC').replace(/\s+/g, '');
  const touched = CRITERIA.find(({ pattern }) => pattern.test(text));
  return touched === undefined ? undefined : { ...touched, source: SOURCE };
}
