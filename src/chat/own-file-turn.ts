import type { OwnFile } from '../casefiles/pointed-at.ts';
import { isQuestion } from '../casefiles/question.ts';
import type { Outcome } from './outcome.ts';
import { meantBy } from './own-reports.ts';
import { plainTalk } from './parse/plain-talk.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';

/** 第二条撤回, 把围墙那个删了: what is pointed at stands in front. */
const TAKEN_BACK = /^把?(.+?)(?:给?我)?(?:撤回|撤[销消掉了]|作废|删[了掉除])(?:了|吧|一下|掉)*[\s。.!！]*$/u;
const NOT = /怎么|咋|如何|能不能|能否|可以|吗|[?？]|不要|别|不能|没/u;
const POINTS =
  /刚才|刚刚|刚报|我们?.{0,6}(?:报|登记)的|[那这]个?(?:孩子|学生|娃|男|女|隐患)|[那这][个件条](?![一-龥]{2,}[校园镇乡])/u;

const JUST_NOW = /刚才|刚刚|刚报/u;

/** What is asked of, or taken back from, the speaker's own of today without a number. Undefined: neither. */
export async function answerOwnFile(turn: Turn, own: readonly OwnFile[]): Promise<Outcome | undefined> {
  const { message, deps } = turn;
  const said = message.text.trim();
  const behind = NOT.test(said) ? undefined : TAKEN_BACK.exec(said)?.[1];
  const withdraw = deps.registry.byName('撤回');
  if (behind !== undefined && withdraw !== undefined)
    return runLine(turn, { command: withdraw, rest: behind.trim(), number: 1 });
  const view = deps.registry.byName('个案');
  // 俺校这个月报了几个 asks for a figure, of no file.
  if (plainTalk(said) === 'figures') return undefined;
  if (own.length === 0 || view === undefined || !POINTS.test(said) || !isQuestion(said)) return undefined;
  const [only, ...more] = meantBy(turn, own);
  if (only === undefined || (more.length > 0 && !JUST_NOW.test(said))) return undefined;
  return runLine(turn, { command: view, rest: only.no, number: 1 });
}
