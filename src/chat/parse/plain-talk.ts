import { halfWidth, visibleText } from '../../kit/width.ts';
import { tellsOfChild } from '../../places/tells-of-child.ts';
import { howTalk } from './how-talk.ts';
import { asksList, listTalk } from './list-talk.ts';

/** What people say when they write as to a colleague, without any command. */
export type PlainTalk =
  /** 你好, 你是谁. */
  | 'greeting'
  /** 收到, 谢谢, a lone thumb. */
  | 'thanks'
  /** 值班电话多少. */
  | 'duty-phone'
  /** 今天有几个, 各乡镇隐患. */
  | 'figures'
  /** More about a child already reported: 那个孩子回来了, 劝返 K26-0417-F …. */
  | 'follow-up'
  /** Of tasks that units answer, but no answer that fits an open one: 零报告怎么报, 谁没报. */
  | 'duties'
  /** The digest, in a sentence: 看看今天的日报, 周报发我. */
  | 'digest'
  /** A lost number, or which children there are: 802那男娃编号, 我村还几个, 辍学名单. */
  | 'list'
  /** 新: what was just reported is not what was reported before. */
  | 'another'
  /** How it is used, and where to go on: 怎么报, 我要举报. */
  | 'how-to'
  /** Work this program does not do yet: 督办, 台账. */
  | 'not-yet';

const GREETING =
  /^(?:(?:你们?|您|大家)?好|早|早上好|上午好|中午好|下午好|晚上好|在吗|在不在|有人(?:吗|没|没得|没有|不|在吗|在不在)|哈喽|嗨|hi|hello|喂|你是谁|你是(?:干什么|干啥|做什么)的|你?(?:会|能)(?:干|做)?(?:什么|啥)|校园哨兵|机器人|小哨兵)[呀啊吗嘛呢哈]?$/i;
const THANKS =
  /^(?:收到|知道了?|明白|了解|好的?|好嘞|行|可以|嗯+|哦+|噢|对|是的?|没事|ok|谢谢|多谢|感谢|辛苦|麻烦|了|你|您|啦|哈|呀|啊|大家)+$/i;
const ANOTHER = /^(?:新的?|另一[处件条]|不是(?:一|同一)[处件条个])$/;
const DUTY_PHONE = /值班(?:室)?(?:的)?(?:电话|号码|手机)|(?:值班|教育局|联系)电话(?:是)?(?:多少|几号)/;

const SUBJECT = /辍学|失学|控辍|返校|隐患/;
const ASKS =
  /(?<![十百好])几(?:个|人|名|位|起|条|处|例|件)|多少|好多(?=[个条起人名]|$)|几多|人数|总数|(?:辍学|失学|隐患|返校|销号|在册)(?:数|数据|情况)|各(?:个)?(?:乡镇|镇|街道|学校|校|单位)|全县|汇总|最多|情况(?:怎么样|咋样|怎样|如何)|有(?:没有)?新(?:的|增)|什么情况$/;
const ONLY_ASKED =
  /^(?:请问|我要|看看?|看一下|发我|给我)?(?:(?:今天|今日|昨天|昨日|本周|这周|上周|本月|这个?月|上个?月|本学期|这学期|上学期|今年|去年|全县|全区|我们?校|我们学校|本校|我们?镇|本镇|我们?乡|本乡|我们?街道|重大|一般|超期的?|未销号的?|二次|疑似|现有的?|目前的?|新增的?|的)*)(?:辍学|隐患|失学)(?:的|学生|孩子|情况|数据?|人数|统计)*$/;
/** Words of a report: a sentence with one of them tells of somebody, even where it asks something too. */
const REPORTS =
  /[男女](?!厕)|[0-9一二三四五六七八九)]班|年级|初[一二三]|没来|没有来|不来|不读|不念|打工|监护|家长/;
/** 人数对不上: says what is wrong with figures, asks for none. */
const WRONG = /对不上|不对|不符|不一致|不准|有误|[写报算填]错/;
const SHORT = 16;

const FOLLOW_UP =
  /(?:那|这|刚才那?|上次那?|之前那)一?[个名位](?:孩子|学生|娃|同学|男生|女生)|(?:孩子|学生|娃|同学|他|她)[^,。;]{0,6}(?:回来了|返校了|复学了|到校了|来上课了|来上学了|找到了|联系上了)|^(?:刚才|上一条|上面)[^,。;]{0,8}(?:是|写|填|报)|^(?:姓名|名字|监护人|家长|家长电话|性别|年级|班级|去向|补充)[:： 是叫]*[一-龥0-9]|^(?:改成|改为|更正|应该是)[^,。;]{0,3}[一-龥0-9]|^(?:劝返|家访|复学|已?返校|已经?返校)/;
const DIGEST =
  /^(?:请|帮我|我要|把|给我|生成|导出|查看?|看看?|看一?下|瞧瞧?|要看|想看)*(?:今天|今日|昨天|本周|这周|上周|上月)?的?(?:日报|周报|通报|批示)/;
