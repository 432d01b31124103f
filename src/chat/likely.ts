import { actionOf } from './action.ts';
import { fieldsOf } from './args.ts';
import type { Choice, Command } from './command.ts';
import type { Meant } from './own-reports.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { LAST_SPOKEN } from './parse/file-talk.ts';
import { decideRight } from './rights.ts';
import type { Turn } from './turn.ts';
import type { Act } from './understand/acts.ts';
import type { Ranking } from './understand/reader.ts';

/** More than these nobody reads on a phone. */
const MOST = 3;
const FEWEST = 2;
/** Less likely than this is nothing to offer beside them. */
const LEAST = 0.04;
/** A child who may be left out of the count by law is decided about, not taken back. */
const LEFT_OUT = /休学|转学|学籍|缓学|免学|出国|参军|就读/u;

/**
 * The two or three likeliest things that words may want, each as the line that does it with the words first said; only
 * what this person may do here. `files` are those that the words may be about. Pure.
 */
export function likelyChoices(turn: Turn, ranking: Ranking, files: readonly Meant[]): readonly Choice[] {
  const said = turn.message.text.replace(/\s+/g, ' ').trim();
  const found = ranking
    .flatMap(({ act, chance }) => choicesFor(turn, act, said, files).map((choice) => ({ choice, chance })))
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

function choicesFor(turn: Turn, act: Act, said: string, files: readonly Meant[]): readonly Choice[] {
  const [named] = caseNumbersIn(said);
  const [only, ...more] = files;
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
      return files.length === 0
        ? [{ label: '看刚才那一件', line: `个案 ${LAST_SPOKEN}` }]
        : files.map((file) => ({ label: `看${told(turn, file)}`, line: `个案 ${file.no}` }));
    case 'supplement':
      return files.flatMap((file) =>
        LEFT_OUT.test(words) ? aboutFile(turn, file, words) : aboutFile(turn, file, words).toReversed(),
      );
    case 'progress':
    case 'correct':
      return files.flatMap((file) => aboutFile(turn, file, words));
    case 'withdraw':
      if (only !== undefined && more.length === 0 && !LEFT_OUT.test(words))
        return [{ label: `撤回${told(turn, only)}`, line: `撤回 ${only.no}` }];
      return named === undefined
        ? [
            {
              label: '撤回自己报的一条',
              line: `撤回 ${words.replace(/怎么[^\s,，。]*/gu, '').trim()}`.trim(),
            },
          ]
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
function aboutFile(turn: Turn, file: Meant, words: string): readonly Choice[] {
  const moves = turn.deps.registry.all
    .filter((command) => command.spoken?.test(words) && isFor(command, file))
    .map(({ name }) => ({ label: `${name} ${told(turn, file)}`, line: `${name} ${file.no} ${words}` }));
  if (file.kind === 'dropout' && LEFT_OUT.test(words))
    moves.unshift({ label: `认定不计入辍学：${told(turn, file)}`, line: `认定 ${file.no} 不计入 ${words}` });
  return [...moves, { label: `补充到${told(turn, file)}`, line: `${file.no} 补充 ${words}` }];
}

const isFor = ({ args }: Command, { kind }: Meant): boolean =>
  fieldsOf(args).some(({ meta }) => meta.field === 'file' && meta.wanted?.kinds.includes(kind) === true);

const MOST_TOLD = 20;

/** The number, in private with what was reported under it. */
function told({ message }: Turn, { no, words = '' }: Meant): string {
  const shown = [...words].slice(0, MOST_TOLD).join('');
  return message.chat.kind === 'group' || shown === '' ? no : `${no}（${shown}）`;
}

function mayRun(turn: Turn, line: string): boolean {
  const [word = '', ...rest] = line.split(' ');
  const known = turn.deps.registry.byName(word) ?? turn.deps.registry.byName('个案');
  if (known === undefined) return false;
  const action = actionOf({ command: known, rest: rest.join(' ') }, turn);
  return decideRight(action, turn.actor, turn.message.chat) === 'ok';
}
