import type { z } from 'zod';
import type { FileKind, FoundFile, WantedFile } from '../casefiles/found.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Role } from '../people/roles.ts';
import type { Place } from '../places/place.ts';

/** Somebody of the county, named in a line. */
export interface NamedPerson {
  /** As `Person.id`. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly post?: string;
}

/** The recognisers an argument can ask for. Each one turns school speech into the value type on its right. */
export interface FieldValues {
  /** A place by name or alias. */
  place: Place;
  /** Grade and class as written in ledgers: `{ grade: '八年级', className: '2班' }`. */
  grade: { readonly grade?: string; readonly className?: string };
  /** A child's or guardian's name. */
  personName: string;
  sex: '男' | '女';
  /** 18 digits, checksum verified, `X` upper case. */
  idNumber: string;
  /** A day: 11月12日, 11-12, 昨天, 上周三, 国庆后, 10天没来 (counted back from today). */
  date: LocalDate;
  /** A day that may lie ahead, with a time (`HH:mm`) where one was told: 12月20日, 周五前, 下周三17点, 3天内, 月底. */
  dueDate: { readonly day: LocalDate; readonly time?: string };
  /** An amount in whole fen, an integer: 8000元, 1.2万, 三千, 3千5; printed by `moneyWord`. */
  money: number;
  /** 本周, 本月, 本学期, 日期..日期: both ends included. `label` is how the answer names it. */
  period: { readonly from: LocalDate; readonly to: LocalDate; readonly label: string };
  phone: string;
  /**
   * People at work by name, post or both: 蔺守安、戚春分, 安全股长, 桐渡镇教育专干桑小满. The parser gives the words; the command
   * gets the people, once all of them are found within the speaker's reach.
   */
  people: readonly NamedPerson[];
  /**
   * A file by its number. The parser gives the number, `K26-0417-F`, or the digits of a serial; the command gets the
   * file itself, once it is found and the speaker may have it for this.
   */
  file: FoundFile;
  /** One of a closed set of words (see `words`); the value is the canonical one. */
  word: string;
  /** A bind code: six digits from the roster, or letter-digit-letter-digit. */
  code: string;
  /** Whatever nobody else recognised, marks trimmed, in the order written. */
  text: string;
}

/** What a command declares about one argument, kept in the zod schema's metadata. */
export interface FieldMeta {
  readonly field: keyof FieldValues;
  /** What people call it: the first is printed, all of them work as `key:value` keys. */
  readonly labels: readonly string[];
  /** For `place`: which kinds are meant. */
  readonly places?: readonly Place['kind'][];
  /** For `place`: the line begins with something else, so a first word without 镇, 小学 … is no slip of a place's name. */
  readonly notFirst?: boolean;
  /** For `file`: which kinds are meant, and what for. */
  readonly wanted?: WantedFile;
  /** For `file`: what is said when there is none, and when it is in sight but the move is not theirs. */
  readonly none?: 'files/not-there' | 'withdrawal/nothing';
  readonly denied?: 'refusals/no-right' | 'withdrawal/nothing';
  /** For `file`: the line, behind `{no}`, by which the same is done to a file of another kind. */
  readonly elsewhere?: { readonly kind: FileKind; readonly line: string };
  /** For `word`: canonical value -> the words people use for it. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** For `word`: what people say instead of any word of the set, by what it means; the earlier ones first. */
  readonly sayings?: readonly (readonly [string, RegExp])[];
  /** For `word`: only where it stands by itself; 请多关注 is no 关注. */
  readonly alone?: true;
  /** For `date`: from when something is so; a day on which it was merely found or told is none. */
  readonly since?: true;
  /** For `text`: it says what is the matter, and words that only hold the place of that (情况, XX) are none. */
  readonly describes?: true;
  /** How to ask for it when it is missing (private chat). */
  readonly question?: string;
  /** The words it was read from stay in the text too; one behind its label comes first. */
  readonly keeps?: boolean;
  /** May hold a child's personal data: typed in a group, the sender is asked to recall the message. */
  readonly personal?: boolean;
}

/** The arguments of a command: a zod object whose members were made with the helpers of `chat/args.ts`. */
export type ArgsSchema = z.ZodObject;
