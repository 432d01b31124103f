import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CaseKind, formatCaseNumber, readCaseNumber } from '../../src/kit/case-number.ts';

const kinds = fc.constantFrom<CaseKind>('K', 'Y', 'T', 'P');
const years = fc.integer({ min: 0, max: 99 });
const serials = fc.integer({ min: 1, max: 9_999_999 });

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

describe('formatCaseNumber', () => {
  it.each([
    ['K', 26, 417, 'K26-0417-F'],
    ['K', 26, 433, 'K26-0433-H'],
    ['Y', 26, 1032, 'Y26-1032-M'],
    ['Y', 26, 977, 'Y26-0977-C'],
    ['T', 26, 3, 'T26-0003-C'],
    ['P', 26, 3, 'P26-0003-R'],
  ] as const)('writes %s %i %i as %s', (kind, year2, serial, no) => {
    expect(formatCaseNumber(kind, year2, serial)).toBe(no);
  });

  it('grows past four digits', () => {
    expect(formatCaseNumber('K', 26, 10_000)).toMatch(/^K26-10000-[A-Z]$/);
    expect(formatCaseNumber('K', 7, 1)).toMatch(/^K07-0001-[A-Z]$/);
  });

  it('never ends in a letter that reads as a digit', () => {
    fc.assert(
      fc.property(kinds, years, serials, (kind, year2, serial) => {
        expect(formatCaseNumber(kind, year2, serial)).not.toMatch(/[OIL]$/);
      }),
    );
  });
});

describe('the check letter', () => {
  it('notices one wrong digit', () => {
    fc.assert(
      fc.property(
        kinds,
        years,
        serials,
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (kind, year2, serial, pick, by) => {
          const no = formatCaseNumber(kind, year2, serial);
          const places = [...no].flatMap((char, at) => (/\d/.test(char) ? [at] : []));
          const at = places[pick % places.length] ?? 1;
          const wrong = `${no.slice(0, at)}${(Number(no[at]) + by) % 10}${no.slice(at + 1)}`;
          expect(readCaseNumber(wrong)?.valid ?? false).toBe(false);
        },
      ),
    );
  });

  it('notices swapped neighbours, across the dash too', () => {
    fc.assert(
      fc.property(
        kinds,
        years,
        fc.integer({ min: 1000, max: 9_999_999 }),
        fc.nat(),
        (kind, year2, serial, pick) => {
          const no = formatCaseNumber(kind, year2, serial);
          const digits = no.replace(/\D/g, '');
          const at = pick % (digits.length - 1);
          const [a = '', b = ''] = digits.slice(at, at + 2);
          fc.pre(a !== b);
          const swapped = `${digits.slice(0, at)}${b}${a}${digits.slice(at + 2)}`;
          const wrong = `${kind}${swapped.slice(0, 2)}-${swapped.slice(2)}${no.slice(-2)}`;
          expect(readCaseNumber(wrong)?.valid ?? false).toBe(false);
        },
      ),
    );
  });

  it('notices another kind', () => {
    expect(readCaseNumber('Y26-0417-F')?.valid).toBe(false);
  });
});

describe('readCaseNumber', () => {
  it.each([
    ['k417', { kind: 'K', serial: 417, valid: true }],
    ['p3', { kind: 'P', serial: 3, valid: true }],
    ['417', { serial: 417, valid: true }],
    ['0417', { serial: 417, valid: true }],
    ['K26-417', { kind: 'K', year2: 26, serial: 417, valid: true }],
    ['26-0417', { year2: 26, serial: 417, valid: true }],
    ['K12345', { kind: 'K', serial: 12_345, valid: true }],
    ['0417-f', { serial: 417, check: 'F', valid: true }],
    ['K260417', { kind: 'K', year2: 26, serial: 417, valid: true }],
    ['K26-0417-G', { kind: 'K', year2: 26, serial: 417, check: 'G', valid: false }],
  ])('reads %s', (text, read) => {
    expect(readCaseNumber(text)).toEqual(read);
  });

  it.each([
    'K26-0417-F',
    'k26-0417-f',
    'K260417F',
    'k260417f',
    'K26－0417－F',
    'Ｋ２６－０４１７－Ｆ',
    'K26–0417–F',
    'K26—0417—F',
    'K26 0417 F',
    'K26-417-F',
    'K26-O417-F',
    'K26-04I7-F',
    '【K26-0417-F】',
    '#K26-0417-F。',
    ' K26−0417−F ',
    'K26一0417一F',
  ])('reads %s as K26-0417-F', (text) => {
    expect(readCaseNumber(text)).toEqual({ kind: 'K', year2: 26, serial: 417, check: 'F', valid: true });
  });

  it.each([
    '',
    'K',
    'K26',
    '辍学',
    'K26-0417-FF',
    'X26-0417-F',
    '13800001234',
    'K0',
    'K26-0000-A',
    '2026-11-12',
    'KKK',
  ])('does not take %p for a full number', (text) => {
    const read = readCaseNumber(text);
    expect(read?.year2 === undefined || read.valid === false).toBe(true);
  });

  it('reads back what was written, however it was typed', () => {
    const typings = [
      (no: string) => no,
      (no: string) => no.toLowerCase(),
      (no: string) => no.replaceAll('-', ''),
      (no: string) => no.replaceAll('-', '—'),
      fullWidth,
    ];
    fc.assert(
      fc.property(kinds, years, serials, fc.constantFrom(...typings), (kind, year2, serial, typed) => {
        const no = formatCaseNumber(kind, year2, serial);
        expect(readCaseNumber(typed(no))).toMatchObject({ kind, year2, serial, valid: true });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readCaseNumber(text)));
  });
});
