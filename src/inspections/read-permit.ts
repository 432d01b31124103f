import { defined } from '../kit/defined.ts';
import { isRealDate, type LocalDate } from '../kit/local-date.ts';
import { halfWidth } from '../kit/width.ts';
import type { PermitKind } from './permit-types.ts';
import { findNamed } from './read-form.ts';

/** What a line about a permit says. */
export interface ReadPermit {
  readonly kind?: PermitKind;
  /** The last day it holds. */
  readonly expiresOn?: LocalDate;
  /** A date was written that the calendar does not have, or one that is decades away. */
  readonly oddDate?: true;
  /** A plate, a place, a name: what tells several of a kind apart. */
  readonly label?: string;
}

/**
 * Read `食堂许可证 2027-03-01`, `校车 桂A12345 有效期至2027年1月15日`. A day without a year is the next
 * one that comes. Pure.
 */
export function readPermit(text: string, kinds: readonly PermitKind[], today: LocalDate): ReadPermit {
  const plain = halfWidth(text).trim();
  const date = findDate(plain, today);
  const undated = date === undefined ? plain : `${plain.slice(0, date.start)} ${plain.slice(date.end)}`;
  const named = findNamed(kinds, undated.trim());
  const label = (named?.rest ?? '').replace(FILLERS, ' ').replace(/\s+/g, ' ').replace(AROUND, '');
  return {
    ...defined({ kind: named?.found }),
    ...(date === undefined ? {} : date.day === undefined ? { oddDate: true } : { expiresOn: date.day }),
    ...defined({ label: label || undefined }),
  };
}

const FILLERS = /有效期|到期日?|期限|截止|年检|新证|换证|(?:^|\s)[至到为是](?=\s|$)/g;
// Marks at the end are looked for from where they begin: from each of them it would take forever.
const AROUND = /^[\s,，、;；:：。至到为是]+|(?<![\s,，、;；:：。至到])[\s,，、;；:：。至到]+$/g;

const FULL = /(?<!\d)(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?!\d)/;
const SHORT = /(?<![\d年])(\d{1,2})月(\d{1,2})[日号]?/;
/** Nothing that is renewed holds longer. */
const LONGEST_YEARS = 20;

interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly day?: LocalDate;
}

function findDate(text: string, today: LocalDate): FoundDate | undefined {
  const full = FULL.exec(text);
  const short = full === null ? SHORT.exec(text) : null;
  const found = full ?? short;
  if (found === null) return undefined;
  const day = full === null ? nextDay(found[1], found[2], today) : dayOf(found[1], found[2], found[3]);
  const year = Number(today.slice(0, 4));
  const near = day !== undefined && Math.abs(Number(day.slice(0, 4)) - year) <= LONGEST_YEARS;
  const span = { start: found.index, end: found.index + found[0].length };
  return near ? { ...span, day } : span;
}

function dayOf(year = '', month = '', day = ''): LocalDate | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isRealDate(written) ? written : undefined;
}

function nextDay(
  month: string | undefined,
  day: string | undefined,
  today: LocalDate,
): LocalDate | undefined {
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .map((each) => dayOf(`${each}`, month, day))
    .find((one) => one !== undefined && one >= today);
}
