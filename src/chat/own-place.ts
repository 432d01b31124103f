import { areaOf, type Place } from '../places/place.ts';
import type { FieldInfo } from './args.ts';
import type { Ambiguity, ParsedArgs } from './parse/parsed-args.ts';
import type { Turn } from './turn.ts';

/** Arguments by name, and what is still missing of those that are required. */
export interface Filled {
  readonly values: Readonly<Record<string, unknown>>;
  readonly missing: readonly FieldInfo[];
}

/** A member's own unit stands in for a place they had to name and did not; one they named wrongly is asked for. */
export function withOwnPlace(turn: Turn, parsed: ParsedArgs): Filled {
  const own = ownPlace(turn);
  const field = parsed.missing.find(({ meta }) => meta.field === 'place');
  const fits =
    own !== undefined && field !== undefined && (field.meta.places ?? [own.kind]).includes(own.kind);
  if (!fits || parsed.problems.some((problem) => problem.field.name === field.name)) return parsed;
  return {
    values: { ...parsed.values, [field.name]: own },
    missing: parsed.missing.filter((other) => other !== field),
  };
}

/** Of several places of one name the speaker means the one in their own township; names that only look alike stay a question. */
export function ownCandidate({ actor }: Turn, { candidates, alike }: Ambiguity): Place | undefined {
  if (alike || actor.townshipId === undefined) return undefined;
  const own = candidates.filter((place) => areaOf(place) === actor.townshipId);
  return own.length === 1 ? own[0] : undefined;
}

/** Whoever has no unit means that of the group they write in: parents, their school. */
function ownPlace({ actor, group, gazetteer }: Turn): Place | undefined {
  const id =
    actor.schoolId ?? actor.townshipId ?? (actor.bound ? undefined : (group?.schoolId ?? group?.townshipId));
  return id === undefined ? undefined : gazetteer.byId(id);
}
