import { halfWidth, visibleText } from '../../kit/width.ts';

/** What somebody who lost a number asks for: the child spoken of last, or a list by these words. */
export type ListTalk = { readonly last: true } | { readonly words: string };

const NUMBER_ASKED = /编号|案号/;
const VILLAGE_ASKED = /(?:我们?|咱们?|本)村.*(?:几[个名人]|多少|哪些|哪几|还有谁|谁)/;
const LIST_ASKED = /^.{0,12}(?:名单|花名册|明细).{0,4}$/;
/** 桐渡镇隐患名单, 隐患清单 超期. */
const HAZARDS_ASKED =
  /^(?:请|帮我|给我|发我|看看?|查一?下?)*([^,。;]{0,10}?)隐患(?:名单|清单|明细|有哪些)\s*([^,。;]{0,6})$/;
/** 等钱的隐患, 哪些隐患没钱. */
const BLOCKED_ASKED =
  /(?:等|没|缺)(?:钱|资金|经费|部门)的?隐患|哪些?隐患.{0,4}(?:等|没|缺)(?:钱|资金|经费|部门)|需要?协调的隐患/;
/** A figure of a digest that is to be opened: 超期 是哪几条, 重大的有哪些. */
const FIGURE_OPENED =
  /^(?:(?:日报|早报|晚报|周报)(?:里|上|中)?的?)?(超期|逾期|重大|未销号|失联)(?:的)?(?:隐患|个案|孩子)?(?:那)?(?:\d{1,4}|几)?[条个处件人名]?\s*(?:都?是|都?有|分别是|在)?\s*(?:哪|谁|明细|清单|列(?:一下|出来)|展开|点开)[^,。;]{0,6}$/;
const OPENED: Readonly<Record<string, string>> = {
  超期: '隐患 超期',
  逾期: '隐患 超期',
  重大: '隐患 重大',
  未销号: '隐患',
  失联: '失联',
};
/** Other lists, and words that tell something instead of asking. */
const OTHER = /隐患|台账|台帐|绑定|任务|报送|值班|补充|登记|证照|学籍/;
const PRONOUN =
  /(?:刚才|刚刚|刚|上次|之前|前面|前头|上面)?(?:那|这)一?(?:个|名|位|件|条)(?:孩子|学生|娃儿?|同学|案子|个案)?/g;
/** 我上次报的那个: the speaker's own newest one. */
const OWN = /我们?(?:自己)?(?:今天|昨天|刚才|上次|之前)?[报填登上](?:报|记)?(?:过|了)?的/;
const CHAFF = [
  OWN,
  /^我(?=刚|前|上)|(?:刚才|刚刚|刚|上次|之前|前面|前头|上面)|(?:那|这)一?(?:个|名|位|件|条)?|的?(?:编号|案号)/,
  /(?:是|有|找|叫)?(?:多少|几(?:号|[个名人位])?|哪一?[个几些]|什么|啥)|还有?剩?谁?|有哪些/,
  /(?:我们?|咱们?|本)(?:村|班)|(?<![男女])(?:孩子|学生|同学|娃儿?)|(?<=[男女])(?:娃儿?)/,
  /(?:没有?|不)(?:来)?(?:上学|读书|念书|返校)|忘记?了|搞忘了?|丢了|找不到|不记得|没记住|没记到|记不得|查一?下|看看?|找一?下|的?(?:名单|花名册|明细)|还没|没有?|来着|了|吗|呢|请|帮我|给我|发我|[?!。,、]/,
];
const CHAFF_WORDS = new RegExp(CHAFF.map(({ source }) => source).join('|'), 'g');
const LONGEST = 40;

/** Reads questions for a list or a number: 我村还几个, 802那男娃编号, 那个孩子的编号是多少. Undefined: none is asked for. Pure. */
export function listTalk(text: string): ListTalk | undefined {
  const said = halfWidth(visibleText(text)).trim();
  const opened = OPENED[FIGURE_OPENED.exec(said.replace(/[?!,。、]/g, ''))?.[1] ?? ''];
  if (opened !== undefined) return { words: opened };
  const hazards = HAZARDS_ASKED.exec(said);
  if (hazards !== null) return { words: ['隐患', hazards[1], hazards[2]].filter(Boolean).join(' ') };
  if (said.length <= LONGEST && BLOCKED_ASKED.test(said)) return { words: '需协调' };
  const asked = NUMBER_ASKED.test(said) || VILLAGE_ASKED.test(said) || LIST_ASKED.test(said);
  if (!asked || said.length > LONGEST || OTHER.test(said)) return undefined;
  const words = said.replace(CHAFF_WORDS, ' ').replace(/\s+/g, ' ').trim();
  const points = OWN.test(said) || said.replace(PRONOUN, '') !== said;
  const ofLast = NUMBER_ASKED.test(said) && words === '' && points;
  return ofLast ? { last: true } : { words };
}

/** Who has not answered is asked. */
export const UNANSWERED = /(?:没有?|未|还差|差)(?:有)?(?:报|交|回复|填|完成)|未报|没报|欠报/;
const ASKED =
  /哪[些几]|谁还?[没未]|列(?:一?下|出|个)|清单|明细|名单|念(?:一?下|给)|点个?名|名字(?=[^,。;]{0,4}(?:发|给|列|告诉|念))/;
const LISTED = /隐患|引患|突发|事件|案子|个案|孩子|娃|学生/;
/** Asks for a number of a file, or how many there are. */
const NO_LIST = /多少|好多|编号|号码/;

/** Whether words ask for a list in so many words: 还有哪几个学校没报, 挂着的隐患有哪几条. Pure. */
export function asksList(text: string): boolean {
  const listed = UNANSWERED.test(text) || LISTED.test(text);
  return text.length <= LONGEST && ASKED.test(text) && listed && !NO_LIST.test(text);
}
