import type { LocalDate } from '../kit/local-date.ts';
import type { FileDocuments } from './county-documents.ts';
import type { FileDropouts } from './county-dropouts.ts';
import type { FileHazards } from './county-hazards.ts';
import type { FilePrivacy } from './county-privacy.ts';
import type { DutyKind } from './emergency-kinds.ts';
import type { SchoolKind } from './place.ts';

/** Whom a group chat is for. */
export type Audience = 'bureau' | 'leaders' | 'township' | 'school';

/** Both ends `YYYY-MM-DD` (that term), or both `MM-DD` (every year). */
export interface FileTerm {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}
/** A time of every year such as 防溺水季; both ends `MM-DD`, may run over New Year. */
export interface FileSeason {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}
/** A township as the bureau wrote it. */
export interface FileTownship {
  readonly name: string;
  readonly code?: string;
  readonly aliases: readonly string[];
}
/** A village or a water body as the bureau wrote it; `township` is an official name. */
export interface FileSpot {
  readonly name: string;
  readonly township: string;
  readonly aliases: readonly string[];
}
/** A water body, and whose it is, where the bureau wrote it. */
export interface FileWater extends FileSpot {
  readonly unit?: string;
}
/** 片区: townships one cadre looks after. */
export interface FileDistrict {
  readonly name: string;
  readonly townships: readonly string[];
}
/** A school as the bureau wrote it. */
export interface FileSchool {
  readonly name: string;
  readonly code?: string;
  readonly township: string;
  readonly kind: SchoolKind;
  readonly pupils?: number;
  readonly boarding: boolean;
  readonly aliases: readonly string[];
  /** Names or codes of schools that were merged into this one: what was open there is its own. */
  readonly former?: readonly string[];
}
/** What a person may do by name, beyond their role: read a child's whole file for a reason (调阅). */
export type MemberRight = 'full-view';
/** An officer. `role` is the English word; a school is named with its township. */
export interface FileMember {
  readonly name: string;
  readonly role: string;
  readonly post?: string;
  readonly township?: string;
  readonly school?: string;
  readonly department?: string;
  /** Whom a school phones when it calls one of the six officers: kept sealed, shown masked. */
  readonly phone?: string;
  readonly rights?: readonly MemberRight[];
  readonly shared?: boolean;
  readonly wecom?: string;
  readonly dingtalk?: string;
}
/** A group's address on one platform; `webhook` and `secret` are secrets. */
export interface FileChannel {
  readonly chat: string;
  readonly webhook?: string;
  readonly secret?: string;
}
/** A group chat. The bureau knows whom it put in: `outsiders` left out means nobody from outside. */
export interface FileGroup {
  readonly name: string;
  readonly audience: Audience;
  readonly outsiders: boolean;
  readonly township?: string;
  readonly school?: string;
  readonly wecom?: FileChannel;
  readonly dingtalk?: FileChannel;
}
/** Who is told of an emergency of this kind, in order. A person is a member's name, with the unit where two share it. */
export interface FileDutyContact {
  readonly kind: DutyKind;
  readonly persons: readonly string[];
  /** Whom to phone where nobody can be told. */
  readonly phone?: string;
}
/** The county file, checked: every reference is an official name that exists, nothing is there twice. */
export interface CountyFile {
  readonly county: {
    readonly name: string;
    readonly code?: string;
    readonly levelWords?: Readonly<Record<string, string>>;
    readonly dutyPhone?: string;
  };
  /** Empty: the usual ones (9-1..1-31, 2-15..7-15). */
  readonly terms: readonly FileTerm[];
  /** Left out when the file names none, as in every version that was stored before there were any. */
  readonly seasons?: readonly FileSeason[];
  readonly workdays: { readonly rest: readonly LocalDate[]; readonly work: readonly LocalDate[] };
  readonly townships: readonly FileTownship[];
  readonly villages: readonly FileSpot[];
  readonly districts: readonly FileDistrict[];
  readonly schools: readonly FileSchool[];
  readonly waters: readonly FileWater[];
  readonly members: readonly FileMember[];
  readonly groups: readonly FileGroup[];
  /** Left out when the file names nobody, as in every version that was stored before it could. */
  readonly dutyContacts?: readonly FileDutyContact[];
  /** How the county controls dropouts; left out: as usual. */
  readonly dropouts?: FileDropouts;
  /** Within how many days hazards are to be gone; left out: as usual. */
  readonly hazards?: FileHazards;
  /** Who issues documents, how they are numbered; left out: nothing is. */
  readonly documents?: FileDocuments;
  /** Who may read a child's whole file; left out: as usual. */
  readonly privacy?: FilePrivacy;
}

/** What reading a county file needs from above: role words belong to `people`. */
export interface CountyFileOptions {
  /** The English role for a Chinese or English word, undefined for an unknown word. */
  readonly roleOf: (word: string) => string | undefined;
  /** Role words to suggest, as people print them. */
  readonly roleWords: readonly string[];
}
