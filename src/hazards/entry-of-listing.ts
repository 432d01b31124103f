import { defined } from '../kit/defined.ts';
import type { Decision, EntryData, EntrySaid } from './decisions.ts';
import { peopleOf } from './heads.ts';
import type { JudgedHazard } from './lacks.ts';
import { openExtension } from './listing.ts';

/** The entry of a decision about a listing or a reward; undefined for every other decision. */
export function entryOfListing(
  file: JudgedHazard,
  decision: Decision,
): { readonly data: EntryData; readonly said: EntrySaid } | undefined {
  const { words } = decision;
  switch (decision.move) {
    case 'listing-asked':
    case 'listing-passed':
      return { data: defined({ level: decision.level }), said: defined({ words }) };
    case 'government-told':
      return {
        data: defined({ authority: decision.unit, number: decision.number }),
        said: defined({ words }),
      };
    case 'listed': {
      const { level, unit: authority, number, five, scope } = decision;
      // Who rectifies answers for it and who follows up watches, until others are named.
      const { rectifier, supervisor } = peopleOf(file);
      const { person = rectifier, monitor = supervisor } = decision;
      return {
        data: defined({ level, authority, number, person, monitor }),
        said: defined({ words, five, scope }),
      };
    }
    case 'listing-settled': {
      const { person, monitor, five, scope } = decision;
      return { data: defined({ person, monitor }), said: defined({ words, five, scope }) };
    }
    case 'extension-asked':
      return { data: defined({ until: decision.until }), said: defined({ words }) };
    case 'extension-agreed': {
      const due = decision.until ?? openExtension(file)?.until;
      return { data: defined({ due }), said: defined({ words }) };
    }
    case 'delisted': {
      const { level, unit: authority, number } = decision;
      return { data: defined({ level, authority, number }), said: defined({ words }) };
    }
    case 'rewarded': {
      const { amount: reward, code } = decision;
      return { data: defined({ reward }), said: defined({ words, code }) };
    }
    default:
      return undefined;
  }
}
