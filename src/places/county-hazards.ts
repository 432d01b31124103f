import { z } from 'zod';
import { defined } from '../kit/defined.ts';
import { count, names, words } from './county-fields.ts';
import { type HazardRules, USUAL_HAZARD_RULES } from './hazard-rules.ts';

const some = count.refine((n) => n > 0, '应是 1 以上的数字');

/** The section `hazards` of the county file: whatever it leaves out is as usual. */
export const hazardsSchema = z.strictObject({
  days: some.optional(),
  money_days: some.optional(),
  plan_days: some.optional(),
  basis: words.optional(),
  criteria: words.optional(),
  recheck_one_in: some.optional(),
  recheck_days: some.optional(),
  reward_for: names.optional(),
  reward_at: words.optional(),
  officers: z
    .array(z.strictObject({ name: words, aliases: names.default([]), for: names.default([]) }))
    .optional(),
});

/** The section as it was read. */
export type FileHazards = z.output<typeof hazardsSchema>;

/** The county's rules: what its file says, as usual where it says nothing. */
export function hazardRulesOf(file: FileHazards | undefined = {}): HazardRules {
  const { days, money_days: moneyDays, plan_days: planDays, basis, criteria } = file;
  const { recheck_one_in: recheckOneIn, recheck_days: recheckDays } = file;
  return {
    ...USUAL_HAZARD_RULES,
    ...defined({ days, moneyDays, planDays, basis, criteria, recheckOneIn, recheckDays }),
    ...defined({ rewardFor: file.reward_for, rewardAt: file.reward_at, officers: file.officers }),
  };
}
