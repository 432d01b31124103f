import type { z } from 'zod';
import type { FileKind } from '../casefiles/found.ts';
import type { Effect } from '../kit/effect.ts';
import type { Role } from '../people/roles.ts';
import type { CommandContext } from './command-context.ts';
import type { ArgsSchema } from './fields.ts';

export type { CommandContext } from './command-context.ts';

/** A line that shows a command at work. Every one of them is run by a test. */
export interface Example {
  /** Without mention; may use `{学校}` and `{乡镇}`, filled with the reader's own place. */
  readonly line: string;
  /** Examples with a child's data are for private help only. */
  readonly where: 'group' | 'private' | 'both';
}

/** A question with numbered answers: the number, sent next by the same person in the same chat, runs that line. */
export interface Choice {
  readonly label: string;
  readonly line: string;
  /** Of a line that adds: the version of what it asks about, where that was shown with the choice; it is not asked again. */
  readonly confirmed?: string;
}

/** A question in a private chat: the answer is added to the line (as `label:answer`, or bare) and it is run again. */
export interface Ask {
  readonly question: string;
  readonly label?: string;
}

/** What a command says without having stored anything. */
export interface ReplyResult {
  readonly reply: string;
  readonly choices?: readonly Choice[];
  readonly ask?: Ask;
  /** In private: a yes runs the same line with these words behind it. */
  readonly onYes?: { readonly label: string; readonly adds: string };
}

/**
 * What a command answers. It never sends and never writes: an `effect` is carried out by the dispatcher
 * under the message's key, and `reply` is then built from what was stored.
 */
export type CommandResult = ReplyResult | WriteResult<unknown>;

/** See CommandResult; made with `writes()` so that the types of effect and reply meet. */
export interface WriteResult<T> {
  readonly effect: Effect<T>;
  readonly reply: (stored: T) => string | Promise<string>;
}

/** Pair an effect with the reply that reads its result. */
export function writes<T>(
  effect: Effect<T>,
  reply: (stored: T) => string | Promise<string>,
): WriteResult<unknown> {
  return { effect, reply: reply as (stored: unknown) => string | Promise<string> };
}

/**
 * The pictures that go with a report: those of its message, noted now, and those the sender sent alone just before.
 * They become the file's by its first entry.
 */
export async function photosWith({
  photos,
  services,
  actor,
  now,
}: CommandContext): Promise<readonly string[]> {
  const sent = await photos();
  return [...new Set([...sent, ...(await services.photos.looseOf(actor.key, now))])];
}

/** What is about to be decided. */
export interface Matter {
  /** Shown above the question, e.g. what stands in the file now and who will be told. */
  readonly words: string;
  /** Changes with whatever it is about: a yes given to another version is asked for anew. */
  readonly version: string;
  /** What must be said again behind 确认 for what weighs most: nobody says it without having read it. */
  readonly repeat?: string;
  /** Of what `adds` otherwise: this one cannot be taken back, and it is said so. */
  readonly final?: true;
}

/** What `asks` of a command says about words that many will read: to be confirmed where they may mean somebody. */
export async function aboutSomebody(
  { services, text }: Pick<CommandContext, 'services' | 'text'>,
  words: string,
): Promise<Matter | undefined> {
  if (!(await services.mayMeanSomebody(words))) return undefined;
  return { words: text('dialogue/may-mean-somebody', { words }), version: words };
}

/**
 * What a command or one of its verbs does with its arguments. `none` stores nothing: it is shown page by page, and a
 * number may run it. What `adds` can be taken back the same day; where many will read it, it `asks` once. What `decides`
 * cannot: it is private, says first what it is `about`, and runs only after 确认.
 */
export type Doing<S extends ArgsSchema = ArgsSchema> = { readonly args: S } & (
  | { readonly effect: 'none'; run(context: CommandContext, args: z.output<S>): Promise<ReplyResult> }
  | {
      readonly effect: 'adds';
      /** What is to be confirmed once before it is stored, or a reply where it cannot be; undefined where nothing is. */
      asks?(context: CommandContext, args: z.output<S>): Promise<Matter | ReplyResult | undefined>;
      run(context: CommandContext, args: z.output<S>): Promise<CommandResult>;
    }
  | {
      readonly effect: 'decides';
      /** What is decided; or a reply, where it cannot be. Targets frozen here are the same in `run`. */
      about(context: CommandContext, args: z.output<S>): Promise<Matter | ReplyResult>;
      run(context: CommandContext, args: z.output<S>): Promise<CommandResult>;
    }
);

/** Who may do it, and where. */
interface Rights {
  /** `anyone` includes visitors. */
  readonly roles: readonly Role[] | 'anyone';
  readonly where: 'group' | 'private' | 'both';
}

interface VerbFace extends Partial<Rights> {
  /** The first is printed; none only where the verb is implied. */
  readonly words: readonly string[];
  /** Without its word too it is meant by whatever is said beyond the command's own arguments. */
  readonly implied?: true;
  /**
   * Where its word may stand. `first`: in front or behind a place in front, apart from what follows; `glued`: the
   * same, and what follows may touch it; `whole`: a word by itself anywhere; `inside`: also within a longer word.
   */
  readonly stands: 'first' | 'glued' | 'whole' | 'inside';
  /** What stands behind the word, for 帮助. */
  readonly usage: string;
  readonly examples: readonly Example[];
}

/** A sub-command: 批示 办结, 提醒 停. Without `roles` and `where` those of the command hold. */
export type Verb<S extends ArgsSchema = ArgsSchema> = VerbFace & Doing<S>;

interface CommandFace extends Rights {
  /** The word we print, e.g. 报辍学. */
  readonly name: string;
  /** Other words that work, English ones included; pinyin initials of name and aliases work by themselves. */
  readonly aliases: readonly string[];
  /** Its place in 帮助, lowest first. */
  readonly order: number;
  /** One line for 帮助. */
  readonly summary: string;
  /** Without the verbs, which say how they are used themselves. */
  readonly usage: string;
  readonly examples: readonly Example[];
  /** What else the bare word may mean: `辍学` alone asks whether to report or to count. */
  readonly alone?: readonly Choice[];
  /**
   * What is said with it is news of a file of this kind: where that file is there, no words of it cry for help anew.
   */
  readonly newsOf?: FileKind;
  /**
   * Words that mean this command when they are said beside a file's number, first or last: `417家访了`, `回来了 417`.
   * They must be of the act alone, and of it done: a wish or a question is another command's.
   */
  readonly spoken?: RegExp;
  /** To who may not use it its word is a word like any other, unless a file is named in full: 更正 0 answers a duty. */
  readonly yields?: true;
  /** By the name in the program; made with `defineVerb`. */
  readonly verbs?: Readonly<Record<string, Verb>>;
}

/** One slash command: declared once, read by help, parser, rights and console. */
export type Command<S extends ArgsSchema = ArgsSchema> = CommandFace & Doing<S>;

/** Declare a command; the default export of every file in `commands/`. */
export function defineCommand<S extends ArgsSchema>(command: Command<S>): Command {
  return command as unknown as Command;
}

/** Declare one of a command's verbs, so that the types of its `args` and `run` meet. */
export function defineVerb<S extends ArgsSchema>(verb: Verb<S>): Verb {
  return verb as unknown as Verb;
}
