import type { Season } from './types.ts';

/**
 * The seasons of a county that names none of its own. Both are local: 防溺水 months follow the southern bureaus that
 * begin in April and end with October, 汛期 the flood season of the Yangtze basin's flood offices.
 */
export const DEFAULT_SEASONS: readonly Season[] = [
  { name: '防溺水季', from: '04-01', to: '10-31' },
  { name: '汛期', from: '05-01', to: '09-30' },
];
