import { shownAs } from '../casefiles/appended.ts';
import { checkMove, legalMoves } from '../casefiles/check-move.ts';
import { entryPlace, photosOf, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import type { Parts } from '../casefiles/plan-entry.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { HazardRules } from '../places/hazard-rules.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Decision } from './decisions.ts';
import { entryOfDecision } from './entry-of-decision.ts';
import { saidParts } from './entry-said.ts';
import { HAZARD_FILE, type StoredEntry, type StoredHazard, toHazard } from './hazard-document.ts';
import { type DecisionFacts, lacksOf } from './lacks.ts';
import { linksOf } from './links.ts';
import type { DecidedHazard, Deciding, HazardStore } from './types.ts';

/** What decisions are made with. */
export interface DecideParts {
  readonly sealer: Sealer;
  readonly tz: string;
  readonly hazardRules: () => Promise<HazardRules>;
}

type Hazards = Pick<NumberedFiles<StoredEntry, StoredHazard>, 'append' | 'byNo'>;

/** The half of the store that makes decisions on hazards, one entry each. */
export function createDecide(parts: DecideParts, hazards: Hazards): Pick<HazardStore, 'decide' | 'consider'> {
  const { sealer } = parts;
  return {
    consider: async (no, decision, deciding) => {
      const file = await hazards.byNo(no);
      if (file === undefined) return { outcome: 'missing' };
      const facts = await factsOf(parts, hazards, decision, deciding);
      const mover = { accounts: facts.accounts, day: facts.today };
      const legal = checkMove(HAZARD_FILE.moves, { kind: decision.move, ...mover }, file);
      const lacks = 'why' in legal ? [] : lacksOf(file, decision, facts);
      if (!('why' in legal) && lacks.length === 0) return undefined;
      const moves = legalMoves(HAZARD_FILE.moves, mover, file);
      const why = 'why' in legal ? legal.why : 'refused';
      const none = lacks.length === 0 ? {} : { lacks };
      return { outcome: 'declined', why, file: toHazard(sealer, file), moves, ...none };
    },

    decide: (no, decision, deciding) => async (key) => {
      const facts = await factsOf(parts, hazards, decision, deciding);
      const { move: kind, on } = decision;
      const { by, at, accounts } = deciding;
      const move = { key, kind, by, at, ...defined({ on, accounts }) };
      const done = await hazards.append(no, move, (file) => {
        if (file === undefined) return {};
        if (lacksOf(file, decision, facts).length > 0) return 'refused';
        return partsOf(sealer, file, decision, { facts, key, tell: deciding.tell ?? [] });
      });
      const shown: DecidedHazard = shownAs(done, (stored) => toHazard(sealer, stored));
      if (done.outcome !== 'declined' || done.why !== 'refused') return shown;
      return { ...shown, lacks: lacksOf(done.file, decision, facts) };
    },
  };
}

async function factsOf(
  { hazardRules, tz }: DecideParts,
  hazards: Hazards,
  decision: Decision,
  { by, at, accounts = [by.key] }: Deciding,
): Promise<DecisionFacts> {
  const other = 'into' in decision ? await hazards.byNo(decision.into) : undefined;
  return { rules: await hazardRules(), by, accounts, today: localDate(at, tz), other };
}

interface Making {
  readonly facts: DecisionFacts;
  readonly key: string;
  readonly tell: readonly ToTell[];
}

function partsOf(
  sealer: Sealer,
  file: StoredHazard,
  decision: Decision,
  { facts, key, tell }: Making,
): Parts<StoredEntry, StoredHazard> {
  const place = entryPlace(HAZARD_FILE.collection, file._id, key);
  return {
    entry: saidParts(
      sealer,
      { id: file._id, entry: key },
      entryOfDecision(file, decision, { ...facts, key }),
    ),
    after: [
      ...photosOf(file.no, decision.photos ?? []),
      ...linksOf(file, decision),
      ...tell.map((one) => tellSealed(sealer, place, one)),
    ],
  };
}
