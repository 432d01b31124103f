import type { Calendar } from '../calendar/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor, GroupInfo } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { Services } from '../services.ts';
import type { Texts } from '../texts/load-texts.ts';
import type { FillReply, ReplyTexts } from '../texts/reply-texts.ts';
import type { Dialogues } from './dialogue.ts';
import type { IncomingMessage } from './message.ts';
import type { Registry } from './registry.ts';
import type { Surface } from './reply.ts';
import type { ActReader } from './understand/reader.ts';

/** What the dispatcher is built from. */
export interface DispatchDeps {
  readonly registry: Registry;
  readonly services: Services;
  readonly dialogues: Dialogues;
  readonly texts: Texts<ReplyTexts>;
  /** Says what words that are no command may want. */
  readonly readAct: ActReader;
  /** Choices are also given as buttons on cards. */
  readonly cards: boolean;
  /** IANA zone of the county. */
  readonly timeZone: string;
  /** How much one answer to this message can hold. */
  surface(message: Pick<IncomingMessage, 'platform' | 'id'>): Surface;
  /** Called with a stable code and the error's name only: what was typed never reaches a log. */
  onError(code: string, error: Error): void;
}

/** The inbox entry of the message in work. */
export interface TurnEntry {
  readonly key: string;
  /** What an earlier run of the message froze under this name; undefined when none did. Costs nothing. */
  recall(name: string): string | undefined;
  freeze(name: string, choose: () => Promise<string>): Promise<string>;
}

/** One message being answered: everything known about who, where and when, read once. */
export interface Turn {
  readonly deps: DispatchDeps;
  readonly message: IncomingMessage;
  readonly entry: TurnEntry;
  readonly actor: Actor;
  readonly group?: GroupInfo;
  readonly gazetteer: Gazetteer;
  readonly calendar: Calendar;
  readonly now: Date;
  readonly today: LocalDate;
  readonly time: string;
  /** Where this person's dialogue in this chat is kept. */
  readonly place: string;
  /** Personal data was typed into a group. */
  readonly personalDataTyped: boolean;
  /** A text, told whether it is read in a group; `at` is the cue before a line to be sent there. */
  readonly text: FillReply;
}
