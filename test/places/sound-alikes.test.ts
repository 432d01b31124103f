import { describe, expect, it } from '@jest/globals';
import type { Township } from '../../src/places/place.ts';
import { withSoundAlikes } from '../../src/places/sound-alikes.ts';

const township = (name: string): Township => ({ kind: 'township', id: name, name, aliases: [] });
const TOWNSHIPS = ['栗坳镇', '梨坳乡', '桐渡镇'].map(township);
const of = withSoundAlikes(TOWNSHIPS);

function candidates(text: string, name: string): readonly string[] {
  const place = TOWNSHIPS.find((one) => one.name === name) as Township;
  return (
    of(text, [{ start: 0, end: text.length, candidates: [place] }])[0]?.candidates.map((one) => one.name) ??
    []
  );
}

describe('townships whose names sound the same', () => {
  it.each([
    ['栗坳', '栗坳镇', ['栗坳镇', '梨坳乡']],
    ['梨坳', '梨坳乡', ['梨坳乡', '栗坳镇']],
    ['栗坳镇', '栗坳镇', ['栗坳镇']],
    ['桐渡', '桐渡镇', ['桐渡镇']],
  ])('%s may be %s and those that sound like it', (text, name, expected) => {
    expect(candidates(text, name)).toEqual(expected);
  });
});
