import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { Role } from '../people/roles.ts';
import { basisOf, joinedTo, peopleOf } from './heads.ts';
import { linesFor, type NextFor } from './next-lines.ts';
import { daysOf, overdueDays } from './overdue.ts';
import { timelineOf } from './timeline.ts';
import type { Hazard } from './types.ts';

const WHO_PRESSES: readonly Role[] = ['township', 'bureau'];

/** What is over its time is pressed for on paper, by those whose work that is. */
function paperLine(file: Hazard, { actor }: NextFor, today: LocalDate): readonly string[] {
  const over = file.open && file.heads.nextDue !== undefined && overdueDays(file, today) > 0;
  return over && WHO_PRESSES.includes(actor.role) ? [`文书 ${file.no} 督办单`] : [];
}

/** How far a hazard has come, for 个案: whoever only reported it reads neither names nor words of those who work on it. */
export function progressOf(file: Hazard, who: NextFor, today: LocalDate) {
  const { rectifier, supervisor } = peopleOf(file);
  const days = daysOf(file, today);
  const { nextDue } = file.heads;
  return {
    rectifier: who.actor.bound ? rectifier?.name : undefined,
    supervisor: who.actor.bound ? supervisor?.name : undefined,
    due: nextDue === undefined ? undefined : spokenDate(nextDue),
    basis: basisOf(file),
    foundAt: file.foundAt,
    overdue: file.open ? overdueDays(file, today) : 0,
    stopped: file.open && days.gross !== days.net ? { gross: days.gross, net: days.net } : undefined,
    joined: joinedTo(file).length,
    timeline: who.actor.bound ? timelineOf(file) : [],
    lines: [...linesFor(file, who), ...paperLine(file, who, today)],
  };
}
