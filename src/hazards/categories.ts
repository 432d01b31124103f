import { sensitiveHazard } from './sensitive.ts';

/** Kinds of hazards: the eight areas of the guide of 2024, those around a school, and those about a child. */
export const CATEGORY_WORDS = {
  校园消防: ['消防', '校园消防', '防火'],
  校舍安全: ['校舍', '校舍安全', '房屋', '危房'],
  食品安全: ['食品', '食品安全', '食堂', '饮食'],
  实验实训: ['实验', '实验实训', '实验室', '危化品'],
  校车校园交通: ['校车', '交通', '校园交通', '校车校园交通'],
  预防拥挤踩踏: ['踩踏', '拥挤', '拥挤踩踏', '预防拥挤踩踏'],
  特种设备: ['特种设备', '锅炉', '电梯'],
  水电气热: ['水电气热', '水电', '燃气', '用电'],
  周边: ['周边', '校园周边', '校门'],
  水域: ['水域', '防溺水', '水库', '河边'],
  欺凌: ['欺凌', '霸凌', '校园欺凌'],
  心理: ['心理', '心理健康'],
  网络: ['网络', '网络安全'],
  其他: ['其他类', '未分类'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
/** One of CATEGORY_WORDS. */
export type HazardCategory = keyof typeof CATEGORY_WORDS;

/** Those about a child: for private chats alone, and their words for who answers for the child. */
export const ABOUT_A_CHILD: readonly HazardCategory[] = ['欺凌', '心理', '网络'];

const PATTERNS: readonly (readonly [HazardCategory, RegExp])[] = [
  [
    '水域',
    /水库|河边|河湾|河道|池塘|野塘|堰塘|渡口|水渠|江边|湖边|溺水|警示牌.{0,6}(?:河|塘|水)|救生|防溺水/,
  ],
  ['校车校园交通', /校车|接送车|减速带|人车分流|车辆.{0,4}(?:进校|校内)|校内车/],
  ['特种设备', /锅炉|电梯|压力容器|压力罐|起重/],
  ['实验实训', /实验|实训|危化品|化学品|药品柜|试剂/],
  ['食品安全', /食堂|后厨|餐厅|食材|饭菜|餐具|小卖部|食品|留样|饮用水|饮水/],
  ['校园消防', /消防|灭火|消火栓|喷淋|烟感|火灾|疏散|安全出口|应急灯|应急照明|易燃|可燃|防火/],
  [
    '水电气热',
    /燃气|煤气|天然气|液化气|漏气|电线|线路|漏电|配电|插座|电器|用电|漏水|水管|供水|水压|暖气|供暖|停电|停水/,
  ],
  ['预防拥挤踩踏', /拥挤|踩踏|楼梯|楼道|走廊.{0,6}(?:堵|窄|栏)|护栏|栏杆|扶手|看台/],
  ['周边', /周边|校门口|围墙外|流动摊|摊贩|网吧|黑车|施工|高压线|马蜂|野狗|恶犬|治安/],
  [
    '校舍安全',
    /校舍|教学楼|宿舍楼|危房|危墙|围墙|墙体|墙面|墙|屋顶|屋面|房顶|吊顶|天花板|瓷砖|裂缝|开裂|漏雨|地基|沉降|门窗|窗户|玻璃/,
  ],
];
const FORMS: Readonly<Record<string, HazardCategory>> = {
  ...{ 食堂: '食品安全', 消防: '校园消防', 校车: '校车校园交通', 特种设备: '特种设备', 周边: '周边' },
};

/** The kind of a hazard by its words, the place and the form it was found by; officers may say otherwise. Pure. */
export function categoryOf(
  description: string,
  { place, form }: { readonly place?: string; readonly form?: string } = {},
): HazardCategory {
  const topic = sensitiveHazard(description);
  if (topic === '欺凌' || topic === '心理' || topic === '网络') return topic;
  const text = description.normalize('NFKC').replace(/\s+/g, '');
  if (place === 'water') return '水域';
  return FORMS[form ?? ''] ?? PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? '其他';
}
