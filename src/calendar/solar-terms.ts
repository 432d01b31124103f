import type { LocalDate } from '../kit/local-date.ts';

// Two a month from January on, each with the constant of the usual formula for the 21st century.
const CONSTANTS: readonly (readonly [string, number])[] = [
  ['小寒', 5.4055],
  ['大寒', 20.12],
  ['立春', 3.87],
  ['雨水', 18.73],
  ['惊蛰', 5.63],
  ['春分', 20.646],
  ['清明', 4.81],
  ['谷雨', 20.1],
  ['立夏', 5.52],
  ['小满', 21.04],
  ['芒种', 5.678],
  ['夏至', 21.37],
  ['小暑', 7.108],
  ['大暑', 22.83],
  ['立秋', 7.5],
  ['处暑', 23.13],
  ['白露', 7.646],
  ['秋分', 23.042],
  ['寒露', 8.318],
  ['霜降', 23.438],
  ['立冬', 7.438],
  ['小雪', 22.36],
  ['大雪', 7.18],
  ['冬至', 21.94],
];

// Where the formula is a day off. Found by computing the sun's longitude for every term of 2001 to 2099.
const EXCEPTIONS: Readonly<Record<string, number>> = {
  '2002立秋': 1,
  '2008小满': 1,
  '2016小暑': 1,
  '2019小寒': -1,
  '2021冬至': -1,
  '2026雨水': -1,
  '2082大寒': 1,
  '2084春分': 1,
  '2089霜降': 1,
  '2089立冬': 1,
};

/** The 24 solar terms in the order of the civil year, 小寒 first. */
export const SOLAR_TERMS: readonly string[] = CONSTANTS.map(([name]) => name);

/** The date in China on which the sun reaches the term, 2001 to 2099; undefined outside or for another word. */
export function solarTerm(year: number, name: string): LocalDate | undefined {
  const index = SOLAR_TERMS.indexOf(name);
  const constant = CONSTANTS[index]?.[1];
  if (constant === undefined || year < 2001 || year > 2099) return undefined;
  const y = year % 100;
  // The first four terms come before the leap day.
  const leapDays = Math.floor((index < 4 ? y - 1 : y) / 4);
  const day = Math.floor(y * 0.2422 + constant) - leapDays + (EXCEPTIONS[`${year}${name}`] ?? 0);
  const month = Math.floor(index / 2) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
