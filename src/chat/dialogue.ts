import { z } from 'zod';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { acceptsOffer, declinesOffer } from './parse/yes-no.ts';

/**
 * What the bot waits for from one person in one chat: the answer to a question about a line that lacks something
 * (`ask`), a number of a line to choose (`choose`), 确认 for a line that decides (`confirm`) or for several of them
 * (`confirm-several`), or a yes to what was understood of words that were no command (`offer`). `line` is the whole command line so far: an answer is added to it and the line is read again, so
 * there is no second way to fill a command.
 */
export const dialogueSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ask'),
    line: z.string(),
    label: z.string(),
    question: z.string(),
    asked: z.number().int(),
    optional: z.boolean(),
  }),
  z.object({
    kind: z.literal('choose'),
    /** `copyOnly`: the line writes, so a number only shows it again; it runs when it is sent whole. */
    choices: z.array(
      z.object({
        label: z.string(),
        line: z.string(),
        copyOnly: z.boolean().exactOptional(),
        /** What the line asks about was shown with the choice, at this version. */
        confirmed: z.string().exactOptional(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('confirm'),
    line: z.string(),
    /** Of what was shown with the question: the line is run only while it is still that one. */
    version: z.string(),
    /** Said again behind 确认; without it that is no yes. */
    repeat: z.string().exactOptional(),
  }),
  z.object({
    kind: z.literal('confirm-several'),
    /** Lines that decide, each with the version that was shown: one 确认 is said to all of them. */
    lines: z.array(z.object({ line: z.string(), version: z.string() })),
  }),
  z.object({
    kind: z.literal('offer'),
    /** Each line does it with the words first said. */
    choices: z.array(z.object({ label: z.string(), line: z.string() })).min(1),
    /** Only one thing was offered: 是 takes it as its number does. */
    sure: z.boolean(),
    /** Nobody remembers longer what was offered: an ISO instant. */
    until: z.iso.datetime(),
  }),
  z.object({
    /** Nothing is waited for: the question for figures that the next one may go on from. */
    kind: z.literal('asked'),
    line: z.string(),
  }),
]);
/** See dialogueSchema. */
export type Dialogue = z.infer<typeof dialogueSchema>;

/** A stored dialogue: `from` is the message that opened it, `paused` when a new command interrupted it. */
export interface OpenDialogue {
  readonly dialogue: Dialogue;
  readonly from: string;
  readonly paused: boolean;
}

/** Open dialogues, one per person and chat, valid for the day they were opened on; sealed at rest. */
export interface Dialogues {
  get(place: string, today: LocalDate): Promise<OpenDialogue | undefined>;
  put(place: string, dialogue: Dialogue, from: string, today: LocalDate): Promise<void>;
  pause(place: string): Promise<void>;
  /** Ends the dialogue that this message opened; one that another opened since stays. */
  clear(place: string, from: string): Promise<void>;
}

/** Where a person's dialogue lives: one for their private chat with the bot, one per group. */
export function dialoguePlace(
  senderKey: string,
  chat: { readonly kind: 'group' | 'single'; readonly id: string },
): string {
  return chat.kind === 'single' ? senderKey : `${senderKey}@${chat.id}`;
}

/** Where the question for figures stands that a person asked last in a chat, beside what is open there. */
export const askedPlace = (place: string): string => `${place}?`;

/** What a short answer to an open dialogue means. */
export type DialogueAnswer =
  | { readonly kind: 'run'; readonly line: string; readonly confirmed?: string }
  | {
      readonly kind: 'run-several';
      readonly lines: readonly { readonly line: string; readonly version: string }[];
    }
  | { readonly kind: 'again'; readonly dialogue: Dialogue }
  | { readonly kind: 'copy'; readonly line: string }
  | { readonly kind: 'skip'; readonly line: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'none' };

const NUMBER = /^[\s第选]*([0-9０-９]{1,2}|[一二三四五六七八九十两])[个号项.。、)）]*\s*$/u;
const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

/** Read what a person said against what they were asked. Pure. */
export function answerDialogue(dialogue: Dialogue, said: string): DialogueAnswer {
  const word = said.trim();
  if (/^(?:取消|算了|不用了|cancel)$/i.test(word)) return { kind: 'cancelled' };
  if (dialogue.kind === 'choose') return chosen(dialogue.choices, dialogue, word);
  if (dialogue.kind === 'offer') return taken(dialogue, word);
  if (dialogue.kind === 'asked') return { kind: 'none' };
  if (dialogue.kind === 'confirm' || dialogue.kind === 'confirm-several') return agreed(dialogue, word);
  if (/^(跳过|不知道|不清楚|skip)$/i.test(word)) return { kind: 'skip', line: dialogue.line };
  if (dialogue.kind === 'ask' && GIVES_UP.test(word)) return { kind: 'cancelled' };
  if (word === '') return { kind: 'again', dialogue };
  return {
    kind: 'run',
    line: `${dialogue.line} ${dialogue.label === '' ? '' : `${dialogue.label}:`}${word}`,
  };
}

/** What was begun is not to be filled. */
const GIVES_UP =
  /^(?:算了|不用了|拉倒|算[求逑球])?[\s,，。]*(?:不[报登填弄整搞]|取消|拉倒|算[求逑球]|算了)(?:记|了|吧|哈|嘛|，|,| )*$/u;

const YES =
  /^(?:我?(?:确认|确定)(?:办理|办结|重发|无误|是的|是|了|的|吧)?|是(?:的|确认|确定)?|对(?:的)?|yes)[。.!！~～]*$/i;
const NO =
  /^(?:我?(?:不|否|别|不要|不行|不办|不办了|不办理|不确认|不确定|先不|先不办|不对|不是|no))[。.!！~～]*$/i;
/** Polite, and perhaps a yes: asked again. */
const PERHAPS = /^(?:好|好的|好吧|行|可以|嗯+|收到|同意|办|办吧|办理|ok)[。.!！~～]*$/i;

/** 确认 with other words than those that were to be repeated. */
const BEGINS_YES = /^确认[\s:：,，]/u;

/** Without blanks and marks: people copy a line as they can. */
const plain = (words: string): string => words.normalize('NFKC').replace(/[\s\p{P}]+/gu, '');

/** 确认 and its like, never a number, nor what people say out of politeness. */
function agreed(
  dialogue: Extract<Dialogue, { kind: 'confirm' | 'confirm-several' }>,
  word: string,
): DialogueAnswer {
  const repeat = dialogue.kind === 'confirm' ? dialogue.repeat : undefined;
  const yes = repeat === undefined ? YES.test(word) : plain(word) === plain(`确认${repeat}`);
  if (yes)
    return dialogue.kind === 'confirm'
      ? { kind: 'run', line: dialogue.line, confirmed: dialogue.version }
      : { kind: 'run-several', lines: dialogue.lines };
  if (NO.test(word)) return { kind: 'cancelled' };
  const digits = NUMBER.exec(word)?.[1];
  const half = repeat !== undefined && (YES.test(word) || BEGINS_YES.test(word));
  const perhaps = half || PERHAPS.test(word);
  return (digits !== undefined && !ZERO.test(digits)) || perhaps
    ? { kind: 'again', dialogue }
    : { kind: 'none' };
}

/** 0 is no number of a choice; it answers a duty. */
const ZERO = /^[0０]+$/u;

function taken(dialogue: Extract<Dialogue, { kind: 'offer' }>, word: string): DialogueAnswer {
  const [first] = dialogue.choices;
  if (declinesOffer(word)) return { kind: 'cancelled' };
  if (acceptsOffer(word))
    return dialogue.sure && first !== undefined
      ? { kind: 'run', line: first.line }
      : { kind: 'again', dialogue };
  return chosen(dialogue.choices, dialogue, word);
}

interface Chosen {
  readonly line: string;
  readonly copyOnly?: boolean;
  readonly confirmed?: string;
}

function chosen(choices: readonly Chosen[], dialogue: Dialogue, word: string): DialogueAnswer {
  const digits = NUMBER.exec(word)?.[1];
  if (digits === undefined) return { kind: 'none' };
  if (ZERO.test(digits)) return { kind: 'none' };
  const choice = choices[(DIGITS[digits] ?? Number(digits.normalize('NFKC'))) - 1];
  if (choice === undefined) return { kind: 'again', dialogue };
  const { line, copyOnly, confirmed } = choice;
  return copyOnly === true ? { kind: 'copy', line } : { kind: 'run', line, ...defined({ confirmed }) };
}
