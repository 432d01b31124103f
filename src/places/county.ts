import type { LocalDate } from '../kit/local-date.ts';
import type { DocumentRules } from './document-rules.ts';
import type { DropoutRules } from './dropout-rules.ts';
import type { DutyKind } from './emergency-kinds.ts';
import type { Audience, FileSeason, MemberRight } from './file-shape.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { HazardRules } from './hazard-rules.ts';
import type { Place, School, Township, Village, Water } from './place.ts';
import type { PrivacyRules } from './privacy-rules.ts';

/** A school term with both ends, ready for the calendar. */
export interface CountyTerm {
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}
/** An officer of the county file with ids instead of names. `role` is the English word. */
export interface CountyMember {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly post?: string;
  /** Of a school's people: the school's township. */
  readonly townshipId?: string;
  readonly schoolId?: string;
  readonly department?: string;
  /** Beyond those of the role. */
  readonly rights?: readonly MemberRight[];
  /** An account that several people use: nobody can say who read by it. */
  readonly shared?: boolean;
  readonly wecom?: string;
  readonly dingtalk?: string;
}
/** A group of the county file; the platforms' chat ids only, push addresses stay sealed. */
export interface CountyGroup {
  readonly name: string;
  readonly audience: Audience;
  readonly outsiders: boolean;
  readonly townshipId?: string;
  readonly schoolId?: string;
  readonly wecom?: string;
  readonly dingtalk?: string;
}
/** Who is told of an emergency of this kind, in order, as member ids. */
export interface CountyDutyContact {
  readonly kind: DutyKind;
  readonly persons: readonly string[];
  /** Whom to phone where nobody can be told. */
  readonly phone?: string;
}
/** The places of one version, in file order; `retired` ones are in the database only. */
export interface CountyPlaces {
  readonly townships: readonly Township[];
  readonly schools: readonly School[];
  readonly villages: readonly Village[];
  readonly waters: readonly Water[];
  readonly retired: readonly Place[];
}
/** The current version of the county file, ready for use. */
export interface County {
  /** `none` when no county file was ever loaded. */
  readonly version: string;
  readonly gazetteer: Gazetteer;
  /** As the calendar takes them; empty means the usual terms. */
  readonly terms: readonly CountyTerm[];
  /** As the calendar takes them; it has some of its own. */
  readonly seasons: readonly FileSeason[];
  readonly workdays: { readonly rest: readonly LocalDate[]; readonly work: readonly LocalDate[] };
  readonly districts: readonly { readonly name: string; readonly townshipIds: readonly string[] }[];
  readonly levelWords: Readonly<Record<string, string>>;
  readonly members: readonly CountyMember[];
  readonly groups: readonly CountyGroup[];
  /** Empty when the file names nobody. */
  readonly dutyContacts: readonly CountyDutyContact[];
  readonly dropoutRules: DropoutRules;
  readonly hazardRules: HazardRules;
  readonly documentRules: DocumentRules;
  readonly privacyRules: PrivacyRules;
}
