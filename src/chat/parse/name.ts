import { isRegion } from '../../places/regions.ts';
import { type FoundAt, type Span, wordsOf } from './slate.ts';
import { surnameLength } from './surnames.ts';

// Signs that given names do not have but ordinary words that begin like a surname do.
const NEVER_IN_NAMES =
  /[没不了去来打的是在已未无说要因被把病压疾欠债失漏坏裂松校级班镇乡县区村组队街号岁绩亲库房桥厂店厕室楼墙灯电车钱厌辍隐患器阀栏梯险假旷缺勤闹请及从很也都还就才又再让给读该]/;
const NOT_NAMES = new Set(
  '党支部 党总支 改成 改为 应为 实为 高中 高一 高二 高三 高年级 初中 小学 白天 平时 平安 安全 安置 常年 常住 时间 时常 时候 方便 马上 路远 路途远 关系 成年 温度 危险 应该 和父母 何时 单亲 单身 任何 申请 管理 全部 全家 全县 全镇 全校 左右 余额 项目 解决 强制 计划 童工 游戏 党员 井盖 通知 于是 曾经 周末 周边 周围 周岁 金额 黄金 石头 田地 江边 江北 水边 万元 易燃 左边 华侨 文化 文盲 明天 明年 明显 原因 原来 由于 元旦 国庆 封闭 官司 简单 普通 花费 满意 全年 全天 全部 占用 商店 商铺 农村 农民 农活 农忙 幸亏 索要 明确 尚可 那里 那边 米线 包括 包片 干部 车祸 车辆 边远 强迫 祖父 祖母 祖父母 宗教 童年 游泳 游荡 管教 管护 管不住 康复 休学 盛夏 祝福 惠农 单位 单独 单元 关注 关心 关爱 武术 温饱 牛羊 牛栏 汤药 钟点 段时间 龙头 雷雨 贺卡 文具 文书 康养 方向 方式 石料 梁柱 高温 高烧 高山 高血压 高压 林场 林区 林业 叶子 范围 金钱 白血病 白血 黄昏 毛病 秦岭 易地 易地搬迁 孔洞 万一 向阳 路口 路边 路面 路灯 关门 符合 苗木 纪律 盛大 车间 解释 华为 党委 商量 景区 冷库 池塘 井口 由其 封堵 元宵 花园 花坛 吉林 全班 全村 官方 巫术 沙坑 沙堆 明白 皮肤 索赔 原籍 原校 原班 简易 茅草 满十六 满周岁 石膏板 金属架 白板 柴油 柴火 石灰 石块 石子 黄沙 毛巾 毛刺 游泳池 温水 温度计 马桶 马路 高压线 高压锅 高空 高低床 江堤 江面 池水 林木 林地 花盆 边坡 边沟 边角 农药 农具 时钟 钟表 管道 管线 包装 方木 房梁 符号 单杠 单双杠 连接 连廊 连排 连续 解冻 封条 全景 全封闭 易燃物 易爆 牛奶 牛肉 米饭 米面 米粉 麻辣 白酒 白菜 白糖 苗圃 路沿 路牌 申报 关闭 关不上 计算机 安全帽 安全阀 安全带 安全员 安装 应急 应急包 应急箱 成绩 成绩差 家校 厌世 向上 向下 常见 常规 易滑 温差 时段 明火 明线 明沟 平台 高处 高危 高度 应该 应由 应当 应对 严禁 严格 严查 严防 严肃 严厉 安排 强调 强化 张贴 张罗 向全体 全体 全面 全员 关爱 关停 施行 施救 成立 成员 封存 封校 谈话 谈心 易怒 易发 左侧 任务 任教 任课 任职 党建 文件 文艺 司机 司法 温馨 温暖 平均 平行 季末 季度 季节 时刻 连日 连夜 连同 单列 商讨 商议 简报 余下 费用 明知 钱包 蓝色 蓝天 蓝图 蓝牙 迟到 迟报 迟交 迟缓 纳入 撒谎 撒漏 仰卧 沐浴 旷课 旷工 汲取 阴天 全市 全省 全国 全区 全乡 全员 平板 石桥 石阶 毕业 毕业生 安稳 祝愿 相关 管委会 荣誉 温州 家访 那个 那位 那名 那娃 那家 那俩 那小子 那丫头'.split(
    ' ',
  ),
);
const TITLES =
  /(?:老师|教师|主任|校长|园长|书记|村长|镇长|乡长|组长|会计|站长|所长|局长|科长|股长|干部|阿姨|叔叔|大爷|奶奶|爷爷|师傅|医生|同志|警官|律师|总|姓)$/;
