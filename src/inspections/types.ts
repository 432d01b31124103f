import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Role } from '../people/roles.ts';

/** One thing a form has looked at. */
export interface FormItem {
  readonly text: string;
  /** The law or document that asks for it, where it is another one than the form's. */
  readonly basis?: string;
}

/** A form of inspection (一校一表): data of `templates/forms`. Items are numbered from 1. */
export interface InspectionForm {
  /** The file's name without ending, ASCII: `fire`. */
  readonly id: string;
  /** 消防. Unique among names and aliases of all forms. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly basis: string;
  /** Who may fill it in; for which schools is decided by their area. */
  readonly who: readonly Role[];
  readonly items: readonly FormItem[];
}

/** Something that was found wrong. Words are the checker's own: sealed at rest. */
export interface Finding {
  /** Number of the item; absent for something the form does not list. */
  readonly item?: number;
  /** Absent: the item is wrong, no more was said. */
  readonly words?: string;
}

/** An inspection as a command hands it over. */
export interface InspectionDraft {
  readonly form: InspectionForm;
  readonly schoolId: string;
  /** Township id of the school. */
  readonly areaId: string;
  /** Empty: everything was in order. */
  readonly findings: readonly Finding[];
  readonly photos: readonly string[];
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
}

/** An inspection as it was signed. */
export interface Inspection {
  /** The effect key; its hazards are opened under `<id>:f<n>`, n from 1. */
  readonly id: string;
  readonly formId: string;
  readonly formName: string;
  readonly schoolId: string;
  readonly areaId: string;
  readonly findings: readonly Finding[];
  readonly photos: readonly string[];
  /** Who checked: 谁检查谁签字. */
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
}

/** Inspections: one document each, never changed. */
export interface Inspections {
  /** The forms of this program, in the order they are listed. */
  readonly forms: readonly InspectionForm[];
  record(draft: InspectionDraft): Effect<Inspection>;
  /** The newest of one school first, at most `limit`; only what these accounts signed when `by` names any. */
  lastOf(schoolId: string, limit: number, by?: readonly string[]): Promise<readonly Inspection[]>;
}
