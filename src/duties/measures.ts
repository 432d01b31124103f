import type { Duty, DutyMeasures, DutyReturn } from './types.ts';

/** The measures of a duty, or of those of its units that `among` names; units that were not expected count for nothing. */
export function dutyMeasures(
  { id, expected }: Pick<Duty, 'id' | 'expected'>,
  returns: readonly Pick<DutyReturn, 'dutyId' | 'unitId' | 'state' | 'onTime'>[],
  among?: readonly string[],
): DutyMeasures {
  const units = new Set(among === undefined ? expected : expected.filter((unit) => among.includes(unit)));
  const answered = returns.filter(
    ({ dutyId, unitId, state }) => dutyId === id && state === 'answered' && units.has(unitId),
  );
  return {
    expected: units.size,
    answered: answered.length,
    onTime: answered.filter((one) => one.onTime === true).length,
  };
}

/** Units that still owe an answer, in county-file order. */
export function unanswered(
  { id, expected }: Pick<Duty, 'id' | 'expected'>,
  returns: readonly Pick<DutyReturn, 'dutyId' | 'unitId' | 'state'>[],
): readonly string[] {
  const done = new Set(
    returns.filter((one) => one.dutyId === id && one.state === 'answered').map(({ unitId }) => unitId),
  );
  return expected.filter((unit) => !done.has(unit));
}
