import { type Forbidden, forbids, type Reader } from '../casefiles/rights.ts';
import { needsAnother } from './lacks.ts';
import { HAZARD_MOVES, type HazardMove } from './transitions.ts';
import type { Hazard } from './types.ts';

/** How hazards treat those who reported one and those they were given to. */
export const SIGHT = { ownFor: 'anyone', owned: true } as const;

/** Why this person may not make the move on this hazard; undefined when they may. */
export function hazardForbids(reader: Reader, move: HazardMove, file: Hazard): Forbidden | undefined {
  const { actor, accounts } = reader;
  const why = forbids(reader, HAZARD_MOVES[move].who, file, SIGHT);
  if (why !== undefined) return why;
  const by = { key: actor.key, role: actor.role, ...(actor.memberId ? { person: actor.memberId } : {}) };
  return needsAnother(file, move, { by, accounts }) ? 'same-person' : undefined;
}
