import { newestStanding } from '../casefiles/undo.ts';
import { defined } from '../kit/defined.ts';
import type { Amendment, Decision, EntryData, EntrySaid } from './decisions.ts';
import { checksOpen, type HeadEntry } from './heads.ts';
import type { DecisionFacts } from './lacks.ts';
import { answeredBy, checksAfter } from './retention.ts';

/** A case as its entries are made from it: what can be amended stands in `now`. */
export interface EnteredCase {
  readonly entries: readonly HeadEntry[];
  readonly now: Amendment;
}

/** What the entry of a decision says, in clear and under seal. */
export interface EntryOfDecision {
  readonly data: EntryData;
  readonly said: EntrySaid;
}

const SAID = ['words', 'people', 'result', 'promise', 'evidence', 'number', 'grade', 'className', 'place'];
const CLEAR = [
  ...['code', 'until', 'cause', 'foundBy', 'method', 'reached', 'nextOn', 'step', 'placement', 'schoolId'],
  ...['enrolled', 'attending', 'lessons', 'into'],
];

/** The entry of this decision on the case as it stands. */
export function entryOfDecision(
  file: EnteredCase,
  decision: Decision,
  { calendar, rules, today }: Pick<DecisionFacts, 'calendar' | 'rules' | 'today'>,
): EntryOfDecision {
  const { on = today, photos = [] } = decision;
  const data = {
    ...picked(decision, CLEAR),
    ...(photos.length === 0 ? {} : { photos }),
  } as EntryData;
  const said = picked(decision, SAID) as EntrySaid;
  switch (decision.move) {
    case 'visited':
      return { data: { ...data, visit: visitsOf(file) + 1 }, said };
    case 'escalated':
      return { data, said: { ...said, ...defined(ladderWords(rules, decision.step)) } };
    case 'returned':
      return { data: { ...data, due: checksAfter(calendar, on) }, said };
    case 'checked-in':
      return { data: { ...data, checks: answeredBy(checksOpen(file.entries), on) }, said };
    case 'unmerged':
      return { data: { ...data, ...defined({ into: mergedInto(file) }) }, said };
    case 'amended':
      return { data, said: { ...said, before: beforeOf(file, decision.changes), changes: decision.changes } };
    default:
      return { data, said };
  }
}

/** The file that this one was merged into. */
export function mergedInto({ entries }: Pick<EnteredCase, 'entries'>): string | undefined {
  return newestStanding(entries, ['merged'])?.data?.into;
}

/** Visits keep their numbers: one that was not right is followed by another. */
const visitsOf = ({ entries }: EnteredCase): number =>
  entries.filter(({ kind }) => kind === 'visited').length;

function ladderWords({ ladder }: DecisionFacts['rules'], step: number): EntrySaid {
  const { basis, reviewer, authority } = ladder[step - 1] ?? {};
  return defined({ basis, reviewer, authority }) as EntrySaid;
}

/** What stood in the fields that are amended; what stood nowhere is absent. */
function beforeOf({ now }: EnteredCase, changes: Amendment): Amendment {
  return picked(now, Object.keys(changes));
}

function picked(from: object, names: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(from).filter(([name, value]) => names.includes(name) && value !== undefined),
  );
}
