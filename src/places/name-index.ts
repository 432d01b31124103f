import { halfWidth } from '../kit/width.ts';
import { type Edges, standsWell } from './edges.ts';
import type { PlaceMention } from './gazetteer.ts';
import type { NameForm } from './name-forms.ts';
import type { Place } from './place.ts';

interface Entry {
  readonly candidates: readonly Place[];
  readonly edges: Edges;
}
/** Finds known words in a text: one look-up per position and word length, whatever the number of places. */
export interface NameIndex {
  /** Longest first, not overlapping, in order of appearance. */
  find(text: string): readonly PlaceMention[];
}

/** Same length as the text, so that offsets hold: full width and capitals are folded. */
const folded = (text: string): string => halfWidth(text).replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Builds the index; candidates of a shared word keep the order of `forms`. */
export function createNameIndex(forms: readonly NameForm[]): NameIndex {
  const entries = new Map<string, Entry>();
  const lengths = new Map<string, Set<number>>();
  for (const [text, claims] of groupByText(forms)) {
    entries.set(text, settle(claims));
    const first = text.charAt(0);
    lengths.set(first, (lengths.get(first) ?? new Set()).add(text.length));
  }
  const schools = forms.some(({ place }) => place.kind === 'school');

  const matchesAt = (text: string, start: number): Match[] =>
    [...(lengths.get(text.charAt(start)) ?? [])].flatMap((length) => {
      const end = start + length;
      const entry = end <= text.length ? entries.get(text.slice(start, end)) : undefined;
      const stands = entry !== undefined && standsWell(text, start, end, entry.edges, schools);
      return stands ? [{ start, end, candidates: entry.candidates }] : [];
    });

  const find = (typed: string): readonly PlaceMention[] => {
    const text = folded(typed);
    const matches: Match[] = [];
    for (let start = 0; start < text.length; start += 1) matches.push(...matchesAt(text, start));
    return longestFirst(matches);
  };
  return { find };
}

type Match = PlaceMention;

function groupByText(forms: readonly NameForm[]): ReadonlyMap<string, readonly NameForm[]> {
  const groups = new Map<string, NameForm[]>();
  for (const form of forms) {
    const text = folded(form.text);
    if (text.length < 2) continue;
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [form]);
    else group.push(form);
  }
  return groups;
}

/**
 * Who a word means when several places could be called so: the most official claim wins, except that a name
 * without township (柳树湾小学) stays a question as long as another township has one too.
 */
function settle(claims: readonly NameForm[]): Entry {
  const best = Math.min(...claims.map(({ tier }) => tier));
  const first = claims.find(({ tier }) => tier === best);
  const schoolWord = first?.place.kind === 'school' && best !== 2;
  // 半月潭 is a pool and, for short, the township around it.
  const spotWord = first?.place.kind === 'water' || first?.place.kind === 'village';
  const chosen = claims.filter(
    ({ tier, place }) =>
      tier === best || (schoolWord && (tier === 3 || tier <= 1)) || (spotWord && place.kind === 'township'),
  );
  return { candidates: [...new Set(chosen.map(({ place }) => place))], edges: first?.edges ?? 'free' };
}

function longestFirst(matches: readonly Match[]): readonly PlaceMention[] {
  const chosen: Match[] = [];
  const byLength = [...matches].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const match of byLength) {
    if (chosen.every(({ start, end }) => match.end <= start || match.start >= end)) chosen.push(match);
  }
  return chosen.sort((a, b) => a.start - b.start);
}
