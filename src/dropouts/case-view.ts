import { spokenDate } from '../kit/local-date.ts';
import { maskName, maskPhone } from '../privacy/mask.ts';
import { DROPOUT_STATES } from './states.ts';
import { type Telling, timelineOf } from './timeline.ts';
import type { ChildDetails, DropoutCase } from './types.ts';

/** What a file is shown with besides itself. */
export interface ViewedWith {
  readonly child: ChildDetails | undefined;
  readonly telling: Telling;
  /** This person may have address and phone. */
  readonly contacts: boolean;
  readonly place: string;
  /** School days since the child was last there. */
  readonly days: number;
  readonly photos: number;
  readonly today: string;
  /** The lines that this person could send next. */
  readonly lines: readonly string[];
}

/** So much of the history stands in the view; the rest is one line away. */
const NEWEST = 8;
/** Two are read; the others are offered where one of them is refused. */
const MOST_LINES = 2;

/** What the view of a case is filled with: masked, with the words of its history for those who work on it. */
export function caseView(file: DropoutCase, shown: ViewedWith) {
  const { child, telling, contacts, place, days, photos, today, lines } = shown;
  const { absentSince: since, heads } = file;
  const history = timelineOf(
    file.entries.filter(({ kind }) => kind !== 'on-behalf'),
    telling,
  );
  const notes = child?.notes?.split('\n') ?? [];
  const { nextDue } = heads;
  return {
    no: file.no,
    state: DROPOUT_STATES[file.state].word,
    lost: heads.lost,
    reportedAs: file.reportedAs,
    place,
    className: [file.grade, file.className].filter(Boolean).join(''),
    child: masked(child),
    contacts: contacts && hasContacts(child),
    sex: file.sex,
    since: since === undefined ? undefined : spokenDate(since),
    days,
    reason: file.reason,
    notes: telling.words ? notes : [],
    hidden: telling.words ? 0 : notes.length,
    on: spokenDate(file.reportedOn),
    by: file.reporter.name,
    photos,
    earlier: Math.max(history.length - NEWEST, 0),
    history: history.length > 1 ? history.slice(-NEWEST) : [],
    due: nextDue === undefined ? undefined : { on: spokenDate(nextDue), over: nextDue < today },
    // The last of them shows this very file.
    lines: lines.slice(0, -1).slice(0, MOST_LINES),
  };
}

function masked(child: ChildDetails | undefined) {
  return {
    name: child?.name === undefined ? undefined : maskName(child.name),
    guardian: child?.guardian === undefined ? undefined : maskName(child.guardian),
    phone: child?.phone === undefined ? undefined : maskPhone(child.phone),
  };
}

function hasContacts(child: ChildDetails | undefined): boolean {
  return [child?.guardian, child?.phone].some((one) => one !== undefined);
}
