import { defined } from '../kit/defined.ts';
import { daysBetween, type LocalDate } from '../kit/local-date.ts';
import type { DecisionOf, VisitMethod } from './decisions.ts';
import { pastDay } from './past-day.ts';

/** What somebody said about a visit: all of a decision but the method, which they may have left out. */
export interface VisitSaid extends Omit<DecisionOf<'visited'>, 'method' | 'move' | 'photos'> {
  readonly method?: VisitMethod;
  /** Nobody could be reached: perhaps the child is lost. */
  readonly silent: boolean;
}

/** The first that is said counts: a call that somebody took at home is a call. */
const METHODS: readonly (readonly [VisitMethod, RegExp])[] = [
  ['家访', /家访|[去到]了?(?:他|她|孩子)?家里?|上门|入户|走访|敲门|锁门/],
  ['视频', /视频/],
  ['到校', /[来到](?:了)?学?校(?!上课|上学)|请到学校|约到/],
  ['资料', /资料|告知书|书信|寄了|送达/],
  ['电话', /电话|打不通|没人接|没有人接|无人接|不接|关机|停机|空号|去电|通话/],
];
const AT_HOME = /见到|见了|没见|没人在家|不在家/;

const KIN =
  '奶奶|爷爷|外婆|外公|姥姥|姥爷|妈妈|母亲|爸爸|父亲|养父|养母|继父|继母|哥哥|姐姐|叔叔|伯伯|大伯|姑姑|姑妈|舅舅|舅妈|姨妈|婶婶|监护人|家长|孩子|学生|本人';
const FAMILY = new RegExp(KIN, 'g');
const UNREACHED =
  /打不通|没人接|没有人接|无人接|没接|不接|关机|停机|空号|没人在家|都?不在家|没见到|没有见到|没找到|没碰到|锁门|联系不上|没联系上|敲门没人|没有?人应/;
const SPOKE = new RegExp(
  `见到|见了|接的|接了|接听|(?:${KIN})[^,，。;；]{0,6}(?:说|讲|答应|同意|表示|承诺|保证|愿意|不愿|不肯|不同意|拒绝)|^(?:答应|同意|表示|承诺|不愿|不肯|拒绝)`,
);
const PROMISE =
  /(?:说|答应|承诺|保证|同意|愿意)[^,，。;；]{0,12}(?:来|回|返校|上学|复学|到校|报到)|(?:周|星期)[一二三四五六日天][^,，。;；]{0,4}(?:来|回|返校)/;
const REFUSES = /不来|不回|不去|不读|不想|不愿|不肯|不同意|拒绝|不上学/;
/** Nothing but how it was done. */
const BARE = /^(?:已经?|今天|昨天|前天|刚才?|又|再|去|了|家访|电话|打|过|个|视频|到校|上门|入户|走访|资料)+$/;
const NEXT = /^下次/;
/** A day further ahead than that was one of last year that is long gone, or is no next visit. */
const FURTHEST_DAYS = 180;

/** One line of plain words about a visit: 家访了 奶奶说周一来; `ahead` is the day ahead that it names. Pure. */
export function readVisit(words: string, today: LocalDate, ahead: LocalDate | undefined): VisitSaid {
  const parts = words.split(/[\s,，。;；]+/).filter((part) => part !== '');
  const spoke = parts.some((part) => !UNREACHED.test(part) && SPOKE.test(part));
  const silent = !spoke && UNREACHED.test(words);
  const nextOn = ahead !== undefined && daysBetween(today, ahead) <= FURTHEST_DAYS ? ahead : undefined;
  const promise = parts.filter((part) => PROMISE.test(part) && !REFUSES.test(part)).join('，');
  const result = parts
    .filter((part) => !BARE.test(part) && !NEXT.test(part) && !promise.split('，').includes(part))
    .join('，');
  const people = spoke ? familyIn(parts) : '';
  const on = pastDay(words, today);
  return {
    reached: spoke,
    silent,
    ...defined({
      words: words || undefined,
      method: methodOf(words),
      people: people || undefined,
      promise: promise || undefined,
      result: result || undefined,
      nextOn,
      on: on === today ? undefined : on,
    }),
  };
}

function methodOf(words: string): VisitMethod | undefined {
  const said = METHODS.flatMap(([method, pattern]) => {
    const at = pattern.exec(words)?.index;
    return at === undefined ? [] : [{ method, at }];
  });
  const [first] = said.sort((a, b) => a.at - b.at);
  return first?.method ?? (AT_HOME.test(words) ? '家访' : undefined);
}

const familyIn = (parts: readonly string[]): string =>
  [
    ...new Set(parts.filter((part) => !UNREACHED.test(part)).flatMap((part) => part.match(FAMILY) ?? [])),
  ].join('、');
