import type { Actor } from '../people/actor.ts';
import type { School } from '../places/place.ts';
import { findingsOfItems } from './finding-words.ts';
import { MOST_FINDINGS, readFindings } from './read-findings.ts';
import { mayInspect } from './signer.ts';
import type { InspectionForm } from './types.ts';

/** A unit's answer to a duty that asked for a check by numbered items. */
export interface ItemAnswer {
  /** Who answers. */
  readonly actor: Actor;
  readonly school: Pick<School, 'id' | 'townshipId'>;
  /** Its name as it is read back. */
  readonly name: string;
  /** What the duty had checked, numbered from 1. */
  readonly items: readonly string[];
  /** Numbers of those with a problem. */
  readonly found: readonly number[];
  /** What was said of them. */
  readonly words?: string;
}

/**
 * The line of 检查 that signs for these findings and opens each as a hazard: `检查 消防 桐渡镇初级中学 3 7`. Undefined
 * where no form that this person may sign has the same items under the same numbers.
 */
export function answerLine(
  forms: readonly InspectionForm[],
  { actor, school, name, items, found, words }: ItemAnswer,
): string | undefined {
  const form = forms.find((one) => one.who.includes(actor.role) && sameItems(one, items));
  if (form === undefined || found.length === 0 || !mayInspect(actor, school)) return undefined;
  const numbers = findingsOfItems(form, found).map(({ item }) => item);
  const said = words !== undefined && names(words, found, items.length) ? words : numbers.join(' ');
  return `检查 ${form.name} ${name} ${said}`;
}

function sameItems(form: InspectionForm, items: readonly string[]): boolean {
  return form.items.length === items.length && form.items.every(({ text }, index) => text === items[index]);
}

/** Whether 检查 would read these items, and no others, out of the words. */
function names(words: string, found: readonly number[], count: number): boolean {
  const { findings, unknown } = readFindings(words, count);
  const items = findings.map(({ item }) => item);
  if (unknown.length > 0 || items.length > MOST_FINDINGS || items.length !== found.length) return false;
  return found.every((item) => items.includes(item));
}
