import type { Actor } from '../people/actor.ts';
import { scopeOf } from '../people/scope.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import { areaOf, OUTSIDE, type Place } from '../places/place.ts';
import type { FigureScope } from './types.ts';

/** What of the county somebody asks about, as far as they may see it. */
export interface CountView extends FigureScope {
  /** The areas to print, in county-file order, 区外 last. */
  readonly areaIds: readonly string[];
  readonly schoolName?: string;
}

/** Whose eyes reach beyond their own reports. */
export function seesFigures(actor: Actor): boolean {
  return !['none', 'own'].includes(scopeOf(actor) as string);
}

/** What of the wish lies in the asker's own area; undefined: nothing does (the answer is that of no such place). */
export function countView(actor: Actor, gazetteer: Gazetteer, place?: Place): CountView | undefined {
  const scope = scopeOf(actor);
  if (scope === 'none' || scope === 'own') return undefined;
  if (scope !== 'all' && 'schoolId' in scope) {
    const school = gazetteer.byId(scope.schoolId);
    if (school?.kind !== 'school' || (place !== undefined && place.id !== school.id)) return undefined;
    return { areaIds: [school.townshipId], schoolId: school.id, schoolName: fullName(gazetteer, school) };
  }
  const mine = scope === 'all' ? everyArea(gazetteer) : [scope.townshipId];
  if (place === undefined) return { areaIds: mine };
  if (!mine.includes(areaOf(place))) return undefined;
  const areaIds = [areaOf(place)];
  return place.kind === 'school'
    ? { areaIds, schoolId: place.id, schoolName: fullName(gazetteer, place) }
    : { areaIds };
}

/** All areas of the county, in its order, 区外 last. */
export function everyArea({ townships }: Pick<Gazetteer, 'townships'>): readonly string[] {
  return [...townships.map((township) => township.id), OUTSIDE.id];
}

/** What a line of the view is called. */
export function lineName(gazetteer: Gazetteer, { schoolName }: CountView, areaId: string): string {
  return schoolName ?? areaName(gazetteer, areaId);
}

/** The rule as it applies to what is shown: 区外 is named only where it is among the lines. */
export function ruleIn<R extends { readonly words: string }>({ areaIds }: CountView, rule: R): R {
  return areaIds.includes(OUTSIDE.id) ? rule : { ...rule, words: rule.words.replace('，含区外', '') };
}
