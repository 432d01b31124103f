/** More in one message is a list that was pasted by mistake. */
export const MOST_RESULTS = 20;

/** What somebody who was sent to a school says they found; undefined: they have not said anything yet. */
export interface SaidResult {
  readonly findings: readonly string[];
}

const FINE =
  /^(?:经查|检查|全部|所有|都|均|一切)*(?:没有?(?:发现)?(?:什么)?(?:问题|隐患|异常)|未发现(?:问题|隐患|异常)|无(?:问题|隐患|异常)|正常|合格|良好|完好|好的?|ok|0)(?:了|的)?$/i;
const DONE = /^(?:都|已经?)?(?:查|看|检查)(?:完|好|过)?了?[\s,，。:：]*/u;
const APART = /[;；。\n]+|(?:^|\s)\d{1,2}[.、)）]\s*/u;

/** `查完了 没问题`, `食堂燃气报警器失灵；楼道堆杂物`, `1、… 2、…`: the findings one by one. Pure. */
export function readResult(said: string): SaidResult | undefined {
  const words = said.trim().replace(DONE, '').trim();
  if (words === '') return undefined;
  if (FINE.test(words)) return { findings: [] };
  const findings = words
    .split(APART)
    .map((one) => one.replace(/^[\s,，、]+|[\s,，、]+$/g, ''))
    .filter((one) => one !== '' && !FINE.test(one));
  return { findings };
}
