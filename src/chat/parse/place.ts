import type { Gazetteer, PlaceMention } from '../../places/gazetteer.ts';
import type { Place } from '../../places/place.ts';
import { joinedSchool } from './joined-school.ts';
import { stemsIn } from './school-stems.ts';
import type { Span } from './slate.ts';
import { startsWithSurname } from './surnames.ts';

/** What a text says about the place: one, or several to choose from, and the stretches of text that said it. */
export type PlaceAnswer =
  | { readonly place: Place; readonly spans: readonly Span[] }
  | { readonly candidates: readonly Place[]; readonly word: Span; readonly spans: readonly Span[] };

type Kinds = readonly Place['kind'][] | undefined;
interface Named extends Span {
  readonly candidates: readonly Place[];
  /** Named in passing (去三合镇打工), or known only through its township. */
  readonly passing: boolean;
}

const IN_PASSING = /(?:去|到|往|回|住|户籍地?|老家|转学?到?|跑|走|流动|地址|住址|籍贯)了?[:是在 ]{0,2}$/;
const ORDER: readonly Place['kind'][] = ['school', 'water', 'village', 'township', 'outside'];

/**
 * The place a half-width text is about. A school beats its township; a township decides between schools of
 * one name; two places that cannot both be meant are given back to choose from.
 */
export function findPlace(text: string, gazetteer: Gazetteer, kinds: Kinds): PlaceAnswer | undefined {
  const mentions = mentionsIn(text, gazetteer, kinds);
  const townships = new Set(mentions.flatMap((one) => one.candidates.filter(isTownship).map((p) => p.id)));
  const all = mentions.map((mention) => narrow(text, mention, townships, gazetteer, kinds));
  const named = all.filter((one) => one.candidates.length > 0);
  const meant = named.some((one) => !one.passing) ? named.filter((one) => !one.passing) : named;
  const usable = meant.filter((one) => !(one.passing && one.candidates[0]?.kind === 'outside'));
  return choose(text, usable, mentions);
}

/** Places named whole; where they are no school nor water, schools by the part of their names that people say. */
function mentionsIn(text: string, gazetteer: Gazetteer, kinds: Kinds): readonly PlaceMention[] {
  const mentions = gazetteer.scan(text).filter((mention) => !partOfName(text, mention));
  const exact = mentions.some(({ candidates }) =>
    candidates.some(
      ({ kind }) => kind !== 'township' && kind !== 'outside' && (!kinds || kinds.includes(kind)),
    ),
  );
  if (exact || (kinds && !kinds.includes('school'))) return mentions;
  return [...mentions, ...stemsIn(text, gazetteer, mentions)].toSorted((a, b) => a.start - b.start);
}

function narrow(
  text: string,
  mention: PlaceMention,
  townships: ReadonlySet<string>,
  gazetteer: Gazetteer,
  kinds: Kinds,
): Named {
  const joined = joinedSchool(text, mention, gazetteer);
  const span = { start: mention.start, end: joined?.end ?? mention.end };
  const here = joined?.candidates ?? mention.candidates;
  const inContext = here.filter((place) => 'townshipId' in place && townships.has(place.townshipId));
  const likely = here.length > 1 && inContext.length > 0 ? inContext : here;
  const passing = isPassing(text, mention);
  const fitting = likely.filter((place) => !kinds || kinds.includes(place.kind));
  if (fitting.length > 0) return { ...span, candidates: fitting, passing };
  return {
    ...span,
    candidates: kinds?.includes('township') ? townshipsOf(likely, gazetteer) : [],
    passing: true,
  };
}

function choose(
  text: string,
  named: readonly Named[],
  mentions: readonly PlaceMention[],
): PlaceAnswer | undefined {
  const main = mainOf(named);
  if (!main) return undefined;
  const rival = named.find((one) => rivals(one, main) && adjacent(text, one, main));
  const candidates = distinct([...(rival?.candidates ?? []), ...main.candidates]);
  const [place] = candidates;
  const word = {
    start: Math.min(main.start, rival?.start ?? main.start),
    end: Math.max(main.end, rival?.end ?? 0),
  };
  const spans = [word, ...mentions.filter((one) => agree(one, main))];
  return candidates.length === 1 && place ? { place, spans } : { candidates, word, spans };
}

// The most exact one; but 区外 said first is meant, whatever the child's home or school is.
function mainOf(named: readonly Named[]): Named | undefined {
  const [first] = named;
  if (first && is(first, 'outside')) return first;
  return ORDER.map((kind) => named.find((one) => is(one, kind))).find((one) => one !== undefined);
}

// 三合镇 桐渡中学: a township in front that is not the school's own. 三合镇 区外: one or the other.
function rivals(one: Named, main: Named): boolean {
  if (one === main || one.candidates.length > 1) return false;
  if (is(one, 'outside') || is(main, 'outside')) return true;
  const [township] = one.candidates;
  if (township?.kind !== 'township') return false;
  return main.candidates.every((place) => 'townshipId' in place && place.townshipId !== township.id);
}

function adjacent(text: string, one: Span, main: Span): boolean {
  const [left, right] = one.start < main.start ? [one, main] : [main, one];
  return /^[\s,、]*$/.test(text.slice(left.end, right.start));
}

function is(named: Named, kind: Place['kind']): boolean {
  return named.candidates.some((place) => place.kind === kind);
}

function agree(mention: PlaceMention, main: Named): boolean {
  return mention.candidates.some(
    (one) =>
      one.kind === 'township' &&
      main.candidates.some((p) => p.id === one.id || ('townshipId' in p && p.townshipId === one.id)),
  );
}

/** Whether the place's word is the end of a person's name: 李建民, even where 建民 is a township. */
export function partOfName(text: string, { start, end }: Span): boolean {
  if (end - start > 2 || !startsWithSurname(text.slice(start - 1, start))) return false;
  return !/[一-龥]/.test(text.charAt(start - 2)) && !/[一-龥]/.test(text.charAt(end));
}

function isPassing(text: string, mention: PlaceMention): boolean {
  if (IN_PASSING.test(text.slice(Math.max(0, mention.start - 8), mention.start))) return true;
  const [only] = mention.candidates;
  if (only?.kind !== 'outside' || text.slice(mention.start, mention.end) === only.name) return false;
  const around = text.charAt(mention.start - 1) + text.charAt(mention.end);
  return /[一-龥]/.test(around);
}

function townshipsOf(places: readonly Place[], gazetteer: Gazetteer): readonly Place[] {
  return distinct(
    places.flatMap((place) => {
      const township = 'townshipId' in place ? gazetteer.byId(place.townshipId) : undefined;
      return township ? [township] : [];
    }),
  );
}

function isTownship(place: Place): boolean {
  return place.kind === 'township';
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [place.id, place])).values()];
}
