import { type OfficerRole, USUAL_OFFICERS } from './six-officers.ts';

/** Days within which hazards are to be gone, and how many are looked at again. No national text sets a number of days. */
export interface HazardRules {
  /** An ordinary hazard, from its report on. */
  readonly days: number;
  /** One that needs money. */
  readonly moneyDays: number;
  /** The plan for a major one; what is in danger is out of use at once. */
  readonly planDays: number;
  /** The document that these days stand in; without one they are the county's own practice, and no law is named. */
  readonly basis?: string;
  /** The edition by which a hazard is judged to be major: a file of `templates/criteria`. */
  readonly criteria: string;
  /** One in so many of those struck off is looked at again. */
  readonly recheckOneIn: number;
  /** Days after which. */
  readonly recheckDays: number;
  /** Kinds of hazards whose report may be rewarded; 全部 for every kind. */
  readonly rewardFor: readonly string[];
  /** Where rewards are fetched. */
  readonly rewardAt: string;
  /** 六员: the officers of other offices that the county sends to schools. */
  readonly officers: readonly OfficerRole[];
}

/** What holds where the county file says nothing. */
export const USUAL_HAZARD_RULES: HazardRules = {
  ...{ days: 7, moneyDays: 30, planDays: 3, criteria: 'national-2024' },
  ...{ recheckOneIn: 5, recheckDays: 14 },
  ...{ rewardFor: ['水域'], rewardAt: '县教育局', officers: USUAL_OFFICERS },
};
