import type { Entry } from '../casefiles/entry.ts';
import { standing } from '../casefiles/undo.ts';
import type { RecognitionStep } from '../places/dropout-rules.ts';
import { bucketOf } from './states.ts';
import type { DropoutMove, DropoutState } from './transitions.ts';

type Step = Pick<Entry<DropoutMove, DropoutState>, 'id' | 'kind' | 'to' | 'by'> & {
  readonly undoes?: string;
};

/** A suspicion begins with these: what was asked and checked before belonged to another one. */
const BEGINS: readonly DropoutMove[] = [
  'reported',
  'tipped',
  'noted',
  'verified',
  'matured',
  'absent',
  'expired',
];
/** Saying so is the first step of recognition; a tip and the passing of time are not. */
const ASKS: readonly DropoutMove[] = ['reported', 'verified', 'absent', 'proposed'];

/** The entries of the newest suspicion that stand. */
export function sinceSuspected<E extends Step>(entries: readonly E[]): readonly E[] {
  const valid = standing(entries);
  const begun = valid.findLastIndex(({ kind }) => BEGINS.includes(kind));
  return valid.slice(Math.max(begun, 0));
}

/** The steps of recognition that the newest suspicion has behind it. */
export function stepsDone(entries: readonly Step[]): ReadonlySet<RecognitionStep> {
  const since = sinceSuspected(entries);
  const done = new Set<RecognitionStep>();
  for (const { kind } of since) {
    if (ASKS.includes(kind)) done.add('proposed');
    if (kind === 'checked' || kind === 'recognised') done.add(kind);
  }
  return done;
}

/** The steps that the county sets before the decision and that nobody has made yet. */
export function stepsMissing(
  entries: readonly Step[],
  steps: readonly RecognitionStep[],
  before: RecognitionStep,
): readonly RecognitionStep[] {
  const done = stepsDone(entries);
  const earlier = steps.includes(before) ? steps.slice(0, steps.indexOf(before)) : [];
  return earlier.filter((step) => !done.has(step));
}

/** Whether the child ever counted as a dropout: only then is another absence a relapse. */
export function wasRegistered(entries: readonly Step[]): boolean {
  return standing(entries).some(({ to }) => bucketOf(to) === 'registered');
}
