import { ageOn, type ReadIdNumber } from '../../kit/id-number.ts';
import type { FieldInfo } from '../args.ts';
import type { FieldMeta } from '../fields.ts';
import { findCaseNumbers } from './case-number.ts';
import { findCodes } from './code.ts';
import { findDates } from './date.ts';
import { findDueDates } from './due-date.ts';
import { LAST_SPOKEN } from './file-talk.ts';
import { findGrades } from './grade.ts';
import { findIdNumbers } from './id-number.ts';
import type { ArgProblem, ParseEnv } from './parsed-args.ts';
import { findPeriods } from './period.ts';
import { findPhones } from './phone.ts';
import { argProblem, idProblem } from './problems.ts';
import { findSexes } from './sex.ts';
import type { Span } from './slate.ts';

/** A stretch of text that a field can read: its value, what is wrong with it, or both. */
export interface Reading extends Span {
  readonly value?: unknown;
  readonly problem?: ArgProblem;
}

type Reader = (text: string, field: FieldInfo, env: ParseEnv) => readonly Reading[];

/** Fields whose values are known by their shape alone. Text is half width. */
export const READERS: Readonly<Partial<Record<FieldMeta['field'], Reader>>> = {
  idNumber: (text, field, env) =>
    findIdNumbers(text).map((one) => ({ ...span(one), ...readId(one.value, field, env) })),
  phone: (text) => findPhones(text),
  file: (text, field, env) =>
    [...lastSpoken(text), ...findCaseNumbers(text, Number(env.today.slice(0, 4)))].map((one) =>
      one.value === 'wrong' ? { ...span(one), problem: argProblem(field, 'case-check') } : one,
    ),
  code: (text) => findCodes(text),
  period: (text, _, env) => findPeriods(text, env.today, env.calendar),
  grade: (text) => findGrades(text),
  date: (text, field, env) =>
    findDates(text, env.today, env.calendar)
      .filter((one) => !OTHER_DATE.test(text.slice(Math.max(0, one.start - 12), one.start)))
      .filter((one) => field.meta.since !== true || !isOfTelling(text, one))
      .sort((a, b) => rank(text, a) - rank(text, b) || ahead(a) - ahead(b))
      .filter((one, _, { length }) => one.value !== 'future' || length === 1)
      .map((one) =>
        one.value === 'future' ? { ...span(one), problem: argProblem(field, 'date-future') } : one,
      ),
  dueDate: (text, _, env) => findDueDates(text, env.today, env.calendar),
  sex: (text) => findSexes(text),
};

/** The word that stands for a number in file talk about 那个孩子. */
function lastSpoken(text: string): readonly (Span & { readonly value: string })[] {
  const start = text.indexOf(LAST_SPOKEN);
  return start < 0 ? [] : [{ start, end: start + LAST_SPOKEN.length, value: LAST_SPOKEN }];
}

// A birthday, or the value of a key nobody declared.
const OTHER_DATE = /(?:出生(?:日期|年月|于)?|生日|生于|[一-龥]{2,8}[:=])[:=\s]*$/;
/** 今天班主任家访: on that day something was found or told, and nothing began. */
const TOLD_THEN =
  /^[一-龥]{0,6}?(?:家访|走访|入户|发现|排查|摸排|核查|上门|接到|打了?电话|听说|反映|报告|联系)/u;
function isOfTelling(text: string, { start, end }: Span): boolean {
  return !SINCE.test(text.slice(start, end)) && TOLD_THEN.test(text.slice(end, end + 12));
}

const ahead = ({ value }: { readonly value: unknown }) => (value === 'future' ? 1 : 0);

const SINCE = /[没未不缺旷逃起]|以来|开始|之?后/;
function rank(text: string, { start, end }: Span): number {
  return SINCE.test(text.slice(start, end)) ? 0 : 1;
}

const YOUNGEST = 5;
const OLDEST = 18;
function readId(read: ReadIdNumber, field: FieldInfo, env: ParseEnv): Omit<Reading, 'start' | 'end'> {
  if (!read.ok) return { problem: idProblem(field, read.fault) };
  const age = ageOn(read.birth, env.today);
  const odd = age < YOUNGEST || age > OLDEST;
  return { value: read.number, ...(odd ? { problem: argProblem(field, 'id-age') } : {}) };
}

function span({ start, end }: Span): Span {
  return { start, end };
}
