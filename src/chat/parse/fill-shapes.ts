import type { FieldMeta, FieldValues } from '../fields.ts';
import { bareCaseNumber } from './case-number.ts';
import { type Draft, openFields } from './draft.ts';
import { bareClass, findGrades } from './grade.ts';
import { labelBefore } from './labels.ts';
import { argProblem } from './problems.ts';
import { READERS, type Reading } from './readers.ts';

/** Fill the open fields of a kind with what has its shape, wherever it stands. */
export function fillShapes(draft: Draft, kind: FieldMeta['field']): void {
  const read = READERS[kind];
  for (const field of openFields(draft, kind)) {
    for (const reading of inOrder(draft, field, read?.(draft.slate.free(), field, draft.env) ?? [])) {
      if (takeReading(draft, field, reading)) break;
    }
  }
}

/** Of words that stay in the text one is read for what it is called by: 说周一来 下次11月30日. */
function inOrder(
  { slate }: Draft,
  field: Draft['fields'][number],
  readings: readonly Reading[],
): readonly Reading[] {
  if (field.meta.keeps !== true) return readings;
  const labelled = readings.filter(({ start }) => labelBefore(slate, field, start) !== undefined);
  return [...labelled, ...readings.filter((reading) => !labelled.includes(reading))];
}

const PHONE_TOLD = /(?:电话|手机号?|联系方式)[^\d\n]{0,3}\d{5,}/;
/** A phone was told by its label and is none: say so. What was typed stays in the text. */
export function noteOddPhone(draft: Draft): void {
  const [field] = openFields(draft, 'phone');
  const told = field && !draft.problems.some((one) => one.field === field);
  if (told && PHONE_TOLD.test(draft.slate.free())) draft.problems.push(argProblem(field, 'phone'));
}

/** Note one reading; `true` when the field has its value. A date that is refused stays in the text. */
export function takeReading(draft: Draft, field: Draft['fields'][number], reading: Reading): boolean {
  const label = labelBefore(draft.slate, field, reading.start);
  if (reading.problem) draft.problems.push(reading.problem);
  if (reading.value !== undefined) {
    draft.values.set(field.name, reading.value);
    draft.written.set(field.name, draft.slate.raw.slice(reading.start, reading.end));
  }
  const refusedDate = reading.value === undefined && field.meta.field === 'date';
  if (!refusedDate && field.meta.keeps !== true)
    draft.slate.take({ start: label?.start ?? reading.start, end: reading.end });
  return reading.value !== undefined;
}

/** 七年级男生 6班: the class stands apart from its year. */
export function completeGrade(draft: Draft): void {
  for (const field of draft.fields.filter(({ meta }) => meta.field === 'grade')) {
    const known = draft.values.get(field.name) as FieldValues['grade'] | undefined;
    if (known?.grade === undefined || known.className !== undefined) continue;
    const apart = findGrades(draft.slate.free()).find(
      ({ value }) => value.grade === undefined && value.className !== undefined,
    );
    if (apart === undefined) continue;
    draft.values.set(field.name, { ...known, ...apart.value });
    draft.slate.take(apart);
  }
}

/** Last resort, whole words only: 417 for a case number, 802 for a class. */
export function fillBareNumbers(draft: Draft): void {
  const year = Number(draft.env.today.slice(0, 4));
  for (const field of openFields(draft, 'file')) {
    for (const word of draft.slate.words()) {
      const value = bareCaseNumber(word.text, year);
      if (value === undefined) continue;
      takeReading(
        draft,
        field,
        value === 'wrong' ? { ...word, problem: argProblem(field, 'case-check') } : { ...word, value },
      );
      break;
    }
  }
  for (const field of openFields(draft, 'grade')) {
    const word = draft.slate.words().find((one) => bareClass(one.text));
    if (word) takeReading(draft, field, { ...word, value: bareClass(word.text) });
  }
}
