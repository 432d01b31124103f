import type { Calendar } from '../calendar/types.ts';
import { shownAs } from '../casefiles/appended.ts';
import { checkMove, legalMoves } from '../casefiles/check-move.ts';
import type { FollowUp } from '../casefiles/follow-up.ts';
import { entryPlace, photosOf, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import type { Parts } from '../casefiles/plan-entry.ts';
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
import { type DecisionFacts, lacksOf } from './lacks.ts';
import { wasRegistered } from './recognition.ts';
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
export function createDecide(parts: DecideParts, cases: Cases): Pick<DropoutStore, 'decide' | 'judge'> {
  const { sealer } = parts;
  return {
    judge: async (no, decision, deciding) => {
      const file = await cases.byNo(no);
      if (file === undefined) return { outcome: 'missing' };
      const facts = await factsOf(parts, cases, decision, deciding);
      const mover = { accounts: facts.accounts, day: facts.today };
      const legal = checkMove(DROPOUT_FILE.moves, { kind: decision.move, ...mover }, file);
      const lacks = 'why' in legal ? [] : lacksOf(file, decision, facts);
      if (!('why' in legal) && lacks.length === 0) return undefined;
      const moves = legalMoves(DROPOUT_FILE.moves, mover, file);
      const why = 'why' in legal ? legal.why : 'refused';
      const none = lacks.length === 0 ? {} : { lacks };
      return { outcome: 'declined', why, file: toCase(sealer, file), moves, ...none };
    },

    decide: (no, decision, deciding) => async (key) => {
      const facts = await factsOf(parts, cases, decision, deciding);
      const { move, on } = decision;
      const { by, at, accounts } = deciding;
      const entry = { key, by, at, ...defined({ on, accounts }) };
      // Who never counted as a dropout cannot relapse: that is a new suspicion.
      const kind = (file: StoredDropout | undefined) =>
        move === 'relapsed' && file !== undefined && !wasRegistered(file.entries) ? 'absent' : move;
      const done = await cases.append(no, { ...entry, kind }, (file) => {
        if (file === undefined) return {};
        if (lacksOf(file, decision, facts).length > 0) return 'refused';
        return partsOf(sealer, file, decision, { facts, key, tell: deciding.tell ?? [] });
      });
      const shown: DecidedCase = shownAs(done, (stored) => toCase(sealer, stored));
      if (done.outcome !== 'declined' || done.why !== 'refused') return shown;
      return { ...shown, lacks: lacksOf(done.file, decision, facts) };
    },
  };
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
