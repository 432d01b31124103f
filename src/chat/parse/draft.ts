import type { FieldInfo } from '../args.ts';
import type { FieldMeta } from '../fields.ts';
import type { Ambiguity, ArgProblem, ParseEnv } from './parsed-args.ts';
import type { Slate } from './slate.ts';

/** A line while it is being read: each step takes what it knows from the slate and notes what it means. */
export interface Draft {
  readonly slate: Slate;
  readonly env: ParseEnv;
  readonly fields: readonly FieldInfo[];
  readonly values: Map<string, unknown>;
  /** As typed, of values known by their shape. */
  readonly written: Map<string, string>;
  readonly ambiguous: Ambiguity[];
  readonly problems: ArgProblem[];
  /** The place as written after `学校:`, for suggestions. */
  placeWord?: string;
  headcount?: number;
  page?: number;
}

/** Declared fields of a kind that have no value yet, in order. */
export function openFields(draft: Draft, kind: FieldMeta['field']): readonly FieldInfo[] {
  return draft.fields.filter((field) => field.meta.field === kind && !draft.values.has(field.name));
}

/** The open ones about which nothing is asked: what was told of them and not understood is not looked for elsewhere. */
export function unaskedFields(draft: Draft, kind: FieldMeta['field']): readonly FieldInfo[] {
  return openFields(draft, kind).filter(
    (field) => !draft.problems.some((problem) => problem.field === field),
  );
}
