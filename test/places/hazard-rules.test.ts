import { describe, expect, it } from '@jest/globals';
import { hazardRulesOf, hazardsSchema } from '../../src/places/county-hazards.ts';
import { USUAL_HAZARD_RULES } from '../../src/places/hazard-rules.ts';

describe('the days of hazards in a county file', () => {
  it('are as usual, with no basis named, where the file says nothing', () => {
    expect(hazardRulesOf(undefined)).toEqual(USUAL_HAZARD_RULES);
    expect(hazardRulesOf({}).basis).toBeUndefined();
  });

  it('are what the file says', () => {
    const file = hazardsSchema.parse({ days: '10', basis: '县整改办法', recheck_one_in: '3' });
    expect(hazardRulesOf(file)).toEqual({
      ...USUAL_HAZARD_RULES,
      ...{ days: 10, basis: '县整改办法', recheckOneIn: 3 },
    });
  });

  it.each(['0', 'x', ''])('are no number of days: %s', (days) => {
    expect(hazardsSchema.safeParse({ days }).success).toBe(false);
  });
});
