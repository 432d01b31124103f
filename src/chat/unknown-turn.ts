import { answerAsked, answerNext } from './asked-turn.ts';
import type { Choice, Command } from './command.ts';
import { answerCorrection } from './correct-turn.ts';
import { answerOwed } from './duty-offer.ts';
import { answerHeard } from './emergency-turn.ts';
import { exampleOf } from './examples.ts';
import { whichOfFile } from './files-talk.ts';
import { makeOffer } from './offer.ts';
import { askForGap } from './offer-gaps.ts';
import { answerByAct, type Read, readMessage, reportChoice } from './offer-turn.ts';
import { onlyAsks } from './only-asks.ts';
import type { Outcome } from './outcome.ts';
import { answerOwnFile } from './own-file-turn.ts';
import { talksOfChild } from './parse/child-talk.ts';
import { soundsLikeReport, soundsViolent } from './parse/plain-talk.ts';
import { answerPlainTalk } from './plain-turn.ts';
import { answerQuoted } from './quoted-talk.ts';
import { hasRole } from './rights.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';
import type { Understood } from './understand.ts';

/** A place and a word. */
const SHORTEST_REPORT = 4;

type Unknown = Extract<Understood, { kind: 'unknown' }>;

/**
 * A text in which no command was recognised. Plain talk is answered as such; a slip gets "您要找的是不是"; words
 * about a child or a hazard get the line that would register them; nothing is ever stored from a guess.
 */
export async function answerUnknown(turn: Turn, unknown: Unknown): Promise<Outcome> {
  const read = await readMessage(turn);
  const cry = unknown.slash ? undefined : await answerHeard(turn, read.ranking);
  if (cry !== undefined) return { text: cry.text, recalls: turn.personalDataTyped };
  if (turn.personalDataTyped) return askedBack(turn, read);
  const child = turn.message.chat.kind === 'group' && talksOfChild(turn.message.text);
  const talk = await answerTalk(turn, unknown, { child, read });
  // The child is named by nothing, and still everybody in the group knows who is meant.
  if (talk !== undefined) return child ? { ...talk, personal: true } : talk;
  if (child && !soundsViolent(turn.message.text)) return askedBack(turn, read);
  return (
    (unknown.slash ? undefined : await answerAsked(turn, read)) ??
    (await answerSlip(turn, unknown, read)) ?? { ...answerByAct(turn, read), personal: child }
  );
}

/** About a file that is there: put right, one of several moves, quoted, asked about, taken back; or plain talk. */
async function answerTalk(
  turn: Turn,
  { slash }: Unknown,
  { child, read }: { readonly child: boolean; readonly read: Read },
): Promise<Outcome | undefined> {
  const corrected = slash ? undefined : await answerCorrection(turn);
  const which = corrected ?? whichOfFile(turn);
  if (which !== undefined || slash) return which;
  return (
    (await answerQuoted(turn, read.ranking)) ??
    (await answerOwnFile(turn, read.around.own)) ??
    (child ? undefined : await answerNext(turn)) ??
    // What is owed comes before what is only talk: 都报到了 asks for no figure.
    (await answerOwed(turn, read)) ??
    answerPlainTalk(turn)
  );
}

/** From so likely on words are a report. */
const SURELY = 0.7;
/** A longer word is no slip of the pen: it is read by what it may want. */
const LONGEST_SLIP = 6;

/** The commands that a word in command position may have meant; of one behind a slash nothing else is thought. */
async function answerSlip(
  turn: Turn,
  unknown: Unknown,
  { ranking: [best] }: Read,
): Promise<Outcome | undefined> {
  const { suggestions, rest, slash, word, near } = unknown;
  const usable = suggestions.filter((command) => hasRole(command, turn.actor));
  const slipped = [...word].length <= LONGEST_SLIP;
  const [first] = usable;
  // 校车超员 is no 六员, whatever it sounds like.
  const reports = !slash && best !== undefined && best.act.startsWith('report-') && best.chance >= SURELY;
  if (near && slipped && first !== undefined && first === suggestions[0])
    return slippedReport(turn, usable, rest) ?? (reports ? undefined : answerNear(turn, first, rest));
  if (usable.length > 0 && (slash || slipped))
    return slippedReport(turn, usable, rest) ?? (reports ? undefined : didYouMean(turn, usable, rest));
  return slash
    ? { text: turn.text('refusals/unknown', { duty: turn.gazetteer.county.dutyPhone }) }
    : undefined;
}

/**
 * The message is to be recalled; the report it sounds like is said in private, and 报辍学 alone asks what is meant. Of
 * a child who is not named it is offered here, without a word of what was said.
 */
function askedBack(turn: Turn, { ranking }: Read): Outcome {
  const guess = soundsLikeReport(turn.message.text);
  const reports = guess === '报辍学' || ranking[0]?.act === 'report-dropout';
  const inside = turn.actor.bound && turn.group?.outsiders !== true;
  if (reports && inside && !turn.personalDataTyped) {
    const choice = reportChoice('报辍学', turn.message.text);
    return { ...makeOffer(turn, [choice], { sure: true, recall: true }), recalls: true };
  }
  const line = guess ?? '帮助';
  return { text: turn.text('groups/recall-not-filed', { line }), recalls: true };
}

/** A slip in the word of a report, with a report behind it: offered like one said in plain words. */
function slippedReport(turn: Turn, [first]: readonly Command[], rest: string): Outcome | undefined {
  if (first === undefined || (first.name !== '报辍学' && first.name !== '报隐患')) return undefined;
  if (rest.trim().length < SHORTEST_REPORT) return undefined;
  const choice = reportChoice(first.name, rest);
  return askForGap(turn, choice) ?? makeOffer(turn, [choice], { sure: true });
}

/** Hardly another command was meant: one that only shows is run, any other is offered with the words first said. */
async function answerNear(turn: Turn, command: Command, rest: string): Promise<Outcome> {
  if (onlyAsks(command)) return runLine(turn, { command, rest, number: 1 });
  const line = `${command.name} ${rest}`.trim();
  // Whatever was typed into a group may name a child, and a word alone says nothing that could be done.
  if (turn.message.chat.kind === 'group' || rest === '') return didYouMean(turn, [command], rest);
  return makeOffer(turn, [{ label: command.summary.replace(/[：，].*$/u, ''), line }], { sure: true });
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
    text: turn.text('dialogue/did-you-mean', {
      ...{ choices, anyRuns },
      duty: inGroup ? undefined : turn.gazetteer.county.dutyPhone,
    }),
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
