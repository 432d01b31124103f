import { AUDIENCE_WORDS, dutyName } from '../duties/names.ts';
import { dutyTotals } from '../duties/totals.ts';
import { wholeWords } from '../duties/totals-words.ts';
import type { Duty } from '../duties/types.ts';
import type { DutiesRead } from './duty-facts.ts';
import type { Scene } from './scene.ts';

const MOST = 4;
const DAYS = 30;

/**
 * What units of the view answered to the duties that were due after `from`, up to the scene's instant, added up; a line
 * a duty. Of a township so small that a number points at a child no number of persons is among them.
 */
export async function answeredSince(
  duties: DutiesRead | undefined,
  { view, gazetteer, at }: Scene,
  from: Date,
): Promise<readonly string[]> {
  if (duties === undefined) return [];
  const due = (await duties.recent(at, DAYS)).filter(
    (duty) =>
      duty.state !== 'cancelled' && duty.due > from && duty.due <= at && !(view.small && countsPeople(duty)),
  );
  const lines = due.map(async (duty) => {
    const units = duty.expected.filter((unit) => {
      const place = gazetteer.byId(unit);
      return view.areaIds.includes(place?.kind === 'school' ? place.townshipId : unit);
    });
    const { whole } = dutyTotals(duty, await duties.returns(duty.id), gazetteer, units);
    const words = wholeWords(duty.answer, whole);
    const who = `${dutyName(duty)}${AUDIENCE_WORDS[duty.audience]}已报${whole.answered}/${whole.expected}`;
    return whole.answered === 0 || words === '' ? [] : [`${who}：${words}`];
  });
  return (await Promise.all(lines)).flat().slice(0, MOST);
}

const countsPeople = ({ answer }: Duty): boolean => answer.fields.some(({ unit }) => unit === '人');
