const WHO = '(?:我校|本校|我们学校|我们|我镇|本镇|我乡|本乡|全校|全镇|全乡)';
const WHEN = '(?:本月|这个?月|\\d{1,2}月份?|本周|本期|本季度?|第?[一二三四1-4]季度)';
const EACH = '(?:各|[两二三四五六几\\d])项|人数|数字|都|全部?|均';
const NONE = '(?:是|为)?(?:0|零|〇|无|没有?|零报告|0报告|报零)(?:[人个处户次份件])?(?:了)?';
const ALL_ZERO = new RegExp(`^(?:(?:${WHO}|${WHEN}|${EACH})[,，、:：\\s]*){0,4}${NONE}$`);

/** 0, 无, 都没有, 三项全是0, 本月0: nothing of all that was asked for. Takes a tidy text. */
export const isAllZero = (text: string): boolean => ALL_ZERO.test(text);
