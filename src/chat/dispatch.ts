import type { CommandLine } from './command-line.ts';
import { contactFacts } from './contact-facts.ts';
import { notePhotos } from './context-of.ts';
import { continueDialogue } from './continue-dialogue.ts';
import { answerCorrection, correctsLast, offerForHazard } from './correct-turn.ts';
import { askedPlace, type Dialogue } from './dialogue.ts';
import { saidToDigest } from './digest-reply.ts';
import { letIn, MOST_CHARACTERS } from './door.ts';
import { answerDuty } from './duty-turn.ts';
import { isNewsOfEmergency } from './emergency-news.ts';
import { answerEmergency, type EmergencyAnswer } from './emergency-turn.ts';
import { answerPictures } from './media-turn.ts';
import type { IncomingMessage } from './message.ts';
import { onlyAsks } from './only-asks.ts';
import { openDialogue, pauseDialogue } from './open-dialogue.ts';
import { openTurn } from './open-turn.ts';
import type { Outcome } from './outcome.ts';
import { pageOf, splitPage } from './paging.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { saidToQuoted } from './quoted-file.ts';
import { type Button, packReply } from './reply.ts';
import { runLine } from './run-line.ts';
import { runLines } from './run-lines.ts';
import type { DispatchDeps, Turn, TurnEntry } from './turn.ts';
import { isBareNumber, type Understood, understand } from './understand.ts';
import { answerUnknown } from './unknown-turn.ts';

/** From a message to the text that answers it; `''` when there is nothing to say. Safe to run again. */
export type Dispatcher = (message: IncomingMessage, entry: TurnEntry) => Promise<string>;

/** More lines in one message are no officer's: nobody types them, and nobody reads that many receipts. */
const MOST_LINES = 100;

/** The heart: every message of every platform is answered here, in small steps. */
export function createDispatcher(deps: DispatchDeps): Dispatcher {
  return async (said, entry) => {
    const { message, tooLong } = letIn(said);
    const turn = await openTurn(deps, message, entry);
    deps.services.contacts.noted(contactFacts(turn));
    const answered = await (tooLong ? answerTooLong(turn) : answer(turn));
    return packReply({ text: paged(turn, answered), buttons: buttonsOf(turn, answered) });
  };
}

/** What is answered, what is said before it, and the line that would show it again. */
type Answer = Pick<Outcome, 'before' | 'text' | 'again' | 'dialogue'>;

/** The choices of a private chat as buttons, where cards are wanted: a tap says the line, shown in full above. */
function buttonsOf(turn: Turn, { dialogue }: Answer): readonly Button[] {
  if (!turn.deps.cards || turn.message.chat.kind === 'group' || dialogue?.kind !== 'choose') return [];
  return dialogue.choices.map(({ label, line }) => ({ label, line }));
}

async function answer(turn: Turn): Promise<Answer> {
  const { message } = turn;
  if (message.kind === 'enter') return { text: welcome(turn) };
  const emergency = await emergencyFirst(turn);
  const whole = emergency !== undefined && (emergency.alone || onlyEmergency(turn));
  const said = whole ? undefined : await answerWords(turn);
  const failed = await failedPhotos(turn);
  const waiting = await waitingWords(turn);
  return { ...said, before: joined(emergency?.text, failed, waiting, said?.before), text: said?.text ?? '' };
}

/** Nothing of it is done; but who cries for help in it is heard, and personal data in it are asked back. */
async function answerTooLong(turn: Turn): Promise<Answer> {
  const emergency = await answerEmergency(turn, { recall: turn.personalDataTyped, plain: false });
  const recall = turn.personalDataTyped && emergency === undefined ? turn.text('groups/recall') : undefined;
  const text = turn.text('dialogue/too-many-characters', { most: MOST_CHARACTERS });
  return { before: joined(emergency?.text, recall), text };
}

const joined = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join('\n');

const welcome = (turn: Turn) => turn.text('help/welcome', { name: turn.actor.name });

/** Asking for figures about drowning is no emergency; anything else that sounds like one is answered first. */
async function emergencyFirst(turn: Turn): Promise<EmergencyAnswer | undefined> {
  const understood = understand(turn, turn.message.text);
  if (understood.kind === 'commands' && understood.lines.every(({ command }) => onlyAsks(command)))
    return undefined;
  if (understood.kind === 'commands' && (await isNewsOfEmergency(turn, understood.lines))) return undefined;
  const plain = understood.kind === 'unknown';
  return answerEmergency(turn, { recall: turn.personalDataTyped && plain, plain });
}

/** No command beside the cry for help: the emergency answer is the whole answer. */
function onlyEmergency(turn: Turn): boolean {
  return understand(turn, turn.message.text).kind === 'unknown';
}

async function answerWords(turn: Turn): Promise<Answer> {
  const outcome = await outcomeOf(turn);
  await keepDialogue(turn, outcome);
  const inGroup = turn.message.chat.kind === 'group';
  const typed = turn.personalDataTyped || (inGroup && outcome.personal === true);
  const recall = typed && outcome.recalls !== true;
  return recall ? { ...outcome, before: joined(turn.text('groups/recall'), outcome.before) } : outcome;
}

async function outcomeOf(turn: Turn): Promise<Outcome> {
  const { message } = turn;
  if (message.kind === 'card') return runText(turn, message.cardKey ?? '');
  if (message.kind === 'media') return answerPictures(turn);
  if (message.kind === 'other' || message.text === '')
    return { text: message.kind === 'text' ? welcome(turn) : turn.text('refusals/unreadable') };
  return runText(turn, saidToQuoted(turn) ?? saidToDigest(turn) ?? message.text);
}

