/** What a message may want, and the word that `npm run understand` and the tables print for it. */
export const ACTS = {
  'report-dropout': '报辍学',
  'report-hazard': '报隐患',
  several: '一次报几件',
  emergency: '突发',
  'ask-count': '问数',
  'ask-list': '要名单',
  'ask-case': '问一件',
  supplement: '补充',
  progress: '进展',
  correct: '更正',
  withdraw: '撤回',
  'answer-duty': '答任务',
  accept: '同意',
  decline: '不要',
  'how-to': '问怎么办',
  thanks: '道谢',
  'small-talk': '闲聊',
  news: '转发',
  'child-in-group': '群里谈孩子',
  unclear: '说不清',
  'assign-duty': '派任务',
} as const;

/** One thing that a message may want. */
export type Act = keyof typeof ACTS;

/** All of them, in the order in which tables print them. */
export const ACT_NAMES = Object.keys(ACTS) as readonly Act[];

/** Whether a word names an act. */
export function isAct(word: string): word is Act {
  return word in ACTS;
}