const NOT_YET = /^(?:请|帮我|我要|把|生成|导出|查看?|看)?(?:整改|验收|台账|报表|导出|巡查|转办|转人工|人工)/;
const DUTIES =
  /^(?:请|帮我|我要|把|查看?|看看?|今天|现在|还有?)?(?:零报告|季报|月报|家长信|催报|催一下|催催|演练|任务|待办|未报|补报|(?:哪些|哪几个|几个|多少|什么|哪所|有)?(?:学校|单位|乡镇|人|谁)?(?:还)?(?:没|未)(?:有)?(?:报|交|回复|填)(?:的|了|呢|吗|名单)*$|(?:有)?(?:什么|哪些|啥)任务)/;
/** A ledger: not for a chat message. */
const LEDGER_ASKED = /^.{0,8}(?:台账|名单|花名册|明细).{0,4}$/;

/** What plain words ask for; undefined: nothing of that. Pure. */
export function plainTalk(text: string): PlainTalk | undefined {
  const said = halfWidth(visibleText(text)).trim();
  const bare = said.replace(/[\s!,.?~。、…]+/g, '');
  const emojiOnly = bare === '' && /\p{Extended_Pictographic}/u.test(text);
  if (GREETING.test(bare)) return 'greeting';
  if (emojiOnly || THANKS.test(bare)) return 'thanks';
  if (ANOTHER.test(bare)) return 'another';
  if (DUTY_PHONE.test(said)) return 'duty-phone';
  if (isAboutDuties(said, bare)) return 'duties';
  if (listTalk(said) !== undefined) return 'list';
  if (LEDGER_ASKED.test(bare)) return 'not-yet';
  if (asksHow(said)) return 'how-to';
  if (asksFigures(said)) return 'figures';
  if (FOLLOW_UP.test(said)) return 'follow-up';
  if (DIGEST.test(bare)) return 'digest';
  return NOT_YET.test(said) && soundsLikeReport(said) === undefined ? 'not-yet' : undefined;
}

/** A hazard or a child that is told beside the question comes first. */
function asksHow(said: string): boolean {
  // Beside the number of a file it is asked about that file.
  const topic = /\d{3}/.test(said) ? undefined : howTalk(said);
  return topic !== undefined && (topic !== 'use' || soundsLikeReport(said) === undefined);
}

function isAboutDuties(said: string, bare: string): boolean {
  return (DUTIES.test(said) || DUTIES.test(bare)) && soundsLikeReport(said) === undefined;
}

/** Words that answer no question: 你好 is nobody's hazard, 收到 nobody's school. */
export function answersNothing(text: string): boolean {
  if (asksList(text)) return true;
  return [
    'greeting',
    'thanks',
    'duty-phone',
    'figures',
    'duties',
    'digest',
    'list',
    'how-to',
    'not-yet',
  ].includes(plainTalk(text) ?? '');
}

/** Whether words ask for figures. Pure. */
export function asksFigures(said: string): boolean {
  if (ONLY_ASKED.test(said.replace(/[\s?!,。]+/g, ''))) return true;
  if (!SUBJECT.test(said) && tellsOfChild(said)) return false;
  if (REPORTS.test(said) || BROKEN.test(said) || WRONG.test(said) || !ASKS.test(said)) return false;
  return SUBJECT.test(said) || said.length <= SHORT;
}

const STAYS_AWAY =
  /没来|没有来|未到校|没到校|没上学|没有上学|不上学|不上了|没去学校|不去学校|不来上|不来了|不读|不念|不想读|辍学|失学|退学|缺勤|旷课|逃学|没回来|没回校|没返校|未返校|没报到|没报名|没注册|到期没回|没见来|没露面|没去了|没去过学校|不敢[去来]学校|不肯[去来](?:学校|上学)|[冇莫][得有]?来|没得来|没进过(?:学校|校门|学堂)|学堂门|进了?厂(?!参观)|早婚|出走|童工/;
const BROKEN =
  /坏了|烂了|失灵|破损|裂[缝口]|[裂松锈]了|松[动脱垮]|生锈|老化|漏雨|断了?一?截|缺了|漏电|漏水|漏气|堵塞|堵了|占用|倒了|断了|塌|脱落|不亮|不响|没有?得?(?:警示|护栏|栏杆|灭火器|井盖)|无(?:警示|护栏|栏杆|盖)|缺(?:警示|护栏|井盖)|危墙|危房|消防通道|大坑|积水|裸露|乱停|乱拉|超载|黑车|过期|变质|发霉|不卫生|异味|打架|打人|被[^,。;]{0,4}打|欺负|欺凌|霸凌|带刀|刀具|马蜂窝|野狗|恶犬|翻墙/;
const SOMEBODY_HURT = /打架|打人|被[^,。;]{0,4}打|欺负|欺凌|霸凌|带刀|刀具/;

/** The report that plain talk sounds like. Errs towards the child. */
export function soundsLikeReport(text: string): '报辍学' | '报隐患' | undefined {
  const said = halfWidth(visibleText(text));
  if (STAYS_AWAY.test(said) || tellsOfChild(said)) return '报辍学';
  return BROKEN.test(said) || /隐患/.test(said) ? '报隐患' : undefined;
}

/** People are being hurt, or may be: the police number comes first. */
export function soundsViolent(text: string): boolean {
  return SOMEBODY_HURT.test(text);
}
