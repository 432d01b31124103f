import type { z } from 'zod';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor, GroupInfo } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { Services } from '../services.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { ArgsSchema } from './fields.ts';
import type { Quote } from './message.ts';

/** A line that shows a command at work. Every one of them is run by a test. */
export interface Example {
  /** Without mention; may use `{学校}` and `{乡镇}`, filled with the reader's own place. */
  readonly line: string;
  /** Examples with a child's data are for private help only. */
  readonly where: 'group' | 'private' | 'both';
}

/** A command as 帮助 shows it to one person in one chat: example lines filled with their own place. */
export interface CommandHelp {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly usage: string;
  readonly lines: readonly string[];
}

/** Everything a command may know about the message it answers. */
export interface CommandContext {
  readonly actor: Actor;
  /** The platform user id of the sender, for commands that bind (a visitor sees their own id). */
  readonly sender: { readonly platform: 'wecom' | 'dingtalk'; readonly id: string };
  readonly chat: { readonly kind: 'group' | 'single'; readonly id: string };
  /** Set in groups. */
  readonly group?: GroupInfo;
  readonly now: Date;
  readonly today: LocalDate;
  /** County time of day, `HH:mm`. */
  readonly time: string;
  readonly gazetteer: Gazetteer;
  readonly services: Services;
  /** Note the pictures of this message as pending (idempotent) and get their ids; call it before the effect. */
  photos(): Promise<readonly string[]>;
  /** More than one child was named in one line ("2人"): nothing may be created. */
  readonly headcount?: number;
  readonly quote?: Quote;
  /** The effect key of this line, `<platform>:<messageId>:<line>`: ids of new things derive from it. */
  readonly key: string;
  /** What this person may use in this chat, and one of them by any of its words. */
  readonly commands: { readonly usable: readonly CommandHelp[]; find(word: string): CommandHelp | undefined };
  /** The text `templates/replies/<name>.md` (`dropouts/view`), filled with data; user text is neutralised by the engine. */
  readonly text: FillReply;
  /**
   * Fix a relative target ("my last report") before the effect: the first call stores what `choose`
   * gives in the message's inbox entry, a re-run of the message gets the same value back.
   */
  freeze(name: string, choose: () => Promise<string>): Promise<string>;
}

/** A question with numbered answers: the number, sent next by the same person in the same chat, runs that line. */
export interface Choice {
  readonly label: string;
  readonly line: string;
}

/** A question in a private chat: the answer is added to the line (as `label:answer`, or bare) and it is run again. */
export interface Ask {
  readonly question: string;
  readonly label?: string;
}

/**
 * What a command answers. It never sends and never writes: an `effect` is carried out by the dispatcher
 * under the message's key, and `reply` is then built from what was stored.
 */
export type CommandResult =
  | { readonly reply: string; readonly choices?: readonly Choice[]; readonly ask?: Ask }
  | WriteResult<unknown>;

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

/** One slash command: declared once, read by help, parser, rights and console. */
export interface Command<S extends ArgsSchema = ArgsSchema> {
  /** The word we print, e.g. 报辍学. */
  readonly name: string;
  /** Other words that work, English ones included; pinyin initials of name and aliases work by themselves. */
  readonly aliases: readonly string[];
  /** Its place in 帮助, lowest first. */
  readonly order: number;
  /** One line for 帮助. */
  readonly summary: string;
  readonly usage: string;
  readonly examples: readonly Example[];
  /** Who may use it; `anyone` includes visitors. */
  readonly roles: readonly Role[] | 'anyone';
  readonly where: 'group' | 'private' | 'both';
  /** Reads only: a number chosen from "您要找的是不是" may run it at once. */
  readonly reads: boolean;
  readonly args: S;
  /** What else the bare word may mean: `辍学` alone asks whether to report or to count. */
  readonly alone?: readonly Choice[];
  run(context: CommandContext, args: z.output<S>): Promise<CommandResult>;
}

/** Declare a command; the default export of every file in `commands/`. */
export function defineCommand<S extends ArgsSchema>(command: Command<S>): Command {
  return command as unknown as Command;
}
