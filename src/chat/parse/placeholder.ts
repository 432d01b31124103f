import { halfWidth } from '../../kit/width.ts';

const PLACEHOLDER =
  /^(?:(?:的|和|或|有|个|一处|部位|具体|情况|情形|隐患|问题|描述|说明|内容|备注|名称|是什么|什么|测试|试一?下|示例|例子|例如|test)+|\d{1,3}|[xX×某*?.…。]+)$/u;

/** Whether words stand for something that was to be put in their place: 部位和情况, XX, a number alone. They describe nothing. */
export function isPlaceholder(words: string): boolean {
  return PLACEHOLDER.test(halfWidth(words).replace(/[\s,，、;；:：!！()[\]<>"“”]+/gu, ''));
}
