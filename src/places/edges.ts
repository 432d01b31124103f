/**
 * Where a word may stand to count as a place:
 * `free` anywhere · `school` not as the first half of 中学生 · `bare` not at the end of an unknown longer name ·
 * `stem` not as the first half of an unknown school's name · `alone` between spaces, marks and a few words of reports · `ordinal` the same, and
 * before a part of a school (二中门口) · `nearby` not before 村, 水库 … which are no school · `outside` like `alone`, but not 去外地打工.
 */
export type Edges = 'free' | 'school' | 'bare' | 'stem' | 'alone' | 'ordinal' | 'nearby' | 'outside';

const BEFORE_ALONE = /(^|[^\p{Script=Han}]|辍学|隐患|[查报在到去从])$/u;
const AFTER_ALONE = /^($|[^\p{Script=Han}]|[辍疑失]|二次)/u;
const BEFORE_ORDINAL = /[们里的是县]$/u;
const AFTER_ORDINAL =
  /^(?:门口|食堂|操场|宿舍|寝室|教学楼|实验楼|图书|围墙|校门|[前后大侧]门|厕所|旁边?|附近|对面|那边|那里|[里外的有]|[初高七八九]|一个|教室|体育|球场|校园)/u;
const NO_SCHOOL_NEARBY =
  /^(?:村|社区|[一二三四五六七八九十\d]+[组社]|水库|[河桥溪塘矿寨街镇乡]|派出所|卫生|小区|煤矿|路(?!灯))/u;
const BEFORE_OUTSIDE = /(^|[^\p{Script=Han}]|辍学|[查报])$/u;
const AFTER_OUTSIDE = /^($|[^\p{Script=Han}]|[辍疑失]|二次|就读)/u;
const BEFORE_BARE = /(^|[^\p{Script=Han}]|辍学|隐患|[查报在到去于的是和与从由向给读])$/u;
const PUPIL = /^生(?![病活产气])/;
const SCHOOL_GOES_ON =
  /^([\p{Script=Han}]{0,6}?)(?:中心校|小学|中学|初中|高中|幼儿园|学校|教学点|完小|村小)(?!生)/u;
const NOT_IN_NAMES = /[有个的了在是和说去来男女生名人未没报辍失疑似不被把给让与及等岁级班]/;

/** Whether a word found at `start..end` stands as `edges` asks. `schools`: the county's schools are known. */
export function standsWell(
  text: string,
  start: number,
  end: number,
  edges: Edges,
  schools: boolean,
): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 12);
  if (edges === 'alone') return BEFORE_ALONE.test(before) && AFTER_ALONE.test(after);
  if (edges === 'ordinal')
    return (
      (BEFORE_ALONE.test(before) || BEFORE_ORDINAL.test(before)) &&
      (AFTER_ALONE.test(after) || AFTER_ORDINAL.test(after))
    );
  if (edges === 'nearby') return !NO_SCHOOL_NEARBY.test(after);
  if (edges === 'outside') return BEFORE_OUTSIDE.test(before) && AFTER_OUTSIDE.test(after);
  if (edges === 'stem') return !(schools && swallows(after));
  if (edges === 'free') return true;
  return !PUPIL.test(after) && (edges === 'school' || BEFORE_BARE.test(before));
}

function swallows(after: string): boolean {
  const [found, between = ''] = SCHOOL_GOES_ON.exec(after) ?? [];
  return found !== undefined && !NOT_IN_NAMES.test(between);
}

const ORDINARY = new Set(
  (
    '流水 大河 小河 新城 老城 古城 县城 中原 平原 高原 平安 石梯 太平 永安 长安 和平 团结 光明 胜利 前进 红旗 东风 解放 建设 民主 ' +
    '自由 幸福 安全 文化 文明 城关 河口 河东 河西 河南 河北 山东 山西 江南 海南 湖南 湖北 高山 大山 沙河 清水 白水 热水 冷水 温泉 水库 ' +
    '池塘 河边 桥头 城东 城西 城南 城北 城中 东门 西门 南门 北门 中心 中央 中山 人民 青年 少年 石桥 木桥 新街 老街 新民 新华 中华 复兴 ' +
    '振兴 朝阳 向阳 东方 西部 南部 北部 东部 中部 大同 大庆 黄河 长江 长城 公园 广场 工业 农业 林业 春光 阳光 希望 友谊 友好 合作 联合 ' +
    '统一 开发 发展 改革 开放 先锋 模范 英雄 光荣 丰收 富裕 健康 快乐 吉祥 如意 大桥 小桥 大路 路口 山口 洞口 关口 码头 车站 学校'
  ).split(' '),
);

/** Two characters that ordinary sentences use for something else: 厕所流水, 五里路, 新城小区. */
export function isOrdinary(word: string): boolean {
  return ORDINARY.has(word) || /^[一二三四五六七八九十百千两双][里道门中小]$/.test(word);
}

/** How careful to be with a township's, village's or water body's word. */
export function edgesOf(word: string): Edges {
  if (word.length > 2) return 'free';
  return isOrdinary(word) ? 'alone' : 'stem';
}
