import { trimMarks } from './said.ts';

/** What was declared: nothing was found, or what was. */
export type ZeroRead =
  | { readonly zero: true; readonly words: string }
  | { readonly zero: false; readonly words: string }
  | { readonly problem: string };

const PERIOD =
  '(?:第?[一二三四1-4]季度|本季度?|这个?季度|季末|本月|本学期|本期|本周|\\d{1,2}月份?|今年|\\d{4}年)';
const THING =
  '(?:重大|较大|一般|安全|校园|新增|任何|情况|危险源|隐患|事故|事件|遗漏|漏报|漏|问题|异常|缺漏|疑似|辍学|学生)';
const NONE =
  '(?:0|零|〇|无|没得|莫得|没有?|未发现|没有?发现|未见|不存在|没有?存在|零报告|0报告|零报|报零|正常)';
const WHO = '(?:我校|本校|我们学校|我们|学校|我镇|本镇|我乡|本乡|全校|经排查|已排查|排查过?|经查|自查)';
const ZERO = new RegExp(
  `^(?:(?:${WHO}|${PERIOD})[,，、:：\\s]*){0,4}${NONE}(?:有|个|起|处|项|件|条)?(?:${THING})*(?:[,，\\s]*(?:${PERIOD}|零报告|报告))?(?:[,，、;；。:：(（\\s]+(.+))?$`,
);
const FOUND_SOMETHING = /(?<![没未无])(?:有(?!关|限|序|效)|发现|存在|但是?|不过|除了?)/;

/** 四季度, 本月: says when, not what. */
export const isPeriod = (text: string): boolean => new RegExp(`^${PERIOD}$`).test(text);

/** 0, 零, 无, 没有, 零报告, 未发现重大危险源, with who checked behind it if they like; else what was found. */
export function readZero(said: string): ZeroRead {
  const zero = ZERO.exec(said);
  if (zero) {
    const words = trimMarks(zero[1] ?? '').replace(/[)）]$/, '');
    const only = words.replace(new RegExp(`^${NONE}$|^${PERIOD}$`), '');
    return FOUND_SOMETHING.test(only)
      ? { problem: '您写了0，又写了发现的情况：没有请只回0，有请只写情况。' }
      : { zero: true, words: only };
  }
  if (saysClean(said)) return { zero: true, words: said };
  const bare = said
    .replace(/^(?:有|发现|存在)/, '')
    .replace(/[\s\d一二两三四五六七八九十个处起项件条]|(?:问题|隐患|情况|异常|危险源)$/g, '');
  return bare.length < 2
    ? { problem: '有的请写明在哪里、是什么；没有就回0。' }
    : { zero: false, words: said };
}

const CLEAN =
  /(?:没得?|没有|无|未发现|没发现|没有发现|没见|没啥|没什么)(?:任何|什么|啥|安全)?(?:问题|隐患|毛病|异常|情况|危险)$|(?:一切|都|全部?|均)(?:正常|好的?|合格|没事)$|^[^,，。]{0,24}(?:查|看|排)(?:过|完|了|好){1,2}[\s,，、。]*(?:是|报|结果)?(?:0|零|无|没有|没得|正常)$/;
const BROKEN =
  /(?<!不)(?:坏|漏|裂|松动|老化|过期|堵|破|烧|跳闸|冒烟|停用|失灵|断|脱落|锈|歪|卡住)|不(?:亮|行|能用|转|响|通|够|合格|正常|好)|没(?:有)?电|缺/;

/** 都查过了没得问题: said as to a colleague, with nothing in it that was found. */
function saysClean(said: string): boolean {
  const text = trimMarks(said.replace(/[了的哈啊呢]+$/, ''));
  return CLEAN.test(text) && !BROKEN.test(text) && !FOUND_SOMETHING.test(text);
}

/** Whether words tell of something that is broken, lacking or dangerous. */
export const tellsOfFault = (text: string): boolean =>
  BROKEN.test(text) || /(?:\d|[一两三几])(?:处|个|台|盏|根)/.test(text);

const SPEAKER = '(?:我校|本校|我们学校|我们|我镇|本镇|我乡|本乡|全校|全镇|全乡)';
const SPAN = '(?:本月|这个?月|\\d{1,2}月份?|本周|本期|本季度?|第?[一二三四1-4]季度)';
const EACH = '(?:各|[两二三四五六几\\d])项|人数|数字|都|全部?|均';
const NOTHING = '(?:是|为|报)?(?:0|零|〇|无|没得|莫得|没有?|零报告|0报告|报零)(?:[人个处户次份件])?(?:了)?';
const ALL_ZERO = new RegExp(`^(?:(?:${SPEAKER}|${SPAN}|${EACH})[,，、:：\\s]*){0,4}${NOTHING}$`);

/** 0, 无, 都没有, 三项全是0, 本月0: nothing of all that was asked for. Takes a tidy text. */
export const isAllZero = (text: string): boolean => ALL_ZERO.test(text);
