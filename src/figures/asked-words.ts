/** Words around a question for figures that leave the figure what it is. */
const AROUND = [
  /请问|请|麻烦|帮忙|帮我|帮|给我|发给我|发我|告诉我|告诉|告知|报给我|我想知道|我想|我要|想知道|想|要|知道|说说|说一下|讲一下/,
  /看一?看|看一?下|看看|看|查一?下|查一?查|查查|查询|查|统计一?下|统计|汇总一?下|汇总|合计|总计|总共|一共|统共|拢共|共计|共有|共|算一?下|列出来|列一?下|列/,
  /数据|数字|人数|总数|数量|件数|条数|个数|总量|准数?|情况|形势|状况|动态|数/,
  /到目前为止|到现在为止|截至目前|截止目前|截至今天|截止今天|截至现在|截止现在|截至|截止(?=$|\s)|目前|现在|当前|现有|现存|如今|眼下|最新/,
  /好?多少|好多|几多|几个人|几(?:[个名人位条起件处例])?|有没有|有无|是多少/,
  /我们?|咱们?|俺们?|本|这边|这儿|这里|那边|各自|各个|各|每个|每|所有|全部|全县|全区|全市|全镇|全乡|全校|县里|镇上|镇里|乡里|局里|学校里|辖区|范围|内|里/,
  /乡镇街道|乡镇|街道|镇|乡|学校|校|单位|分别|按|区分|分|类别|方面|类/,
  /学生|孩子们?|娃娃|娃儿|娃|小孩|同学|人员|人/,
  /还有|还在|还|都|就|又|再|已经|已|总的?|整体|总体|具体|大概|到底|究竟|实际|的话|一下|下/,
  /是什么|怎么样了?|怎样|如何|咋样|什么样|什么|啥|多不多/,
  /上报|填报|登记|报上来|报来|发生|出现|存在|有|是|在|为|报/,
  /[的地得了着过吗呢吧啊呀哦嘛么哈呗噻嗦哇不没个名条起件处例位和与跟及那这来去给把将对]/,
];
const CHAFF = new RegExp(AROUND.map(({ source }) => source).join('|'), 'g');
const MARKS = /[\s\p{P}\p{S}]+/gu;

/** Who has most, and in which order: never told. */
const RANKING =
  /最[多少高低]|排个?名次?|排一?下名|排序|排行榜?|名次|第一|倒数第?[一二三]?|前[三五十]名?|哪个|哪些|哪几个|谁/g;
const ADDED = /新增加?|新报|新发生?|新的|增加|新/g;
/** What is still open, beside what was reported in a stretch of days. */
const STILL =
  /还?剩下?|没有?销号?|未销号?|没办完|没办结|未办结|没整改完|未整改完|余下|挂着|不上学|没有?上学|没来上学|不读书|没读书|未返校|没返校|没有返校|没回来|没劝回/g;
/** Two stretches of days beside each other. */
const COMPARED = /相?比较?|对比|相比|多了|少了|上升|下降|减少|环比|变化|差/g;
const INCIDENTS = /突发(?:事件|情况)?|事故|事件/;

/** What the words around a question for figures ask, besides what was read of it. */
export interface AskedWords {
  /** Who has most is asked. */
  readonly ranking: boolean;
  /** What came new. */
  readonly added: boolean;
  /** What is still open, too. */
  readonly still: boolean;
  /** Emergencies: nobody counts them. */
  readonly incidents: boolean;
  /** Anything else: each piece of it may mean another figure. */
  readonly left: string;
}

/**
 * Reads the words that are left of a question for figures. `known`: the words that figures are found by; they stay in
 * the text where they stood inside another. Pure.
 */
export function readAsked(
  words: string,
  known: readonly string[],
  given: { readonly other?: unknown; readonly subject?: unknown },
): AskedWords {
  const incidents = given.subject === undefined && INCIDENTS.test(words);
  const bare = without(
    words,
    [...known].sort((one, other) => other.length - one.length),
  );
  const compared = given.other === undefined ? bare : bare.replace(COMPARED, ' ');
  const rest = [STILL, RANKING, ADDED].reduce((left, pattern) => left.replace(pattern, ' '), compared);
  return {
    ranking: has(bare, RANKING),
    added: has(bare, ADDED),
    still: has(words, STILL),
    incidents,
    left: rest.replace(CHAFF, ' ').replace(MARKS, ' ').trim(),
  };
}

const has = (words: string, pattern: RegExp): boolean => words.search(pattern) >= 0;

const without = (words: string, known: readonly string[]): string =>
  known.reduce((left, word) => left.replaceAll(word, ' '), words);
