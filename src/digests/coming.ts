import { type LocalDate, spokenDate } from '../kit/local-date.ts';

/** Something that comes round, and its day. */
export interface Coming {
  readonly name: string;
  readonly day: LocalDate;
  /** Nobody but the bureau hears of it. */
  readonly bureauOnly?: boolean;
}

/** What comes, day by day: `11月28日 学校月报、乡镇月报`; what comes again is told once. */
export function comingWords(coming: readonly Coming[], most: number): readonly string[] {
  const first = coming.filter((one, at) => coming.findIndex(({ name }) => name === one.name) === at);
  const shown = first.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).slice(0, most);
  return [...new Set(shown.map(({ day }) => day))].map((day) => {
    const names = shown.filter((one) => one.day === day).map(({ name }) => name);
    return `${spokenDate(day)} ${names.join('、')}`;
  });
}
