import type { Choice, Command } from './command.ts';
import { answerHeard } from './emergency-turn.ts';
import { exampleOf } from './examples.ts';
import { whichOfFile } from './files-talk.ts';
import { answerByAct, readMessage } from './offer-turn.ts';
import { onlyAsks } from './only-asks.ts';
import type { Outcome } from './outcome.ts';
import { talksOfChild } from './parse/child-talk.ts';
import { soundsLikeReport, soundsViolent } from './parse/plain-talk.ts';
import { answerPlainTalk } from './plain-turn.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';
import type { Understood } from './understand.ts';

/**
 * A text in which no command was recognised. Plain talk is answered as such; a slip gets "您要找的是不是"; words
 * about a child or a hazard get the line that would register them; nothing is ever stored from a guess.
 */
export async function answerUnknown(
  turn: Turn,
  unknown: Extract<Understood, { kind: 'unknown' }>,
): Promise<Outcome> {
  const read = await readMessage(turn);
  const cry = unknown.slash ? undefined : await answerHeard(turn, read.ranking);
  if (cry !== undefined) return { text: cry.text, recalls: turn.personalDataTyped };
  if (turn.personalDataTyped) return askedBack(turn);
  const child = turn.message.chat.kind === 'group' && talksOfChild(turn.message.text);
  const which = whichOfFile(turn);
  if (which !== undefined) return child ? { ...which, personal: true } : which;
  const plain = unknown.slash ? undefined : await answerPlainTalk(turn);
  // The child is named by nothing, and still everybody in the group knows who is meant.
  if (plain !== undefined) return child ? { ...plain, personal: true } : plain;
  if (child && !soundsViolent(turn.message.text)) return askedBack(turn);
  const usable = unknown.suggestions.filter((command) => hasRole(command, turn.actor));
  if (usable.length > 0) return didYouMean(turn, usable, unknown.rest);
  if (unknown.slash)
    return { text: turn.text('refusals/unknown', { duty: turn.gazetteer.county.dutyPhone }) };
  return { ...answerByAct(turn, read), personal: child };
}

/** The message is to be recalled; the report it sounds like is said in private, and 报辍学 alone asks what is meant. */
function askedBack(turn: Turn): Outcome {
  const line = soundsLikeReport(turn.message.text) ?? '帮助';
  return { text: turn.text('groups/recall-not-filed', { line }), recalls: true };
}

function didYouMean(turn: Turn, commands: readonly Command[], rest: string): Outcome {
  const inGroup = turn.message.chat.kind === 'group';
  const choices: readonly Choice[] = commands.map((command) => ({
    label: `${command.name}：${command.summary}`,
    // What was typed may name a child: it is repeated in private only.
    line: rest === '' || inGroup ? exampleOf(command, turn) : `${command.name} ${rest}`,
  }));
  const anyRuns = commands.some((command) => onlyAsks(command));
  return {
    text: turn.text('dialogue/did-you-mean', { choices, anyRuns }),
    dialogue: {
      kind: 'choose',
      // A number never writes: for a writing command it only shows the line that does.
      choices: choices.map((choice, index) => {
        const command = commands[index];
        return { ...choice, copyOnly: command === undefined || !onlyAsks(command) };
      }),
    },
  };
}
