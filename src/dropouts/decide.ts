import type { Calendar } from '../calendar/types.ts';
import { type Appended, shownAs } from '../casefiles/appended.ts';
import type { FollowUp } from '../casefiles/follow-up.ts';
import { entryPlace, photosOf, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { type Build, type MoveOn, type Parts, planEntry } from '../casefiles/plan-entry.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { DropoutRules } from '../places/dropout-rules.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Decision } from './decisions.ts';
import {
  amendable,
  amended,
  DROPOUT_FILE,
  type StoredDropout,
  type StoredEntry,
  toCase,
} from './dropout-document.ts';
import { type EnteredCase, entryOfDecision, mergedInto } from './entry-of-decision.ts';
import { saidParts } from './entry-said.ts';
import { type DecisionFacts, lacksOf, movesUnready } from './lacks.ts';
import { wasRegistered } from './recognition.ts';
import type { DropoutMove } from './transitions.ts';
import type { DecidedCase, Deciding, DropoutStore } from './types.ts';

/** The county's rules and days, as they are in force. */
export interface CaseRules {
  readonly rules: DropoutRules;
  readonly calendar: Calendar;
}

/** What decisions are made with. */
export interface DecideParts {
  readonly sealer: Sealer;
  readonly tz: string;
  readonly caseRules: () => Promise<CaseRules>;
}

type Cases = Pick<NumberedFiles<StoredEntry, StoredDropout>, 'append' | 'byNo'>;

/** The half of the store that makes decisions on cases, one entry each. */
export function createDecide(
  parts: DecideParts,
  cases: Cases,
): Pick<DropoutStore, 'decide' | 'judge' | 'rules'> {
  const { sealer, tz } = parts;
  const planned = async (decision: Decision, deciding: Deciding, key: string) => {
    const facts = await factsOf(parts, cases, decision, deciding);
    const build: Build<StoredEntry, StoredDropout> = (file) => {
      if (file === undefined) return {};
      if (lacksOf(file, decision, facts).length > 0) return 'refused';
      return partsOf(sealer, file, decision, { facts, key, tell: deciding.tell ?? [] });
    };
    const shown = (done: Appended<StoredDropout, DropoutMove>): DecidedCase => {
      const plain = shownAs(done, (stored) => toCase(sealer, stored));
      if (done.outcome !== 'declined') return plain;
      const unready = movesUnready(done.file, facts);
      if (done.why !== 'refused') return { ...plain, unready };
      return { ...plain, unready, lacks: lacksOf(done.file, decision, facts) };
    };
    return { move: moveOf(decision, deciding, key), build, shown };
  };

  return {
    decide: (no, decision, deciding) => async (key) => {
      const { move, build, shown } = await planned(decision, deciding, key);
      return shown(await cases.append(no, move, build));
    },
    judge: async (no, decision, deciding) => {
      const { move, build, shown } = await planned(decision, deciding, JUDGED);
      const file = await cases.byNo(no);
      if (file === undefined) return { outcome: 'missing' };
      const plan = planEntry(DROPOUT_FILE, file, move, { build, tz });
      return 'outcome' in plan ? shown(plan) : undefined;
    },
    rules: async () => (await parts.caseRules()).rules,
  };
}

/** The key of an entry that is never made. */
const JUDGED = 'judged';

function moveOf(
  { move, on }: Decision,
  { by, at, accounts }: Deciding,
  key: string,
): MoveOn<StoredEntry, StoredDropout> {
  // Who never counted as a dropout cannot relapse: that is a new suspicion.
  const kind = (file: StoredDropout | undefined) =>
    move === 'relapsed' && file !== undefined && !wasRegistered(file.entries) ? 'absent' : move;
  return { key, by, at, kind, ...defined({ on, accounts }) };
}

async function factsOf(
  { caseRules, tz }: DecideParts,
  cases: Cases,
  decision: Decision,
  { by, at, accounts = [by.key] }: Deciding,
): Promise<DecisionFacts> {
  const other = decision.move === 'merged' ? await cases.byNo(decision.into) : undefined;
  const today = localDate(at, tz);
  return { ...(await caseRules()), by, accounts, today, other: other?.state };
}

function partsOf(
  sealer: Sealer,
  file: StoredDropout,
  decision: Decision,
  {
    facts,
    key,
    tell,
  }: { readonly facts: DecisionFacts; readonly key: string; readonly tell: readonly ToTell[] },
): Parts<StoredEntry, StoredDropout> {
  const entered: EnteredCase = { entries: file.entries, now: amendable(sealer, file) };
  const entry = entryOfDecision(entered, decision, facts);
  return {
    entry: saidParts(sealer, { id: file._id, entry: key }, entry),
    set: fieldsAfter(sealer, file, decision),
    after: [
      ...photosOf(file.no, decision.photos ?? []),
      ...linksOf(file, decision),
      ...tell.map((one) => tellSealed(sealer, entryPlace(DROPOUT_FILE.collection, file._id, key), one)),
    ],
  };
}

/** The fields of a case that a decision changes, besides its heads. */
function fieldsAfter(sealer: Sealer, file: StoredDropout, decision: Decision): Partial<StoredDropout> {
  switch (decision.move) {
    case 'amended':
      return amended(sealer, file, decision.changes);
    case 'returned': {
      const { schoolId, grade, className } = decision;
      const moved = defined({ schoolId, grade, className });
      return Object.keys(moved).length === 0 ? {} : amended(sealer, file, moved);
    }
    case 'proposed':
    case 'checked':
    case 'recognised':
    case 'excluded':
      // Who found it first stays: 改 puts that right.
      return defined({ cause: decision.cause, foundBy: file.foundBy ?? decision.foundBy });
    default:
      return {};
  }
}

/** What the other file of a merger has to note. */
function linksOf(file: StoredDropout, decision: Decision): readonly FollowUp[] {
  if (decision.move === 'merged')
    return [{ kind: 'link', file: decision.into, move: 'joined', other: file.no }];
  const other = decision.move === 'unmerged' ? mergedInto(file) : undefined;
  return other === undefined ? [] : [{ kind: 'link', file: other, move: 'parted', other: file.no }];
}
