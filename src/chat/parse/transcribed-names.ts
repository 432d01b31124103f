import { regionAt } from '../../places/regions.ts';

/**
 * Parts of Tibetan, Uyghur, Kazakh, Hui, Mongol and Yi names in Chinese letters, as regular expressions: where an
 * ordinary word holds the same letters (水平措施, 元旦增加, 刚才让他) its surroundings are shut out.
 */
const PARTS = [
  // Tibetan
  '扎西(?!德勒)|卓玛|才仁|才旦|才旺(?!盛)|才吉|(?:多杰|多吉)(?!出|林)|次仁|次旺|次旦|次央|尼玛|达娃|达瓦(?![房厂])',
  '才让(?=[卓多扎东加当项本太南草吉仁旺])|(?<=[完德桑周斗冷尕扎索])才让|(?<![一-龥])才让(?![一-龥])',
  '旺堆|旺姆|旺久|旺扎|央宗|央吉|央金(?!融)|拉姆|拉毛|德吉|格桑(?!花)|格勒|仁青|仁增|仁钦|桑吉|桑杰|桑珠|桑毛',
  '[平嘉加彭拉群仁才](?<!水平|增加|追加|参加|刚才)措(?!施|办|手|置|辞)|索南|索朗|洛桑|罗桑|丹增|丹巴|丹珠|(?<!元)旦[增巴正]|顿珠|顿旦',
  '贡布|贡嘎|贡觉|(?:边|拉)巴(?!士|掌)|巴桑|普布|米玛|白玛|措姆|曲珍|曲吉|曲扎|扎巴|[更土云](?<!国土)登(?!记|录|陆)|完玛|卓嘎',
  '卓么|万么|群培(?!训|养|育)|强巴|欧珠|俄珠|阿旺|朗杰|彭毛|娘吉|尕[藏让]|夏吾|昂毛|昂秀|德毛',
  // Uyghur, Kazakh, Hui
  '买提|麦提|木提|木拉提|穆拉提|哈力克|艾尔肯|艾力|艾克拜|古丽|阿依|热依|迪丽|迪力|迪娜|阿卜|阿布都|阿不都|阿不力|阿布力|艾合|艾买|艾尔|吐尔|图尔|吾斯|吾买',
  '乌斯曼|乌买尔|玉素|优素|尤努斯|玉苏|肉孜|祖农|努尔|萨迪|塔依|帕提|帕丽|帕尔哈|哈提|则耐|布威|布维|玛依|伊布拉|依布拉',
  '伊斯马|依明江|穆罕|买合木|马合木|马哈|叶尔|巴合[提达]|[尔什坦木汗提]别克|加娜|尔撒|尔萨|法[土图]麦|索菲|赛丽麦|阿西也|阿伊莎',
  // Mongol, Yi
  '巴特尔|巴图(?!鲁)|其其格|格日[勒乐]|图雅|托娅|娜仁|萨仁|苏日娜|苏布德|那日苏|额尔敦|布赫|宝音|敖登(?!记)|阿拉坦|斯琴',
  '斯日古|高娃|朝鲁|毕力格|[阿日木拉]呷|阿木|阿牛|阿苦|阿果|尔古|尔布|吉克|俄木|沙马',
];
const PART = new RegExp(PARTS.join('|'), 'gu');
/** Letters that such names are written with, beside a part. */
const LETTER =
  /[阿艾安昂奥巴白班包宝贝本比毕波伯勃布才曹查楚次措达丹旦当登迪丁东杜都顿多俄娥额恩尔法夫甫嘎尕噶格根更贡古瓜哈海罕汗杭合赫洪霍吉加嘉江杰金久卡凯坎康科克肯孔库拉来兰朗劳勒雷里力丽利莲林隆卢鲁伦罗洛玛马买麦曼毛梅蒙米木穆那娜纳南尼娘宁诺欧帕潘培佩彭皮普其奇齐切钦琼曲确让热仁日荣如茹萨赛三桑瑟沙山善什史斯苏索塔太坦陶特提铁廷图吐托瓦娃旺汪威维翁乌吾武西希夏香肖谢辛雅亚燕央杨耶也叶依伊益音银尤于玉裕云扎泽则增珍真正芝知珠主卓宗佐姆孜再者帝琪妮莎冬呷]/u;
const HAN = /\p{Script=Han}/u;
/** Shorter names of regions are parts of names too: 阿里木江. */
const LONG_REGION = 3;

/** Whether a text holds a name of a minority written without a dot: 才让卓玛, 马哈买提, 阿依古丽. */
export function transcribedNameIn(text: string): boolean {
  if (text.search(PART) < 0) return false;
  const plain = withoutRegions(text);
  return [...plain.matchAll(PART)].some(({ index, 0: part }) => {
    const before = plain.charAt(index - 1);
    const behind = plain.charAt(index + part.length);
    const alone = !HAN.test(before) && !HAN.test(behind);
    return part.length > 2 || alone || LETTER.test(before) || LETTER.test(behind);
  });
}

/** 克拉玛依 and 呼和浩特 are places. */
function withoutRegions(text: string): string {
  let plain = '';
  while (plain.length < text.length) {
    const length = regionAt(text, plain.length);
    plain += length < LONG_REGION ? text.charAt(plain.length) : ' '.repeat(length);
  }
  return plain;
}
