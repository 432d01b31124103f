import type { Term } from '../types.ts';
import type { Half } from './plan.ts';

/** 春季 for a term that begins before July. */
export function halfOfTerm({ from }: Term): Half {
  return from.slice(5) < '07-01' ? '春季' : '秋季';
}
