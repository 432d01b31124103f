import type { FieldInfo } from '../args.ts';
import { type Draft, unaskedFields } from './draft.ts';
import { takeReading } from './fill-shapes.ts';
import { type KeyFound, labelBefore } from './labels.ts';
import { findMoney, type Money } from './money.ts';
import { argProblem } from './problems.ts';
import type { FoundAt, Span } from './slate.ts';

/** Fill amounts told by a label (资金8000), then the one that stands alone. What is unclear stays in the text. */
export function fillMoney(draft: Draft): void {
  for (const field of unaskedFields(draft, 'money')) fillNamed(draft, field);
  const [field, ...others] = unaskedFields(draft, 'money');
  const [found, ...more] = field ? findMoney(draft.slate.free(), () => false) : [];
  if (!field || !found) return;
  // Which of several is meant, nobody can tell.
  take(draft, field, others.length + more.length > 0 ? { ...found, value: 'unclear' } : found);
}

function fillNamed(draft: Draft, field: FieldInfo): void {
  const named = (start: number) => labelBefore(draft.slate, field, start) !== undefined;
  const found = findMoney(draft.slate.free(), named).find(({ start }) => named(start));
  if (found) take(draft, field, found);
}

/** The amount behind `资金:`, also without 元. */
export function readMoneyAfter(draft: Draft, key: KeyFound, region: Span): void {
  const text = draft.slate.free().slice(region.start, region.end);
  const [found] = findMoney(text, (start) => start <= 1);
  if (found === undefined || found.start > 1) return void draft.problems.push(argProblem(key.field, 'money'));
  const place = { start: region.start + found.start, end: region.start + found.end };
  if (take(draft, key.field, { ...found, ...place })) draft.slate.take(key);
}

function take(draft: Draft, field: FieldInfo, { value, ...span }: FoundAt<Money>): boolean {
  if (value !== 'unclear') return takeReading(draft, field, { ...span, value });
  draft.problems.push(argProblem(field, 'money'));
  return false;
}
