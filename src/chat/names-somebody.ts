import type { Gazetteer } from '../places/gazetteer.ts';
import { joinedNameInTask } from './parse/joined-names.ts';
import { findNames, looksLikeName } from './parse/name.ts';
import { personalDataIn } from './personal-data.ts';

/** What is done about one child; a name beside it is theirs. */
const DONE_FOR = '家访|劝返|走访|帮扶|慰问|约谈|资助|寻找|看望|谈话|送教|核实|核查|关于';
const ABOUT = '的?(?:情况|去向|返校|复学|辍学|失学|劝返|家访|转学|休学|学籍|同学)';
const BEHIND = new RegExp(`(?:${DONE_FOR})(?:学生|孩子|同学)?([一-龥]{2,4})$`);
const FRONT = new RegExp(`^(?:${DONE_FOR})?([一-龥]{2,4}?)${ABOUT}`);
const CONTEXT = new RegExp(`${DONE_FOR}|返校|复学|去向|辍学|失学`);
/** Words of tasks that begin like a family name: what is counted, and a few things. */
const ORDINARY =
  /[数量额率次费长间员类型表册案度点瓦营信赛户队]$|^(?:毕业|文明|施工|困难|任课|严重|管制|时事|万名|常态)/;

/**
 * Whether the words of a task, which whole groups of people will read on their locked screens, tell who somebody is:
 * personal data of any kind, or a name without any label. Errs towards yes for names of three signs and more.
 */
export function namesSomebody(words: string, gazetteer?: Pick<Gazetteer, 'scan'>): boolean {
  if (personalDataIn(words, gazetteer) || joinedNameInTask(words)) return true;
  const parts = words.split(/[\s,，、。;；:：]+/).filter((part) => part !== '');
  const near = CONTEXT.test(words);
  return parts.some((part) => inPart(part) || standsAlone(part, near));
}

/** Two signs alone may be any word; beside 家访 or 返校 they are somebody. */
function standsAlone(part: string, near: boolean): boolean {
  return findNames(part).some(({ start, end }) => {
    const name = part.slice(start, end);
    return (near || name.length > 2) && !isOrdinary(name);
  });
}

function inPart(part: string): boolean {
  return [BEHIND.exec(part)?.[1], FRONT.exec(part)?.[1]].some(
    (name) => name !== undefined && name.length > 2 && looksLikeName(name) && !isOrdinary(name),
  );
}

const isOrdinary = (word: string): boolean => ORDINARY.test(word);
