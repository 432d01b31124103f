import type { HazardRules } from '../places/hazard-rules.ts';

/** Days within which the county wants hazards gone, and the document that says so. */
export type Limits = Pick<HazardRules, 'days' | 'planDays' | 'basis'>;
