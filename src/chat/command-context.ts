import type { LocalDate } from '../kit/local-date.ts';
import type { Actor, GroupInfo } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { Services } from '../services.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Quote } from './message.ts';

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
  /** IANA zone of the county, for days of the past. */
  readonly timeZone: string;
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
  readonly commands: { usable(): readonly CommandHelp[]; find(word: string): CommandHelp | undefined };
  /** The text `templates/replies/<name>.md` (`dropouts/view`), filled with data; user text is neutralised by the engine. */
  readonly text: FillReply;
  /**
   * Fix a relative target ("my last report") before the effect: the first call stores what `choose`
   * gives in the message's inbox entry, a re-run of the message gets the same value back.
   */
  freeze(name: string, choose: () => Promise<string>): Promise<string>;
}
