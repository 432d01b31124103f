import { dutyAnswers } from '../duties/answer-choices.ts';
import { answerableDuties, openDuties } from '../duties/answerable.ts';
import { answersEnded } from '../duties/ended.ts';
import { dutyName, wordFor } from '../duties/names.ts';
import { fits, readAnswer } from '../duties/read-answer.ts';
import { correctionOf, tidy } from '../duties/said.ts';
import { answersInOne, saysNoneOfAll, zeroLine } from '../duties/several-answers.ts';
import type { Duty } from '../duties/types.ts';
import { defined } from '../kit/defined.ts';
import type { CommandLine } from './command-line.ts';
import { makeOffer } from './offer.ts';
import type { Outcome } from './outcome.ts';
import { ownReports } from './own-reports.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import { hasRole } from './rights.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';
import { isBareNumber } from './understand.ts';

/** Longer texts and more lines than these are no answers to duties. */
const LONGEST = 600;
const MOST_LINES = 10;
/** A name and an answer; a sentence about something else is not looked up among the duties of two months. */
const LONGEST_NAMED = 80;

/**
 * A text without a command that answers an open duty of the speaker's unit: `0`, `家长信 612 605`, `明早`. It is
 * handed to 报送, which infers unit and duty. Several lines are several answers when each of them is one. Undefined
 * when the text may be anything else: nothing is ever stored from a guess.
 */
export async function answerDuty(turn: Turn, text: string): Promise<Outcome | undefined> {
  const command = turn.deps.registry.byName('报送');
  if (command === undefined || turn.personalDataTyped || text.length > LONGEST) return undefined;
  if (!turn.actor.bound || !hasRole(command, turn.actor)) return undefined;
  const said = text.replace(/^[\s/／]+/u, '');
  const none = await answerNoneOfAll(turn, said);
  if (none !== undefined) return none;
  const lines = await answersIn(turn, said);
  if (lines.length === 0) return undefined;
  const outcomes: Outcome[] = [];
  for (const [index, rest] of lines.entries()) {
    const line: CommandLine = { command, rest, number: index + 1 };
    outcomes.push(await runLine(turn, line));
  }
  return joined(outcomes);
}

/**
 * What the first run took for an answer a re-run takes for one, even if the duty has ended since. Most texts are none,
 * and are not worth a write.
 */
async function answersIn(turn: Turn, said: string): Promise<readonly string[]> {
  const before = turn.entry.recall('duty-lines');
  const lines = before === undefined ? await linesOf(turn, said) : (JSON.parse(before) as readonly string[]);
  if (before !== undefined || lines.length === 0) return lines;
  return JSON.parse(await turn.entry.freeze('duty-lines', async () => JSON.stringify(lines)));
}

/** The answers in what was said, one per line to be run; none when it is not all answers. */
async function linesOf(turn: Turn, said: string): Promise<readonly string[]> {
  const { services } = turn.deps;
  const open = await openDuties(services.duties, turn.actor, turn.gazetteer);
  if (open.length > 0 && (await correctsAnswer(turn, said))) return [said];
  const parts = answersInOne(open, said);
  if (parts !== undefined) return parts;
  if (isBareNumber(said)) return (await isCount(turn, open, said)) ? [said] : [];
  if (isAnswer(open, said)) return [said];
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const several = lines.length > 1 && lines.length <= MOST_LINES;
  if (several && lines.every((line) => isAnswer(open, line))) return lines;
  // By its name also one that ended: 报送 takes it late, or says that it was cancelled.
  const named = lines.length === 1 && said.length <= LONGEST_NAMED;
  return named && (await answersEnded(services.duties, turn, said)) ? [said] : [];
}

/** 不对，是八台: said about an answer that is newer than any report of the speaker's. */
async function correctsAnswer(turn: Turn, said: string): Promise<boolean> {
  if (correctionOf(tidy(said)) === undefined) return false;
  const { duties } = turn.deps.services;
  const all = await answerableDuties(duties, turn.actor, turn.gazetteer);
  const [newest] = all
    .flatMap(({ duty, last }) => (last?.own === true ? [{ duty, last }] : []))
    .sort((a, b) => b.last.at.getTime() - a.last.at.getTime());
  if (newest === undefined) return false;
  const [report] = await ownReports(turn);
  if (report !== undefined && report.at > newest.last.at) return false;
  return readAnswer(newest.duty.answer, said, newest.last.answer).kind === 'answer';
}

/** 都是0 with several things owed: each of them is shown, and one yes answers all; undefined where not all may be 0. */
async function answerNoneOfAll(turn: Turn, said: string): Promise<Outcome | undefined> {
  if (!saysNoneOfAll(said) || turn.message.chat.kind === 'group' || !turn.actor.bound) return undefined;
  const mine = await answerableDuties(turn.deps.services.duties, turn.actor, turn.gazetteer);
  const owing = mine.filter(({ units, done }) => units.length === 1 && done.length === 0);
  const duties = owing.map(({ duty }) => duty);
  const lines = duties.flatMap((duty) => {
    const zero = zeroLine(duty);
    return zero === undefined ? [] : [`报送 ${wordFor(duty, duties)} ${zero}`];
  });
  if (duties.length < 2) return undefined;
  if (lines.length < duties.length)
    return {
      text: turn.text('duties/which-example', { choices: dutyAnswers(duties, turn.today), said: true }),
    };
  const label = `${duties.map(dutyName).join('、')}都报0`;
  return makeOffer(turn, [{ label, line: lines.join('\n') }], { sure: true });
}

function isAnswer(open: readonly Duty[], said: string): boolean {
  const found = open.map(({ answer }) => fits(answer, said));
  if (found.includes('answer')) return true;
  // 消防 通道堵了 begins with the duty's word, but tells of a hazard.
  return found.includes('problem') && soundsLikeReport(said) === undefined;
}

/** 417 is a file, unless the one thing open asks for exactly one number and no file has these digits. */
async function isCount(turn: Turn, open: readonly Duty[], said: string): Promise<boolean> {
  const [only] = open;
  if (only === undefined || open.length > 1 || only.answer.fields.length !== 1) return false;
  if (fits(only.answer, said) !== 'answer') return false;
  const digits = String(Number(said.trim().normalize('NFKC')));
  const files = await turn.deps.services.files.find(digits, Number(turn.today.slice(2, 4)));
  return files.length === 0;
}

function joined(outcomes: readonly Outcome[]): Outcome {
  const [only] = outcomes;
  if (only !== undefined && outcomes.length === 1) return only;
  const asking = outcomes.findLast(({ dialogue }) => dialogue !== undefined);
  return {
    text: outcomes.map(({ text }) => text).join('\n'),
    personal: outcomes.some(({ personal }) => personal === true),
    filed: outcomes.some(({ filed }) => filed === true),
    ...defined({ dialogue: asking?.dialogue }),
  };
}
