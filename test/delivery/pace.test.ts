import { describe, expect, it } from '@jest/globals';
import { createPace } from '../../src/delivery/pace.ts';

describe('the pace', () => {
  it('halves when a lease was missed and recovers slowly, between one and the most', () => {
    const pace = createPace(8);
    pace.kept();
    expect(pace.limit()).toBe(8);
    for (const limit of [4, 2, 1, 1]) {
      pace.missed();
      expect(pace.limit()).toBe(limit);
    }
    pace.kept();
    expect(pace.limit()).toBe(2);
  });
});
