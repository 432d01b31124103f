import { expect, it } from '@jest/globals';
import { documentNumberIn } from '../../src/dropouts/document-number.ts';
import { keepUntil } from '../../src/dropouts/keeping.ts';
import { idCheckSign } from '../../src/kit/id-number.ts';

const RULES = { keepUntilAge: 18, keepYears: 10, keepUnfoundedYears: 1 };
const born = (day: string): string => {
  const digits = `990101${day}001`;
  return `${digits}${idCheckSign(digits)}`;
};

it.each([
  ['to the eighteenth birthday', 'closed', '2026-11-30', born('20130315'), '2031-03-15'],
  ['at least for a year', 'closed', '2026-11-30', born('20081201'), '2027-11-30'],
  ['ten years where nobody knows the birthday', 'closed', '2026-11-30', undefined, '2036-11-30'],
  ['ten years where the number is wrong', 'transferred', '2026-11-30', '123', '2036-11-30'],
  ['a year where it was no dropout', 'dismissed', '2026-11-30', born('20130315'), '2027-11-30'],
  ['a year from a leap day', 'withdrawn', '2028-02-29', undefined, '2029-02-28'],
] as const)('who a child is is kept %s', (_, state, since, idNumber, until) => {
  expect(keepUntil({ state, since }, idNumber === undefined ? {} : { idNumber }, RULES)).toBe(until);
});

it.each([
  ['县教信〔2026〕3号', '县教信〔2026〕3号'],
  ['文号：望教信(2026) 12 号', '望教信〔2026〕12号'],
  ['口头说的', undefined],
])('the number of a document in %s is %s', (words, number) => {
  expect(documentNumberIn(words)).toBe(number);
});