const DOTTED = /^\p{Script=Han}{1,8}(?:[·•・‧∙⋅・．.]\p{Script=Han}{1,8}){1,3}$/u;
const HAN = /^\p{Script=Han}+$/u;
// 周三; 应到, 应发: what is counted, or a day.
const COUNTED = /^(?:周[一二三四五六日天末]|[应实][到发收报交届有付补还征]数?)$/;

/** 那 is a family name, 那个 is nobody's. */
const POINTING = /^那(?:[个位名家孩娃条件边里些样次天时女男]|$)/;

/** Whether a whole word reads like a person's name: 王小明, 欧阳测试, 李某某, 阿木·测试. */
export function looksLikeName(word: string): boolean {
  if (DOTTED.test(word)) return true;
  if (POINTING.test(word)) return false;
  if (!HAN.test(word) || NOT_NAMES.has(word) || COUNTED.test(word) || isRegion(word)) return false;
  if (TITLES.test(word)) return false;
  const family = surnameLength(word);
  const given = [...word.slice(family)];
  if (family === 0 || given.length === 0 || given.length > 2)
    return family === 1 && /^某{1,3}$/.test(given.join(''));
  return !NEVER_IN_NAMES.test(given.join(''));
}

/** Whether a word that begins like a family name is known to be none: 安全, 任务. */
export function isOrdinaryWord(word: string): boolean {
  return NOT_NAMES.has(word);
}

const AFTER_NAME = /(?:同学|小朋友|的?孩子|之子|之女)$/;
const BEFORE_NAME = /^(?:学生|孩子|小孩|儿子|女儿|名叫|叫做?|是)+/;

/** Words of a half-width text that read like a person's name; `wordEnd` is behind 同学 and the like. */
export function findNames(text: string): readonly (Span & { readonly wordEnd: number })[] {
  return wordsOf(text).flatMap((word) => {
    const front = BEFORE_NAME.exec(word.text)?.[0].length ?? 0;
    const back = AFTER_NAME.exec(word.text)?.[0].length ?? 0;
    const core = word.text.slice(front, word.text.length - back).replace(/^[(（]|[)）]$/g, '');
    if (!looksLikeName(core)) return [];
    const start = word.start + word.text.indexOf(core, front);
    return [{ start, end: start + core.length, wordEnd: word.end }];
  });
}

const ORDINARY =
  /[\d男女]|族$|学生|孩子|儿童|少年|[镇乡村户班级县市省]$|小学|中学|初中|高中|幼儿|学校|疑似|辍学|失学|残疾|孤儿|留守|贫困|低保|随迁|单亲|住校|走读|寄宿|流动|其中|情况|登记|上报|报告|新增|[个位名些条]$|^(?:有|这|那|一|两|几|还|是|又|应该|今年|去年)/;

/** The word right before `sexAt`: nearly always the child's name, also one without a Han family name (阿依古丽 女). */
export function nameBefore(text: string, sexAt: number): Span | undefined {
  const before = wordsOf(text.slice(0, sexAt)).at(-1);
  if (!before || !/^[\s,、]*$/.test(text.slice(before.end, sexAt))) return undefined;
  const fits =
    /^[一-龥]{2,8}$/.test(before.text) && !ORDINARY.test(before.text) && !NOT_NAMES.has(before.text);
  return fits && !NEVER_IN_NAMES.test(before.text) ? before : undefined;
}

/** A name right after a label such as 监护人 or 母亲: 母亲李某, 家长 王大山. `at` is where the label ends. */
export function nameAfter(text: string, at: number): FoundAt<string> | undefined {
  const lead = /^(?:的?(?:姓名|名字)|名叫|叫做?|是)?[\s:=(]*/.exec(text.slice(at, at + 12))?.[0].length ?? 0;
  const word = wordsOf(text.slice(at + lead, at + lead + 16))[0];
  if (word?.start !== 0) return undefined;
  const han = /^[\p{Script=Han}·•・]+/u.exec(word.text)?.[0] ?? '';
  const signs = [...han];
  const heads = [4, 3, 2].map((length) => signs.slice(0, length).join(''));
  if (heads.some((head) => NOT_NAMES.has(head))) return undefined;
  const value = [han, ...heads].find(
    (part, index) =>
      looksLikeName(part) &&
      (index === 0 ||
        signs.length > 4 ||
        part.endsWith('某') ||
        /^[,，(（电手带在接说称已没来]/.test(han.charAt(part.length))),
  );
  return value ? { start: at + lead, end: at + lead + value.length, value } : undefined;
}
