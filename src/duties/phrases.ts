/** What may be said to any duty, whatever it asks for. */
export type AnyTime =
  | { readonly kind: 'later' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'difficulty'; readonly words: string }
  | { readonly kind: 'elsewhere'; readonly where: string };

const LATER =
  /^(?:(?:在|正|很|比较)?忙|没空|等|等到|我?们?)?[,，\s]*(?:明早|明天|明日|明晨)(?:一?早上?|早晨|上午|上班)?(?:再|就|一定|来)?(?:报|发|回|填|弄|交|说|办|提醒)?(?:给您|给你|我|您|过来)?(?:一次|一下)?(?:吧|可以吗|行吗|哈|啊|好吗|行不行)?$/;
const WITHDRAW = /^(?:撤回|撤销|收回|报错了|发错了|填错了)(?:吧|一下|刚才的|上一条)?$/;
const DIFFICULTY =
  /^(?:我们?|我校|本校|学校|我镇|我乡)?(?:确实?|实在)?(?:有|存在|遇到)?(?:点|些|一些|一点)?(?:困难|难处)(?!学生|家庭|户|群众|儿童|生|群体|人员|的(?:学生|家庭))[\s:：,，]*(.*)$/;
const NO_DIFFICULTY = /^(?:没有?|无|没啥)(?:困难|难处)/;
const ELSEWHERE =
  /^(?:我校|我镇|我们|本校|学校|我)?(?:早就|早)?(?:已经?)?(?:在|从|通过)?([一-龥A-Za-z]{0,10}?(?:平台|系统|网上|网站|学籍网|APP|app))(?:上|里|中|内)?(?:都|也)?(?:已经?)?(?:填|上|申)?报(?:送|过|完|好)?(?:了)?$/;

/** 明早, 撤回, 有困难 …, 已在省平台报; undefined for anything else. Takes a tidy text. */
export function anyTime(text: string): AnyTime | undefined {
  if (LATER.test(text)) return { kind: 'later' };
  if (WITHDRAW.test(text)) return { kind: 'withdraw' };
  const words = NO_DIFFICULTY.test(text) ? undefined : DIFFICULTY.exec(text)?.[1];
  if (words !== undefined) return { kind: 'difficulty', words };
  const where = ELSEWHERE.exec(text)?.[1];
  return where === undefined || !/已|了$|过|完|好$/.test(text) ? undefined : { kind: 'elsewhere', where };
}

const RECEIVED =
  /^(?:收到|收悉|已收到|已收悉|已阅|知道了?|知悉|已知悉|明白了?|了解|好的?|好嘞|行|可以|嗯+|ok|照办|已传达|马上办|谢谢|[\s,，!！。.了])+$/i;
const THANKS_ONLY = /^(?:谢谢|[\s,，!！。.了])+$/;

/** 收到, 好的, 已阅: enough where nothing but that is asked. */
export function isReceived(text: string): boolean {
  return RECEIVED.test(text) && !THANKS_ONLY.test(text);
}

const DONE =
  /^(?:我校|本校|我们|我镇|全部|全校|均|都|已经?|按时|按要求)*(?:完成|做完|办完|搞完|弄完|办妥|办好|做好|落实|结束)(?:了|完毕|好了|到位)*(?![一-龥])/;
const NOT_DONE =
  /^(?:[一-龥]{0,6})(?:没有?|未|尚未|还没|不能|无法)(?:按时)?(?:完成|做完|办完|搞完|弄完|落实|做|办|搞|结束)/;
const HALF_DONE =
  /^(?:[一-龥]{0,6}?)(?:完成|做完|办完|落实)了?(?:一半|部分|大半|一部分|大部分|百分之|\d+ ?%)/;

/** What follows 完成; `undefined` when it does not begin so, `not` when it says that it is not done. */
export function afterDone(text: string): string | 'not' | undefined {
  if (NOT_DONE.test(text) || HALF_DONE.test(text)) return 'not';
  const found = DONE.exec(text);
  return found === null ? undefined : text.slice(found[0].length);
}
