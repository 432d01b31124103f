import type { By } from '../kit/by.ts';

/** Who tells the next: nobody's hand, the clock. */
export const JOB: By = { key: 'job:alarms', role: 'job' };
