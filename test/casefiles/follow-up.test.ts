import { describe, expect, it } from '@jest/globals';
import { entryPlace, openWords, photosOf, type ToTell, tellSealed } from '../../src/casefiles/follow-up.ts';
import { testSealer } from '../support/test-sealer.ts';
import { nextDay } from './doors.ts';

const sealer = testSealer();
const PLACE = entryPlace('doors', 'd', 'k');
const toTell: ToTell = {
  ...{ to: 'wecom:m', about: 'assigned', until: nextDay, priority: 'high' },
  words: { title: '通知', text: '测试甲已返校' },
};

it('claims photos when there are any', () => {
  expect(photosOf('K26-0417-F', [])).toEqual([]);
  expect(photosOf('K26-0417-F', ['p', 'q'])).toEqual([
    { kind: 'photos', ids: ['p', 'q'], file: 'K26-0417-F' },
  ]);
});

describe('what is told', () => {
  const told = tellSealed(sealer, PLACE, toTell);

  it('says to whom in the open and what under seal', () => {
    const { sealed, ...plain } = told;
    expect(plain).toEqual({
      kind: 'tell',
      to: 'wecom:m',
      about: 'assigned',
      until: nextDay,
      priority: 'high',
    });
    expect(sealed.toString('utf8')).not.toContain('测试甲');
  });

  it('opens at its own entry', () => {
    expect(openWords(sealer, PLACE, told)).toEqual(toTell.words);
  });

  it.each([
    ['collection', entryPlace('gates', 'd', 'k')],
    ['file', entryPlace('doors', 'e', 'k')],
    ['entry', entryPlace('doors', 'd', 'l')],
    ['of these run together', entryPlace('doors', 'd:k', '')],
  ])('opens at no other %s', (_, place) => {
    expect(() => openWords(sealer, place, told)).toThrow();
  });
});
