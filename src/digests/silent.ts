import type { Duty, DutyReturn } from '../duties/types.ts';

/** A unit that left the last two rounds of a duty unanswered, and that somebody has phoned about it. */
export interface Silent {
  readonly unit: string;
  /** Days since the newer round's deadline. */
  readonly days: number;
}

const DAY_MS = 86_400_000;

/**
 * Units that answered neither of the last two ended rounds of the same duty. A leader hears of a unit only after
 * somebody phoned it: without that it is not among them.
 */
export function silentUnits(
  duties: readonly Duty[],
  returnsOf: (dutyId: string) => readonly DutyReturn[],
  now: Date,
): readonly Silent[] {
  const found = new Map<string, Silent>();
  for (const [newest, before] of lastTwoOfEach(duties, now)) {
    const phoned = new Set(
      returnsOf(newest.id).flatMap((one) => (one.phonedAt === undefined ? [] : [one.unitId])),
    );
    const answered = new Set(
      [newest, before].flatMap(({ id }) =>
        returnsOf(id).flatMap((one) => (one.state === 'answered' ? [one.unitId] : [])),
      ),
    );
    const days = Math.floor((now.getTime() - newest.due.getTime()) / DAY_MS);
    for (const unit of newest.expected)
      if (before.expected.includes(unit) && !answered.has(unit) && phoned.has(unit))
        found.set(unit, { unit, days: Math.max(days, found.get(unit)?.days ?? 0) });
  }
  return [...found.values()];
}

/** The last two ended rounds of every duty that has had two, the newer one first. */
export function lastTwoOfEach(duties: readonly Duty[], now: Date): readonly (readonly [Duty, Duty])[] {
  const ended = duties
    .filter(({ state, due }) => state !== 'cancelled' && due <= now)
    .sort((a, b) => b.due.getTime() - a.due.getTime());
  const kinds = new Set(ended.map(({ kind, audience }) => `${kind}:${audience}`));
  return [...kinds].flatMap((kind) => {
    const [newest, before] = ended.filter((one) => `${one.kind}:${one.audience}` === kind);
    return newest === undefined || before === undefined ? [] : [[newest, before] as const];
  });
}
