/** What may be said to any duty, whatever it asks for. */
export type AnyTime =
  | { readonly kind: 'later' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'difficulty'; readonly words: string }
  | { readonly kind: 'elsewhere'; readonly where: string };

const LATER =
  /^(?:(?:这[两几]天)?(?:[一-龥]{0,6})?(?:在|正|很|比较|太)?忙(?:得很|不过来|着呢|着|死了|完)?|没空|没时间|等|等到|我?们?)?[,，\s]*(?:明早|明天|明日|明晨|明儿|后天|晚点|晚些|晚上|今晚|下午|迟点|迟些|等会儿?|等下|等一下|过会儿?|过一会儿?|待会儿?|一会儿?|稍后|稍晚|回头)(?:一?早上?|早晨|上午|下午|上班|时候)?(?:再|就|一定|来)?(?:报|发|回|填|弄|交|说|办|搞|做|提醒)?(?:给您|给你|我|您|过来)?(?:一次|一下)?(?:吧|可以吗|可以不|行吗|行不|得行不|哈|啊|好吗|行不行)?$/;
const WITHDRAW = /^(?:撤回|撤销|收回|报错了|发错了|填错了)(?:吧|一下|刚才的|上一条)?$/;
const DIFFICULTY =
  /^(?:我们?|我校|本校|学校|我镇|我乡)?(?:[这那]?[两二三四五六几][项个件]|各项|全部)?(?:都|全|均)?(?:确实?|实在)?(?:有|存在|遇到)?(?:点|些|一些|一点)?(?:困难|难处)(?!学生|家庭|户|群众|儿童|生|群体|人员|的(?:学生|家庭))[\s:：,，]*(.*)$/;
/** Why first, then that it is difficult; a family in need is no duty's difficulty. */
const DIFFICULTY_LAST = /^(.{2,80}?)[\s,，]+(?:确实|实在)?有(?:点|些)?(?:困难|难处)$/;
const SOMEBODY = /学生|孩子|家庭|家里|娃|户/;
const NO_DIFFICULTY = /^(?:没有?|无|没啥)(?:困难|难处)/;
const ELSEWHERE =
  /^(?:我校|我镇|我们|本校|学校|我)?(?:早就|早)?(?:已经?)?(?:在|从|通过)?([一-龥A-Za-z]{0,10}?(?:平台|系统|网上|网站|学籍网|APP|app))(?:上|里|中|内)?(?:都|也)?(?:已经?)?(?:填|上|申)?报(?:送|过|完|好)?(?:了)?$/;

/** 明早, 撤回, 有困难 …, 已在省平台报; undefined for anything else. Takes a tidy text. */
export function anyTime(text: string): AnyTime | undefined {
  if (LATER.test(text)) return { kind: 'later' };
  if (WITHDRAW.test(text)) return { kind: 'withdraw' };
  const words = NO_DIFFICULTY.test(text) ? undefined : (DIFFICULTY.exec(text)?.[1] ?? whyFirst(text));
  if (words !== undefined) return { kind: 'difficulty', words };
  const where = ELSEWHERE.exec(text)?.[1];
  return where === undefined || !/已|了$|过|完|好$/.test(text) ? undefined : { kind: 'elsewhere', where };
}

function whyFirst(text: string): string | undefined {
  const words = DIFFICULTY_LAST.exec(text)?.[1];
  return words === undefined || SOMEBODY.test(words) ? undefined : words;
}

const HEARD =
  '(?:收到|收悉|已收到|已收悉|已阅|知道了?|知悉|已知悉|明白了?|了解|好的?|好嘞|行|可以|嗯+|ok|照办|已传达|马上办|谢谢|[\\s,，!！。.了])';
const RECEIVED = new RegExp(`^${HEARD}+$`, 'i');
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

const VERB =
  '(?:报|填|回|写|弄|发|搞|办|做|查|看|统计|落实|安排|处理|核实|核对|排查|自查|整改|上报|摸排|摸底|检查|收集|收|汇总|准备|整理|登记|清点|催|组织|开展|布置)';
const WORKING = `(?:正在|还在|在|正|都在)(?:进行|组织|开展|抓紧|逐[一个]){0,2}${VERB}(?:当?中|着|呢|了)?`;
const SOON = `(?:马上|立即|立刻|尽快|抓紧|这就|按时|及时|随后)(?:就|去|来|组织|安排|开展){0,2}${VERB}(?:好|完)?(?:了|的|哈|吧)?`;
const PASSED_ON = '(?:已经?|都)(?:转发?|安排|布置|部署|通知|传达)(?:给|到|各|下去|好|一下)?[一-龥]{0,3}';
const IN_HAND = new RegExp(
  `^${HEARD}{0,6}(?:我们?|我校|学校|我镇|本校|目前|现在)?(?:${WORKING}|${SOON}|${PASSED_ON})[\\s,，。!！]*(?:请放心|请?稍等|谢谢)?$`,
  'i',
);
const ASKS =
  /^[一-龥\s]{0,8}(?:怎么|咋|如何|怎样|咋个)(?:填|报|回|写|弄|发|办|整|搞)[一-龥]{0,4}[?？]?$|^(?:要)?(?:报|填|写|回|发)(?:什么|啥|哪些)[一-龥]{0,3}[?？]?$|^(?:什么|啥)(?:意思|东西|表)[?？]?$/;

/**
 * Words that answer nothing: `heard` 收到 and 正在排查 say that it is owed still, `asks` 怎么填 wants to know how. Takes a
 * tidy text.
 */
export function answersNothing(text: string): 'heard' | 'asks' | undefined {
  if (ASKS.test(text)) return 'asks';
  return isReceived(text) || IN_HAND.test(text) ? 'heard' : undefined;
}
