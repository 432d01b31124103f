import { isOrdinaryWord, looksLikeName } from './name.ts';
import { wordsOf } from './slate.ts';

/** What is done with, for or to one person; the name stands behind it. */
const DONE_WITH =
  '家访|劝返|走访|帮扶|慰问|约谈|资助|寻找|看望|谈话|送教|核实|核查|关于|找到|找回|找|劝|送|接回|接|带回|带|陪|叫|请|让|催|通知|联系|询问|问|访|等|把|给|对|为|跟|和|与';
/** What only a child, or somebody in trouble, does; the name stands in front. */
const DOES =
  '没来|没到|没有来|没上|没返|没回|没报到|未到|未返|不来|不上|不读|不念|不见|不肯|不愿|不想|还没|还不|又没|又不|今天没|昨天没|一直没|失踪|走失|打架|打人|被打|受伤|怀孕|退学|辍学|失学|逃学|旷课|缺课|缺勤|请假|转学|转走|休学|回来|回校|到校|入学|返校|复学|厌学|出走|离家|跑了|走了|跳楼|摔|生病|发烧|住院|早恋|早婚|打工|外出|失联|联系不上|几天|[一二三两四五六七八九十\\d]+天没|同学|家长|的家|家里|父|母|爸|妈|爷|奶|说(?:不|要|想|[他她]|家)|吃(?:坏|错)|肚子|又不|不去|再也没|带着?刀|拿着?刀|已经?(?:返|回|复|到|找|劝|上|读|走)|的(?:爸|妈|父|母|爷|奶|外公|外婆|姐|哥|家长|监护人|电话|手机)|外公|外婆|[他她](?:爸|妈|爷|奶|家|外公|外婆|姐|哥)|家(?:没|在|有|的)|怎么样|咋样|怀了|嫁|订婚|定亲|割腕|自残|偷|欠';
/** Of anybody it is said what stands here: only where the talk is of children is whoever stands in front of it one. */
const DOES_PERHAPS =
  '今天|昨天|前天|明天|上周|这周|最近|现在|已经|一直|可能|好像|到底|怎么|是不是|有没有|也|又|还|都|在|去|想|要|被|把|跟|和';
const OF_CHILDREN =
  /家长|监护人|爸|妈|爷爷|奶奶|外公|外婆|[他她](?!们)|娃|孩子|小孩|学生|同学|年级|[0-9一二三四五六七八九]\)?班|初[一二三]|没来|上学|读书|打工|返校|辍学/u;
/** What is asked or decided about a child; shorter words in front of it are of the office: 方案什么时候. */
const ASKED =
  '认定|销号|劝返|转出|不计入|退回来|(?:什么|啥)时候(?:能|才|会)?(?:再)?(?:回|返|到校|上学|复学|读书|来上)|(?:还|又|在)在(?:外面|外地|打工|家(?!长)|浙江|广东)|去哪(?:儿|里)?了|有(?:没有)?消息';
const WHOLE_NAME = '([\\p{Script=Han}]{3,4}?)';
const NAME = '([\\p{Script=Han}]{2,4}?)';
const AT_HEAD = new RegExp(
  `(?:^|那个|这个|有个|那位|这位|的是|今天|昨天|前天|昨晚|今早|早上|上午|下午|刚才|年级|班|初[一二三]|高[一二三]|学生|孩子|同学|娃|尽快|赶紧|再次|及时|并)(?:的|里)?${NAME}(?=${DOES})`,
  'gu',
);
const AT_HEAD_PERHAPS = new RegExp(
  `(?:^|那个|这个|有个|年级|班|初[一二三]|学生|孩子|同学|娃)(?:的|里)?${WHOLE_NAME}(?=${DOES_PERHAPS})`,
  'gu',
);
/** Who is looked for is somebody: 查一下李雨桐, 谁认识李雨桐. */
const LOOKED_FOR = new RegExp(
  `(?:[查找问看]一?下|查查|找找|问问|认识|知道|见过|看到|看见|打听)(?:学生|孩子|同学)?${WHOLE_NAME}(?=$|的|在|家|去|了|没|吗|不)`,
  'gu',
);
const BETWEEN = new RegExp(`(?:${DONE_WITH})(?:的|里|一?下)?${NAME}(?=${DOES})`, 'gu');
const IN_QUESTION = new RegExp(`(?:^|\\|)${WHOLE_NAME}(?=${ASKED})`, 'gu');
const BEHIND = new RegExp(
  `(?:${DONE_WITH})(?:学生|孩子|同学|一下|回)?${NAME}(?=$|回|返|到|来|去|上|家|的|，|入)`,
  'gu',
);

/** 阿呷, 木呷: what children of the Yi are called, too short to be told from a word by any list; 阿姨 and 阿婆 are nobody's name. */
const CALLED = new RegExp(
  `(?:^|\\||今天|昨天|昨晚|今早|刚才|班|年级|[0-9])(?:的|里)?(?:阿(?![姨婆公叔伯哥嫂妹爸妈里坝拉克尔富根联胶])\\p{Script=Han}|\\p{Script=Han}呷)(?=(?:今天|昨天|现在|到现在|一直|又|也)?(?:${DOES}|${ASKED}))`,
  'u',
);

/** Whether somebody is named joined to what they do, or what is done for them: 李雨桐没来上学, 送李雨桐回学校. */
export function joinedNameIn(text: string): boolean {
  const ofChildren = OF_CHILDREN.test(text);
  return wordsOf(text).some(
    ({ text: word }) => inTalk(word) || (ofChildren && named(word, AT_HEAD_PERHAPS, endsOfThree)),
  );
}

/** The same with names behind any doing: for titles of tasks. In talk 请李主任 is said of grown-ups all day. */
export function joinedNameInTask(text: string): boolean {
  return wordsOf(text).some(({ text: word }) => inTalk(word) || named(word, BEHIND, whole));
}

const inTalk = (word: string): boolean =>
  CALLED.test(word) ||
  named(word, AT_HEAD, endsOf) ||
  named(word, BETWEEN, whole) ||
  named(word, IN_QUESTION, whole) ||
  named(word, LOOKED_FOR, unlessAWord);

// Every place is tried: an earlier match must not swallow the name.
function named(word: string, pattern: RegExp, namesOf: (run: string) => readonly string[]): boolean {
  for (let from = 0; from < word.length; from += 1) {
    pattern.lastIndex = from;
    const match = pattern.exec(word);
    if (match === null) return false;
    if (namesOf(match[1] ?? '').some(looksLikeName)) return true;
    from = Math.max(from, match.index);
  }
  return false;
}

const whole = (run: string): readonly string[] => [run];

/** The last letters: what stands before belongs to another word, 我们班李雨桐. */
const endsOf = (run: string): readonly string[] => {
  const signs = [...run];
  return [4, 3, 2].filter((length) => length <= signs.length).map((length) => signs.slice(-length).join(''));
};

/** 任务单, 安全员: a word that is none, with a letter behind it. */
const unlessAWord = (run: string): readonly string[] => (isOrdinaryWord(run.slice(0, 2)) ? [] : [run]);

const endsOfThree = (run: string): readonly string[] =>
  endsOf(run).filter((name) => name.length > 2 && !isOrdinaryWord(name.slice(0, 2)));
