import { describe, expect, it } from '@jest/globals';
import { chainFor, phoneFor } from '../../src/incidents/chain.ts';
import { mayBeMeant } from '../../src/incidents/meant.ts';
import type { CountyDutyContact } from '../../src/places/county.ts';
import type { Place } from '../../src/places/place.ts';

const CONTACTS: readonly CountyDutyContact[] = [
  { kind: 'duty', persons: ['d1', 'd2', 'd3'], phone: '000-1' },
  { kind: 'water', persons: ['w1', 'd2'], phone: '000-2' },
  { kind: 'harm', persons: ['h1'] },
  { kind: 'self-harm', persons: ['s1'], phone: '000-3' },
];

describe('who is told of an emergency', () => {
  it.each([
    ['water', CONTACTS, [['w1', 'd1'], ['d2'], ['d3']]],
    ['fire', CONTACTS, [['d1'], ['d2'], ['d3']]],
    ['fire', [...CONTACTS, { kind: 'other', persons: ['o1'] }], [['o1', 'd1'], ['d2'], ['d3']]],
    ['harm', CONTACTS, [['h1']]],
    ['self-harm', CONTACTS, [['s1']]],
    ['harm', [{ kind: 'duty', persons: ['d1'] }], []],
    ['water', [], []],
  ] as const)('of kind %s', (kind, contacts, chain) => {
    expect(chainFor(kind, contacts)).toEqual(chain);
  });

  it('is nobody where the one person named for harm may be meant', () => {
    expect(chainFor('harm', CONTACTS, (person) => person === 'h1')).toEqual([]);
    expect(chainFor('water', CONTACTS, () => true)).toHaveLength(3);
  });

  it.each([
    ['water', '000-2'],
    ['fire', '000-1'],
    ['self-harm', '000-3'],
    ['harm', undefined],
  ] as const)('is phoned for %s at %s where nobody can be told', (kind, phone) => {
    expect(phoneFor(kind, CONTACTS, '000-9')).toBe(phone);
    expect(phoneFor('fire', [], '000-9')).toBe('000-9');
  });
});

describe('whether a report of harm may mean the person who would hear of it', () => {
  const school = { kind: 'school', id: 's1', name: '桐渡镇初级中学', townshipId: 't1' } as Place;
  const village = { kind: 'village', id: 'v1', name: '枫树村', townshipId: 't1' } as Place;
  const gazetteer = {
    scan: (text: string) =>
      [school, village].flatMap((place) => {
        const start = text.indexOf(place.name);
        return start < 0 ? [] : [{ start, end: start + place.name.length, candidates: [place] }];
      }),
  };
  const STRANGER = { key: 'wecom:x', role: 'visitor' };
  const TEACHER = { key: 'wecom:y', role: 'teacher', unit: 's1' };

  it.each([
    ['named', { name: '戚春分', role: 'bureau' }, '戚 春分猥亵学生', STRANGER, true],
    [
      'of the bureau, which is spoken of',
      { name: '戚春分', role: 'bureau' },
      '教育局某干部猥亵学生',
      STRANGER,
      true,
    ],
    ['of the school', { role: 'school', schoolId: 's1' }, '桐渡镇初级中学老师猥亵学生', STRANGER, true],
    ['of the school of who speaks', { role: 'school', schoolId: 's1' }, '班主任猥亵学生', TEACHER, true],
    [
      'of the township of the village',
      { role: 'township', townshipId: 't1' },
      '枫树村主任猥亵儿童',
      STRANGER,
      true,
    ],
    [
      'of the township, not of the school',
      { role: 'township', townshipId: 't1' },
      '桐渡镇初级中学老师猥亵学生',
      STRANGER,
      false,
    ],
    ['somebody else', { name: '戚春分', role: 'bureau' }, '桐渡镇初级中学老师猥亵学生', TEACHER, false],
    ['of another school', { role: 'school', schoolId: 's2' }, '桐渡镇初级中学老师猥亵学生', STRANGER, false],
  ] as const)('%s', (_what, person, words, by, meant) => {
    expect(mayBeMeant(person, { words, by, gazetteer })).toBe(meant);
  });
});
