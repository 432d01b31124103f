import { createHash } from 'node:crypto';
import { defined } from '../kit/defined.ts';
import { addDays } from '../kit/local-date.ts';
import type { Decision, EntryData, EntrySaid, Judged } from './decisions.ts';
import { entryOfListing } from './entry-of-listing.ts';
import { peopleOf } from './heads.ts';
import type { DecisionFacts, JudgedHazard } from './lacks.ts';
import { firstDue, paidDue } from './limits.ts';

/** What the entry of a decision says, in clear and under seal. */
export interface EntryOfDecision {
  readonly data: EntryData;
  readonly said: EntrySaid;
}

/** The entry of this decision on the hazard as it stands; `key` is the entry's id. */
export function entryOfDecision(
  file: JudgedHazard,
  decision: Decision,
  { rules, by, today, key }: Pick<DecisionFacts, 'rules' | 'by' | 'today'> & { readonly key: string },
): EntryOfDecision {
  const { words, photos = [], on = today } = decision;
  const shown = photos.length === 0 ? {} : { photos };
  const said = defined({ words });
  switch (decision.move) {
    case 'assigned': {
      const { rectifier, supervisor, until: due } = decision;
      return { data: { rectifier, supervisor, ...defined({ due }) }, said };
    }
    case 'planned': {
      const { measure, money, until } = decision;
      const paid = (money ?? 0) > 0 && file.level === '一般';
      const ruled = paid ? paidDue(file.reportedOn, rules) : {};
      const due = until === undefined ? ruled : { due: until };
      return { data: { ...shown, ...defined({ money }), ...due }, said: { ...said, measure } };
    }
    case 'paused': {
      const { reason, money } = decision;
      return { data: { reason, ...defined({ money }) }, said };
    }
    case 'referred':
      return { data: {}, said: { ...said, unit: decision.unit } };
    case 'answered':
    case 'judged':
      return { data: levelData(file, decision, { rules, today }), said };
    case 'seconded':
    case 'merged':
      return { data: { into: decision.into }, said };
    case 'submitted':
      return { data: { ...shown, ...rectifiedBy(file, by) }, said };
    case 'closed':
      return { data: { ...shown, ...recheckOf(file, { rules, key, on }) }, said };
    case 'reopened':
      return { data: { ...shown, ...firstDue(file.level, on, rules) }, said };
    default:
      return entryOfListing(file, decision) ?? { data: shown, said };
  }
}

/** Mended before it was given to anybody: then it was theirs. */
function rectifiedBy(file: JudgedHazard, { person: id, name = '' }: DecisionFacts['by']): EntryData {
  return peopleOf(file).rectifier === undefined && id !== undefined ? { rectifier: { id, name } } : {};
}

/** Major ones, and one in so many of the others: which ones follows from the entry alone, and nobody knows beforehand. */
function recheckOf(
  { level }: JudgedHazard,
  { rules, key, on }: { readonly rules: DecisionFacts['rules']; readonly key: string; readonly on: string },
): EntryData {
  const drawn = createHash('sha256').update(key).digest().readUInt32BE(0) % rules.recheckOneIn === 0;
  return drawn || level === '重大' ? { recheck: addDays(on, rules.recheckDays) } : {};
}

/** From now on it is of this level: the days begin anew where that is another one. */
function levelData(
  { level, reportedOn }: JudgedHazard,
  { judged, criterion, edition, clause }: Partial<Judged>,
  { rules, today }: Pick<DecisionFacts, 'rules' | 'today'>,
): EntryData {
  const named = defined({ criterion, edition, clause });
  if (judged === undefined) return named;
  const since = judged === '重大' ? today : reportedOn;
  const due = judged === level ? {} : firstDue(judged, since, rules);
  return { ...named, judged, before: level, ...due };
}
