const NOT_DONE = /(?:未|没|还没有?|尚未|没有)(?:全部)?(?:完成|办完|整改完|办结|修好)|正在|进行中|部分完成/u;
const DONE = /已?完成|办完|整改完|已整改|修好|办结|到位/u;

/** Whether an answer says that the thing is finished; one that says neither is not. Pure. */
export function saysFinished(words: string): boolean {
  return !NOT_DONE.test(words) && DONE.test(words);
}
