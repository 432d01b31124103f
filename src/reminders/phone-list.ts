import { unitName } from '../duties/units.ts';
import { dueWords } from '../duties/words.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { askKey, isToBePhoned } from './asks.ts';
import { askFacts, type DutyNow, type Known } from './duty-items.ts';
import type { Item, Text } from './item.ts';

/** A unit an officer has to phone, or has to find somebody of. */
export interface ToPhone {
  /** Once per key. */
  readonly key: string;
  readonly why: 'silent' | 'nobody';
  readonly unitId: string;
  /** What it is about, and since when it is due. */
  readonly name: string;
  readonly due?: string;
}

/** Units that are silent after the deadline and the last asking, duty by duty, in county-file order. */
export function silentUnits(duties: readonly DutyNow[], known: Known): readonly ToPhone[] {
  return duties.flatMap((one) => {
    const { duty, returns } = one;
    const facts = askFacts(one, known);
    return duty.expected
      .filter((unitId) => isToBePhoned(unitId, returns.get(unitId), facts, known.calendar))
      .map((unitId) => ({
        key: askKey(duty.id, unitId, 'phone'),
        why: 'silent' as const,
        unitId,
        name: duty.title,
        due: dueWords(duty),
      }));
  });
}

/** Units of which nobody has an account, once per duty or notice. */
export function unreachableUnits(
  nobody: readonly Item[],
  duties: readonly DutyNow[],
  known: Known,
): readonly ToPhone[] {
  const titles = new Map(duties.map(({ duty }) => [duty.id, duty.title]));
  return nobody.flatMap(({ key, unitId }) => {
    const [dutyId = ''] = key.split('|');
    const name = titles.get(dutyId);
    const once = askKey(dutyId, unitId, 'nobody');
    if (name === undefined || known.told.has(once)) return [];
    return [{ key: once, why: 'nobody' as const, unitId, name }];
  });
}

/** So many units of one duty are named in one message. */
const NAMED = 20;

/** As many as one message names: silent units beyond that wait for the next day's list. */
export function namedNow(units: readonly ToPhone[]): readonly ToPhone[] {
  const count = new Map<string, number>();
  return units.filter(({ why, name }) => {
    const n = (count.get(name) ?? 0) + (why === 'silent' ? 1 : 0);
    count.set(name, n);
    return n <= NAMED;
  });
}

/** What the officer reads: whom to phone, about what, and the line to send afterwards. */
export function phoneText(units: readonly ToPhone[], gazetteer: Gazetteer, text: Text): string {
  const blocks = (why: ToPhone['why']) => {
    const mine = units.filter((one) => one.why === why);
    return [...new Set(mine.map(({ name }) => name))].map((name) => {
      const list = mine.filter((one) => one.name === name);
      const named = list.slice(0, NAMED).map(({ unitId }) => unitName(unitId, gazetteer));
      return { name, due: list[0]?.due, units: named, more: list.length - named.length };
    });
  };
  const silent = blocks('silent');
  const [first] = silent;
  return text('reminder-phone', {
    silent,
    nobody: blocks('nobody'),
    unit: first?.units[0],
    duty: first?.name,
  });
}
