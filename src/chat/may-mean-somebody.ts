import { halfWidth, visibleText } from '../kit/width.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { regionAt } from '../places/regions.ts';
import { findGrades } from './parse/grade.ts';
import { looksLikeName } from './parse/name.ts';
import { BETWEEN_WORDS, TASK_WORDS } from './task-words.ts';

const WORD = new RegExp(TASK_WORDS.toSorted((a, b) => b.length - a.length).join('|'), 'gu');
/** Of the ordinary words those that name somebody's class or say that something is done about a person. */
const ABOUT_PERSONS =
  /送(?!审|检|达|餐|法)|找|劝|(?<![衔对连交直承])接(?!口|地|力|龙|种|受|续|待)|访|看望|慰问|联系|返校|归校|归队|归来|劝住|稳住|盯|下落|去哪|跟进|回校|回学校|返学|返回|回来|到校|入学|复学|就读|上学|动员|通知|催|约谈|谈心|谈话|陪|寻|帮扶|帮助|帮|结对|关爱|照顾|照看|安抚|核实|核查|请|叫|带|领|见|问|喊|追|跟踪|资助|救|追回/u;
const BETWEEN = new RegExp(`[${BETWEEN_WORDS}\\s\\d\\p{P}\\p{S}A-Za-z]`, 'gu');
const CLASS = /班(?![主子车组级])|年级|[一-龥]{1,4}家的?(?:娃|孩子|小孩|老[大二三])/u;
const ONE_CHILD =
  /[那这某](?:一?[个名位]|[俩仨])?[^\s,，。;；]{0,4}(?:学生|孩子|小孩|同学|[男女]生|娃|丫头|姑娘)(?!们)/u;
/** Three signs and more that no task holds, and that read like a name, are taken for one without any verb. */
const PARTS = /[的和与及了在是\s\p{P}]+|[一之]?事(?=$|[\s\p{P}])/u;
const SHORTEST_NAME = 3;

/**
 * Whether words that many will read may be about one person or one class, so that who typed them is asked once: a
 * class or a grade, one child among others, a verb about persons beside any word that tasks do not usually hold, or what
 * reads like a name. It errs towards asking.
 */
export function mayMeanSomebody(words: string, gazetteer?: Pick<Gazetteer, 'scan'>): boolean {
  const said = withoutPlaces(halfWidth(visibleText(words)), gazetteer);
  const unusual = said.replace(WORD, ' ');
  if (findGrades(unusual).length > 0 || CLASS.test(unusual) || ONE_CHILD.test(said)) return true;
  return (ABOUT_PERSONS.test(said) && leftOver(unusual) !== '') || holdsName(unusual);
}

function holdsName(unusual: string): boolean {
  return unusual.split(PARTS).some((part) => part.length >= SHORTEST_NAME && looksLikeName(part));
}

/** What is left beside the verbs themselves. */
function leftOver(text: string): string {
  return text.replace(new RegExp(ABOUT_PERSONS.source, 'gu'), '').replace(BETWEEN, '');
}

function withoutPlaces(text: string, gazetteer: Pick<Gazetteer, 'scan'> | undefined): string {
  const mentions = gazetteer?.scan(text) ?? [];
  const plain = mentions.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
  let shown = '';
  while (shown.length < plain.length) {
    const length = regionAt(plain, shown.length);
    shown += length === 0 ? plain.charAt(shown.length) : ' '.repeat(length);
  }
  return shown;
}
