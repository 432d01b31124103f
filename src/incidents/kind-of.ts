import type { EmergencyKind } from '../places/emergency-kinds.ts';
import { HARM_PHRASES, SELF_HARM_PHRASES } from '../places/harm-phrases.ts';

/** What phrases tell of which kind, the first that fits counts: what is for one person's eyes alone comes first. */
const KINDS: readonly (readonly [EmergencyKind, RegExp])[] = [
  ['harm', /性侵|强奸|猥亵|强暴|奸污|性骚扰|侵犯|虐待|家暴|下体|隐私部位|私处/],
  [
    'self-harm',
    /自杀|自残|自伤|轻生|割腕|上吊(?![扇灯顶牌钩挂装车桥篮绳环柜])|服毒|跳(?:楼(?!梯|层)|河|江|桥|下)|站在(?:楼顶|天台|桥上|阳台外|窗外)|爬[上到了]*(?:楼顶|天台)|(?<!误)(?:喝|服|吞)[了下]*(?:农药|毒药|百草枯|敌敌畏|安眠药|老鼠药|刀片)|不想活|遗书/,
  ],
  ['fire', /火|爆炸|炸了|炸弹|烟|自燃|烧/],
  [
    'water',
    /溺|落水|落入水|掉水|淹|水冲|冲走|卷走|沉下去|浮上|游上|[进到入下]了?(?:水|河|塘|池|井|堰|渠|江|湖|沟|粪|化粪|窨井)|[河江塘井水库]里?有/,
  ],
  ['poison', /中毒|泄[漏露]|漏气|漏了|外泄|呕吐|腹泻|拉肚子|农药|毒药|百草枯|敌敌畏|安眠药|老鼠药|集体发热/],
  ['violence', /砍|捅|刀|行凶|杀|劫持|绑架|歹徒|群殴|打群架|打死|打晕|打昏|闯|抢走/],
  ['traffic', /车/],
  ['missing', /没有?[回归到]|夜不归|不见了|失踪|走丢|走失|丢了|拐/],
  ['disaster', /[塌垮]|压|埋|砸|地震|洪|泥石流|滑坡|雷/],
  [
    'injury',
    /坠|摔|跌|掉|触电|电|踩|晕|昏|休克|死|亡|呼吸|心跳|意识|不省人事|叫不醒|白沫|抽搐|癫痫|窒息|噎|卡|倒|血|咬|蜇|伤|送医|抢救|电梯/,
  ],
];

/** What kind of emergency these phrases tell of. */
export function kindOf(phrases: readonly string[]): EmergencyKind {
  const told = (patterns: readonly RegExp[]): boolean =>
    phrases.some((phrase) => patterns.some((pattern) => pattern.test(phrase)));
  if (told(HARM_PHRASES)) return 'harm';
  if (told(SELF_HARM_PHRASES)) return 'self-harm';
  const found = KINDS.find(([, pattern]) => phrases.some((phrase) => pattern.test(phrase)));
  return found?.[0] ?? 'other';
}

const HARM = /性侵|猥亵|性骚扰|侵害|侵犯|强奸|强暴|家暴|虐待|体罚/;
const SELF_HARM = /自残|自杀|自伤|轻生|割腕|上吊(?![扇灯顶牌钩挂装车桥篮绳环柜])|遗书|不想活/;
/** What is wrong with a thing or a lesson is nobody's harm. */
const NO_HARM =
  /风险|防|宣传|教育|讲座|培训|护栏|栏杆|警示|严禁|禁止|整治|标语|展板|制度|预案|台账|咨询室|辅导室/;

/** Whether somebody reports as a hazard what is for one person alone: harm to a child, self-harm. */
export function confidentialIn(words: string): 'harm' | 'self-harm' | undefined {
  const plain = words.normalize('NFKC').replace(/\s+/g, '');
  if (NO_HARM.test(plain)) return undefined;
  const told = (patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(plain));
  if (HARM.test(plain) || told(HARM_PHRASES)) return 'harm';
  return SELF_HARM.test(plain) || told(SELF_HARM_PHRASES) ? 'self-harm' : undefined;
}
