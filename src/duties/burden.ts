import type { Duty, DutyAudience } from './types.ts';

/** What one audience was asked for in some time. */
export interface Burden {
  readonly audience: DutyAudience;
  /** How many duties. */
  readonly duties: number;
  /** Units that were asked for anything. */
  readonly units: number;
  /** Minutes of work for one of these units, on average. */
  readonly minutesPerUnit: number;
}

const AUDIENCES: readonly DutyAudience[] = ['school', 'township', 'officer6', 'bureau'];

/** The account of what was asked of whom; cancelled duties cost nothing any more. Audiences without a duty are left out. */
export function burdenOf(
  duties: readonly Pick<Duty, 'audience' | 'expected' | 'minutes' | 'state'>[],
): readonly Burden[] {
  return AUDIENCES.flatMap((audience) => {
    const own = duties.filter((duty) => duty.audience === audience && duty.state !== 'cancelled');
    if (own.length === 0) return [];
    const units = new Set(own.flatMap(({ expected }) => expected)).size;
    const minutes = own.reduce((sum, duty) => sum + duty.minutes * duty.expected.length, 0);
    return [{ audience, duties: own.length, units, minutesPerUnit: units === 0 ? 0 : minutes / units }];
  });
}

/** `1.5小时`, `20分钟` */
export function timeSpent(minutes: number): string {
  if (minutes < 60) return `${Math.round(minutes)}分钟`;
  return `${(minutes / 60).toFixed(1).replace(/\.0$/, '')}小时`;
}