async function runText(turn: Turn, text: string): Promise<Outcome> {
  const understood = understand(turn, splitPage(text).line);
  if (understood.kind === 'commands') {
    const answered = await answerWithNumber(turn, text);
    if (answered !== undefined) return answered;
    if (understood.lines.length > MOST_LINES)
      return { text: turn.text('dialogue/too-many-lines', { most: MOST_LINES }) };
    const corrected = await correction(turn, text, understood.lines);
    if (corrected !== undefined) return corrected;
    await pauseDialogue(turn);
    return runLines(turn, understood.lines);
  }
  const open = await openDialogue(turn);
  return (open && (await continueDialogue(turn, open, text))) ?? withoutDialogue(turn, text, understood);
}

/** 报辍学 刚才那个写错了 是六年级: about what was reported last, whatever word stands in front. */
async function correction(turn: Turn, text: string, [line, ...more]: readonly CommandLine[]) {
  if (line === undefined || more.length > 0) return undefined;
  // 改 with a number does it by itself.
  const may = line.command.name === '撤回' || caseNumbersIn(text).length === 0;
  if (!may || !correctsLast(line, text)) return undefined;
  return line.command.name === '报隐患' ? offerForHazard(turn) : answerCorrection(turn);
}

/** A number alone is a command of its own, but not where a number was asked for. */
async function answerWithNumber(turn: Turn, text: string): Promise<Outcome | undefined> {
  if (!/^\S+$/u.test(text.trim()) || caseNumbersIn(text).length !== 1) return undefined;
  const open = await openDialogue(turn);
  const asked = open?.dialogue.kind === 'ask' && !open.paused && open.dialogue.label === '编号';
  return asked ? continueDialogue(turn, open, text) : undefined;
}

async function withoutDialogue(
  turn: Turn,
  text: string,
  unknown: Extract<Understood, { kind: 'unknown' }>,
): Promise<Outcome> {
  if (/^(继续|取消|跳过)$/u.test(text.trim())) return { text: turn.text('dialogue/nothing-to-continue') };
  const duty = await answerDuty(turn, text);
  if (duty !== undefined) return duty;
  if (/^(确认|确定|确认办理)$/u.test(text.trim())) return { text: turn.text('dialogue/nothing-to-confirm') };
  const byNumber = turn.deps.registry.byName('个案');
  if (byNumber && isBareNumber(text))
    return runLine(turn, { command: byNumber, rest: text.trim(), number: 1 });
  return answerUnknown(turn, unknown);
}

async function keepDialogue(turn: Turn, outcome: Outcome): Promise<void> {
  if (turn.message.sender.id === '') return;
  await keepQuestion(turn, outcome);
  if (outcome.dialogue === undefined) return;
  const { message, deps, entry, today } = turn;
  const place = outcome.privately === true ? `${message.platform}:${message.sender.id}` : turn.place;
  await deps.dialogues.put(place, outcome.dialogue, entry.key, today);
  // What is stored only after the answer takes the pictures that came with the words.
  if (WAITS.includes(outcome.dialogue.kind)) await notePhotos(turn, entry.key);
}

const WAITS: readonly Dialogue['kind'][] = ['offer', 'ask', 'choose', 'confirm'];

/** A question for figures is kept, so that the next one may leave out what stays the same. */
async function keepQuestion({ deps, place, entry, today }: Turn, { again }: Outcome): Promise<void> {
  if (again === undefined || !/^查 [^\n]+$/u.test(again)) return;
  await deps.dialogues.put(askedPlace(place), { kind: 'asked', line: again }, entry.key, today);
}

async function failedPhotos(turn: Turn): Promise<string | undefined> {
  const failed = await turn.deps.services.photos.failedOf(turn.actor.key, turn.entry.key);
  return failed.length === 0 ? undefined : turn.text('photos/failed', { n: failed.length });
}

/** What could not be told to this person before, because they had no private channel. */
async function waitingWords({ message, actor, deps, entry, now }: Turn): Promise<string | undefined> {
  if (message.chat.kind === 'group' || message.sender.outsider || message.sender.id === '') return undefined;
  const words = await deps.services.waiting.tell(actor.key, entry.key, now);
  return words.length === 0 ? undefined : words.join('\n');
}

/** A reply that is too long goes on only where asking for the next page does nothing twice. */
function paged(turn: Turn, { before = '', text, again }: Answer): string {
  const surface = turn.deps.surface(turn.message);
  const { page: number } = splitPage(turn.message.text);
  const whole = joined(before, text);
  if (number === 1 && surface.measure(whole) <= surface.replyBytes) return whole;
  // Every page leaves the same room for what comes before it, so that nothing falls between two of them.
  const rest = {
    ...surface,
    replyBytes: surface.replyBytes - Math.max(surface.measure(before), ROOM_BEFORE),
  };
  const next = (n: number) =>
    again === undefined
      ? turn.text('dialogue/too-long')
      : turn.text('dialogue/next-page', { line: `${again} 第${n}页` });
  return joined(before, pageOf(text, again === undefined ? 1 : number, rest, next));
}

/** Bytes kept for what may come before a page: a request to recall, a word about photos. */
const ROOM_BEFORE = 2_000;
