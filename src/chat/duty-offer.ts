import { dutyAnswers } from '../duties/answer-choices.ts';
import { answerableDuties } from '../duties/answerable.ts';
import { dutyName, wordFor } from '../duties/names.ts';
import type { Answerable } from '../duties/pick.ts';
import { type ReadAnswer, readAnswer } from '../duties/read-answer.ts';
import { tellsOfFault } from '../duties/read-zero.ts';
import { stillOwed } from '../duties/still-owed.ts';
import type { Answer, AnswerSpec, Duty } from '../duties/types.ts';
import { answerWords } from '../duties/words.ts';
import type { Choice } from './command.ts';
import { makeOffer } from './offer.ts';
import type { Read } from './offer-turn.ts';
import type { Outcome } from './outcome.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';
import { SIGNS } from './understand/signs.ts';

/** From so likely on words are about something else. */
const ELSE = 0.5;

/**
 * A sentence that answers what the speaker's unit still owes: offered as it was read, told what lacks, or told that it
 * is owed still. In private only; undefined where it may be anything else.
 */
export async function answerOwed(turn: Turn, { ranking }: Read): Promise<Outcome | undefined> {
  const owing = await owedBy(turn);
  const [best] = ranking;
  if (owing.length === 0 || best === undefined) return undefined;
  const said = turn.message.text.replace(/\s+/g, ' ').trim();
  const meant = best.act === 'answer-duty';
  const readings = owing.map((duty) => ({ duty, read: readAnswer(duty.answer, said) }));
  if (readings.every(({ read }) => read.kind === 'owed')) return heard(turn, owing);
  if (!meant && (soundsLikeReport(said) !== undefined || best.chance >= ELSE)) return undefined;
  const choices = readings.flatMap(({ duty, read }): readonly Choice[] =>
    read.kind === 'answer' && isClear(duty.answer, read.answer, { said, meant })
      ? [choiceOf(duty, owing, { said, answer: read.answer })]
      : [],
  );
  if (choices.length > 0) return makeOffer(turn, choices.slice(0, 3), { sure: choices.length === 1 });
  // 食堂没有灭火器 may be a thing that lacks and no answer: what it is is asked.
  const thing = SIGNS.thing.test(said) && SIGNS.broken.test(said) && !/\d/u.test(said);
  return meant && best.chance >= ELSE && !thing ? lacking(turn, readings, said) : undefined;
}

interface Reading {
  readonly duty: Duty;
  readonly read: ReadAnswer;
}

/** It is an answer that cannot be taken as it is: what lacks, or which of them it answers. */
function lacking(turn: Turn, readings: readonly Reading[], said: string): Outcome {
  const [only, ...others] = readings;
  if (only?.read.kind === 'problem' && others.length === 0 && /[\d都全]/u.test(said)) {
    const { text, example } = only.read;
    return { text: turn.text('dialogue/problem', { problems: [text], example }) };
  }
  const choices = dutyAnswers(
    readings.map(({ duty }) => duty),
    turn.today,
  );
  return { text: turn.text('duties/which-example', { choices, said: true }) };
}

/** What the speaker's own units still owe; nothing in a group, and nothing for who may not answer. */
async function owedBy({ deps, actor, gazetteer, message }: Turn): Promise<readonly Duty[]> {
  const command = deps.registry.byName('报送');
  if (message.chat.kind === 'group' || command === undefined) return [];
  if (!actor.bound || !hasRole(command, actor)) return [];
  const mine = await answerableDuties(deps.services.duties, actor, gazetteer);
  return mine.filter(owes).map(({ duty }) => duty);
}

const owes = ({ units, done }: Answerable): boolean => units.length > done.length;

function heard(turn: Turn, owing: readonly Duty[]): Outcome {
  const [only, ...others] = owing;
  if (only !== undefined && others.length === 0) return { text: stillOwed(turn.text, only, turn.today) };
  return {
    text: turn.text('duties/which-example', { choices: dutyAnswers(owing, turn.today), said: false }),
  };
}

function choiceOf(
  duty: Duty,
  owing: readonly Duty[],
  { said, answer }: { readonly said: string; readonly answer: Answer },
): Choice {
  return {
    label: `报送${dutyName(duty)}：${answerWords(duty.answer, answer)}`,
    line: `报送 ${wordFor(duty, owing)} ${said}`,
  };
}

/** Numbers with their units or names beside them, or nothing found; what was found only when an answer is likely. */
function isClear(
  { kind, fields }: AnswerSpec,
  { values, zero }: Answer,
  { said, meant }: { readonly said: string; readonly meant: boolean },
): boolean {
  if (kind === 'zero') return zero || (meant && tellsOfFault(said));
  if (Object.keys(values).length === 0) return false;
  return (
    meant || fields.some(({ name, unit }) => said.includes(name) || (unit !== '' && said.includes(unit)))
  );
}
