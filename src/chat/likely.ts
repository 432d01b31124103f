import { actionOf } from './action.ts';
import type { Choice } from './command.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { LAST_SPOKEN } from './parse/file-talk.ts';
import { decideRight } from './rights.ts';
import type { LastReport } from './setting-of.ts';
import type { Turn } from './turn.ts';
import type { Act } from './understand/acts.ts';
import type { Ranking } from './understand/reader.ts';

/** More than these nobody reads on a phone. */
const MOST = 3;
const FEWEST = 2;
/** Less likely than this is nothing to offer beside them. */
const LEAST = 0.04;

/**
 * The two or three likeliest things that words may want, each as the line that does it with the words first said; only
 * what this person may do here. Pure.
 */
export function likelyChoices(
  turn: Turn,
  ranking: Ranking,
  last: Pick<LastReport, 'no' | 'kind'> | undefined,
): readonly Choice[] {
  const said = turn.message.text.replace(/\s+/g, ' ').trim();
  const found = ranking
    .flatMap(({ act, chance }) => choicesFor(turn, act, said, last).map((choice) => ({ choice, chance })))
    .filter(({ choice }) => mayRun(turn, choice.line));
  const distinct = found.filter(
    ({ choice }, at) => found.findIndex((one) => one.choice.line === choice.line) === at,
  );
  // One alone would be no choice: the next best stands beside it, however unlikely.
  return distinct
    .filter(({ chance }, at) => at < FEWEST || chance >= LEAST)
    .slice(0, MOST)
    .map(({ choice }) => choice);
}

function choicesFor(
  turn: Turn,
  act: Act,
  said: string,
  last: Pick<LastReport, 'no' | 'kind'> | undefined,
): readonly Choice[] {
  const [named] = caseNumbersIn(said);
  const no = named ?? last?.no;
  const words = named === undefined ? said : said.replace(named, ' ').replace(/\s+/g, ' ').trim();
  switch (act) {
    case 'report-dropout':
      return [{ label: '登记一个疑似辍学的孩子', line: `报辍学 ${said}` }];
    case 'report-hazard':
    case 'emergency':
      return [{ label: '登记一处隐患', line: `报隐患 ${said}` }];
    case 'ask-count':
      return [{ label: '查数', line: `查 ${said}` }];
    case 'ask-list':
      return /突发|事件/u.test(said)
        ? [{ label: '看突发事件', line: '名单 突发' }]
        : [{ label: '看名单', line: '名单' }];
    case 'ask-case':
      return [{ label: no === undefined ? '看刚才那一件' : `看${no}`, line: `个案 ${no ?? LAST_SPOKEN}` }];
    case 'supplement':
    case 'progress':
    case 'correct':
      return no === undefined ? [] : aboutFile(turn, no, words);
    case 'withdraw':
      return named === undefined
        ? [{ label: '撤回自己报的一条', line: `撤回 ${words}` }]
        : [{ label: `撤回${named}`, line: `撤回 ${named}` }];
    case 'answer-duty':
      return [{ label: '看要回复的任务', line: '待办' }];
    case 'how-to':
      return [{ label: '看能做什么、怎么说', line: '帮助' }];
    case 'assign-duty':
      return [{ label: '给各单位派任务', line: `派任务 ${said}` }];
    default:
      return [];
  }
}

/** The moves that the words are spoken of with, then the words as they are. */
function aboutFile({ deps }: Turn, no: string, words: string): readonly Choice[] {
  const moves = deps.registry.all
    .filter(({ spoken }) => spoken?.test(words))
    .map(({ name }) => ({ label: `${name} ${no}`, line: `${name} ${no} ${words}` }));
  return [...moves, { label: `补充到${no}`, line: `${no} 补充 ${words}` }];
}

function mayRun(turn: Turn, line: string): boolean {
  const [word = '', ...rest] = line.split(' ');
  const known = turn.deps.registry.byName(word) ?? turn.deps.registry.byName('个案');
  if (known === undefined) return false;
  const action = actionOf({ command: known, rest: rest.join(' ') }, turn);
  return decideRight(action, turn.actor, turn.message.chat) === 'ok';
}
