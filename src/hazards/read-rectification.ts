import type { PauseReason } from './decisions.ts';

/** What somebody says of a rectification: that it is done, waits, goes on, is another office's, or what is planned. */
export type SaidOfRectification =
  | { readonly move: 'submitted' | 'resumed' }
  | { readonly move: 'paused'; readonly reason: PauseReason }
  | { readonly move: 'referred'; readonly unit: string }
  | { readonly move: 'planned'; readonly measure: string };

const NOT_DONE = /(?:没有?|未|还?不|不能|待|要|等)[^,，。\s]{0,3}(?:修|换|整改|弄|补|装|处理|解决)/;
const DONE =
  /(?:修|换|弄|补|装|整改|处理|搞|清理|加固|固定|疏通|焊|锁|盖|接|绑|拆|封)好(?:了|啦)?|(?:修|换|清理|处理|加固|更换|疏通)(?:过|掉)了?|(?:已经?|都)(?:整改|更换|修复|维修|处理|清理|清除|安装|疏通|加固|固定|拆除|拆掉|搬走|解决)|(?:整改|维修|修复|更换|施工)(?:完成?|完毕|到位)|(?:更换|修复|解决|完工|换|拆除)了/;
const GOES_ON = /(?:继续|恢复)(?:整改|施工)?|(?:钱|款|资金|经费|拨款)(?:已经?)?(?:到了?|到位|下来了?)|开工了/;
const REFERRED = /^(?:已经?)?转(?:给|到|交|办给?|送)?\s*(?=\S)(?!好|正)(.{2,30})$/u;
const WAITS =
  /暂停|停工|缓一缓|等(?:拨款|资金|经费|钱|款|审批|批复|部门|天)|[没缺](?:有)?(?:钱|经费|资金)|(?:钱|经费|资金)不够/;
const WHY: readonly (readonly [PauseReason, RegExp])[] = [
  ['资金', /钱|款|资金|经费/],
  ['部门', /部门|审批|批复|供电|电力|住建|消防|水务|水利|交通|[一-龥]局/],
  ['天气', /雨|雪|天气|冰|冻|汛|天晴/],
];

/** What the words say was done; all of them are a measure where they say nothing else. Pure. */
export function readRectification(said: string): SaidOfRectification {
  const words = said.trim();
  if (DONE.test(words) && !NOT_DONE.test(words)) return { move: 'submitted' };
  if (WAITS.test(words)) return { move: 'paused', reason: reasonOf(words) };
  if (GOES_ON.test(words)) return { move: 'resumed' };
  const unit = REFERRED.exec(words)?.[1];
  if (unit !== undefined) return { move: 'referred', unit: unit.trim() };
  return { move: 'planned', measure: words };
}

const reasonOf = (words: string): PauseReason =>
  WHY.find(([, pattern]) => pattern.test(words))?.[0] ?? '其他';
