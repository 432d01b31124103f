import { halfWidth, visibleText } from '../kit/width.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { paperNumberIn } from './papers.ts';
import { findIdNumbers } from './parse/id-number.ts';
import { joinedNameIn } from './parse/joined-names.ts';
import { findNames, looksLikeName, nameAfter } from './parse/name.ts';
import { findPhones } from './parse/phone.ts';
import { partOfName } from './parse/place.ts';
import { wordsOf } from './parse/slate.ts';
import { transcribedNameIn } from './parse/transcribed-names.ts';

const LONG_NUMBER = /(?<![0-9A-Za-z])[GLJglj]?\d(?:[ -]?\d){9,}/;
const NEAR_PHONE = /(?:电话|手机|联系方式|号码)[^\d\n]{0,6}\d{7,}/;
const ADDRESS =
  /(?:家住|住址|家庭住址|户籍地址)[:是在 ]{0,2}[一-龥]{2,20}.{0,12}(?:\d+|[一二三四五六七八九十]+)(?:组|号|社|队|栋|单元|室)/;
const NAME_KEY =
  /(?:学生姓名|姓名|名字|监护人|家长|父亲|母亲|爸爸|妈妈|爷爷|奶奶|户主|学生|孩子|小孩|同学|儿子|女儿|名叫|叫)/g;
const KEYED_NAME = /(?:姓名|名字|名叫)[:= 是叫]{0,3}\p{Script=Han}{1,4}[·•・]?\p{Script=Han}{1,4}/u;
const NOT_TOLD =
  /(?:姓名|名字)[:= ]{0,3}(?:不详|未知|不清楚|保密|略|无|私聊|请|等|和|及|由|的|是否|要|未|没|也|不|已)/;
const FORMED = /(\p{Script=Han}{2,4})(?:同学|小朋友)(?!们|校|间|之)/gu;
const CHILD_NEAR =
  /没来|没到校|没上学|没返校|没回来|未返校|返校|复学|劝返|家访|退学|打架|欺凌|霸凌|带刀|认定|转出|转学|休学|并案|销号|资助|读书|逃学|旷课|早婚|怀孕|住院|(?<!绑定 ?)名单|学生|孩子|小孩|同学|监护人|家长|辍学|失学|年级|[0-9一二三四五六七八九]\)?班|初[一二三]|[男女](?![厕宿寝浴卫]|生(?:宿|寝|公寓|厕|浴))/;

// The longest message a platform hands over is far below.
const LONGEST = 20_000;

/**
 * Whether the text tells who somebody is: an ID number or a long run of digits, a phone, an address, a name told
 * by a label or standing alone near words about children. Errs towards yes; says nothing of what it found. With a
 * gazetteer, names of places are not taken for names of people.
 */
export function personalDataIn(text: string, gazetteer?: Pick<Gazetteer, 'scan'>): boolean {
  const typed = halfWidth(visibleText(text)).slice(0, LONGEST);
  const plain = withoutPlaces(typed, gazetteer);
  return (
    LONG_NUMBER.test(plain) ||
    findIdNumbers(plain).length > 0 ||
    paperNumberIn(plain) ||
    findPhones(plain).length > 0 ||
    NEAR_PHONE.test(plain) ||
    ADDRESS.test(typed) ||
    nameTold(plain) ||
    nameThatTells(plain) ||
    (CHILD_NEAR.test(plain) && findNames(plain).length > 0)
  );
}

function withoutPlaces(text: string, gazetteer?: Pick<Gazetteer, 'scan'>): string {
  const places = (gazetteer?.scan(text) ?? []).filter((mention) => !partOfName(text, mention));
  return places.reduce(
    (left, { start, end }) => left.slice(0, start) + '|'.repeat(end - start) + left.slice(end),
    text,
  );
}

// Beyond the first Unicode plane: letters of names, and of nothing else that is typed.
const RARE_LETTER = /[\u{20000}-\u{3ffff}]/u;
const DOTTED = /(?<![\p{Script=Han}])\p{Script=Han}{2,8}(?:[·•・‧∙⋅]\p{Script=Han}{2,8}){1,3}/u;
const DOTTED_THINGS =
  /[校县镇乡园年月日课会]·|·[校县镇乡园年月日课会]|周[一二三四五六日]|控辍|保学|安全|平安|校园|教育|学习|活动|中国|主题|工作|行动|方案/;

/** Names that are such wherever they stand: with a dot, of a minority, in a rare letter, joined to what somebody does. */
function nameThatTells(text: string): boolean {
  const dotted = DOTTED.exec(text)?.[0] ?? '';
  return (
    RARE_LETTER.test(text) ||
    (dotted !== '' && !DOTTED_THINGS.test(dotted)) ||
    transcribedNameIn(text) ||
    joinedNameIn(text)
  );
}

function nameTold(text: string): boolean {
  if (KEYED_NAME.test(text) && !NOT_TOLD.test(text)) return true;
  const labelled = [...text.matchAll(NAME_KEY)].some((match) =>
    nameAfter(text, match.index + match[0].length),
  );
  return labelled || [...text.matchAll(FORMED)].some((match) => formedName(match[1] ?? ''));
}

// 班里王小明同学: the last two or three signs before 同学.
function formedName(before: string): boolean {
  return (
    [3, 2].some((length) => before.length >= length && looksLikeName(before.slice(-length))) &&
    wordsOf(before).length === 1
  );
}
