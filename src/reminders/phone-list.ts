import { peopleOf, unitName } from '../duties/units.ts';
import { dueWords } from '../duties/words.ts';
import { type LocalDate, weekStart } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { askKey, isToBePhoned } from './asks.ts';
import type { CountyNow } from './county-now.ts';
import { askFacts, type DutyNow, type RoundFacts } from './duty-items.ts';
import type { Item, Text } from './item.ts';
import { canBeTold } from './who.ts';

/** A unit an officer has to phone, or has to find somebody of. */
export interface ToPhone {
  /** Once per key. */
  readonly key: string;
  readonly why: 'silent' | 'nobody';
  readonly unitId: string;
  /** Of a silent one: what it is about, and since when it is due. */
  readonly name?: string;
  readonly due?: string;
}

/**
 * Units that are silent after the deadline and the last asking, duty by duty, in county-file order. One of which
 * nobody has an account was never asked: its officer hears of it once a week instead; of a storm, here.
 */
export function silentUnits(
  duties: readonly DutyNow[],
  known: RoundFacts,
  { people, gazetteer }: Pick<CountyNow, 'people' | 'gazetteer'>,
): readonly ToPhone[] {
  // Nobody phones their own office.
  const outside = duties.filter(({ duty }) => duty.audience !== 'bureau');
  return outside.flatMap((one) => {
    const { duty, returns, from } = one;
    const facts = askFacts(one, known);
    return duty.expected
      .filter((unitId) => isToBePhoned(unitId, returns.get(unitId), facts, known.calendar))
      .filter(
        (unitId) =>
          from?.occasion.reminder.urgent || peopleOf(unitId, duty, people, gazetteer).some(canBeTold),
      )
      .map((unitId) => ({
        key: askKey(duty.id, unitId, 'phone'),
        why: 'silent' as const,
        unitId,
        name: duty.title,
        due: dueWords(duty),
      }));
  });
}

/** Units of which nobody has an account, each once a week, whatever they should have been asked. */
export function unreachableUnits(
  nobody: readonly Item[],
  { today }: Pick<RoundFacts, 'today'>,
): readonly ToPhone[] {
  const ids = [...new Set(nobody.filter(({ asks }) => asks).map(({ unitId }) => unitId))];
  return ids.map((unitId) => ({ key: `${nobodyOf(today)}${unitId}`, why: 'nobody' as const, unitId }));
}

/** What the keys of a week's unreachable units begin with. */
export const nobodyOf = (today: LocalDate): string => `nobody|${weekStart(today)}|`;

/** So many units of one duty are named in one message. */
const NAMED = 20;

/** As many as one message names: silent units beyond that wait for the next day's list. */
export function namedNow(units: readonly ToPhone[]): readonly ToPhone[] {
  const count = new Map<string, number>();
  return units.filter(({ why, name = '' }) => {
    const n = (count.get(name) ?? 0) + (why === 'silent' ? 1 : 0);
    count.set(name, n);
    return n <= NAMED;
  });
}

/** What the officer reads: whom to phone, about what, and the line to send afterwards. */
export function phoneText(units: readonly ToPhone[], gazetteer: Gazetteer, text: Text): string {
  const mine = units.filter(({ why }) => why === 'silent');
  const silent = [...new Set(mine.map(({ name }) => name))].map((name) => {
    const list = mine.filter((one) => one.name === name);
    return {
      name: name ?? '',
      due: list[0]?.due ?? '',
      units: list.map(({ unitId }) => unitName(unitId, gazetteer)),
    };
  });
  const nobody = units.filter(({ why }) => why === 'nobody').map(({ unitId }) => unitId);
  const [first] = silent;
  return text('reminders/phone', {
    silent,
    nobody: { count: nobody.length, words: nobodyWords(nobody, gazetteer) },
    unit: first?.units[0],
    duty: first?.name ?? '',
  });
}

/** So many units are named one by one, so many townships with the number of their schools. */
const NAMED_ALONE = 8;
const NAMED_TOWNSHIPS = 6;

/** The units by name while they are few, else how many schools each of the first townships has. */
function nobodyWords(ids: readonly string[], gazetteer: Gazetteer): string {
  const own = gazetteer.townships.filter(({ id }) => ids.includes(id));
  const schools = gazetteer.schools.filter(({ id }) => ids.includes(id));
  if (ids.length <= NAMED_ALONE)
    return [...own, ...schools].map(({ id }) => unitName(id, gazetteer)).join('、');
  const counts = gazetteer.townships
    .map(({ id, name }) => ({ name, n: schools.filter(({ townshipId }) => townshipId === id).length }))
    .filter(({ n }) => n > 0);
  const rest = schools.length - counts.reduce((sum, { n }) => sum + n, 0);
  const parts = [
    ...(own.length > 0 ? [`乡镇本级${own.length}个`] : []),
    ...(rest > 0 ? [`县直${rest}所`] : []),
    ...counts.slice(0, NAMED_TOWNSHIPS).map(({ name, n }) => `${name}${n}所`),
  ];
  return `${parts.join('、')}${counts.length > NAMED_TOWNSHIPS ? `等${counts.length}个乡镇` : ''}`;
}
