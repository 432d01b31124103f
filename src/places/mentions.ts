import type { PlaceMention } from './gazetteer.ts';
import { areaOf, type Place } from './place.ts';

const JOINED = /^[\s,，、]*$/;

/**
 * Settles shared names by the township named beside them: 桐渡镇 柳树湾小学 is one mention of that township's
 * school; a township named elsewhere in the text narrows the candidates.
 */
export function settleMentions(text: string, mentions: readonly PlaceMention[]): readonly PlaceMention[] {
  return narrowed(joined(text, mentions));
}

function joined(text: string, mentions: readonly PlaceMention[]): readonly PlaceMention[] {
  const done: PlaceMention[] = [];
  for (const mention of mentions) {
    const before = done.at(-1);
    const near = before !== undefined && JOINED.test(text.slice(before.end, mention.start));
    const candidates = near ? inOneTownship(before, mention) : undefined;
    if (before === undefined || candidates === undefined) done.push(mention);
    else done.splice(-1, 1, { start: before.start, end: mention.end, candidates });
  }
  return done;
}

/** The places of one mention that lie in the township of the other one. */
function inOneTownship(a: PlaceMention, b: PlaceMention): readonly Place[] | undefined {
  const inside = placesIn(soleTownship(a), b) ?? placesIn(soleTownship(b), a);
  return inside !== undefined && inside.length > 0 ? inside : undefined;
}

function soleTownship({ candidates }: PlaceMention): string | undefined {
  const [only, ...others] = candidates;
  return only?.kind === 'township' && others.length === 0 ? only.id : undefined;
}

function placesIn(
  townshipId: string | undefined,
  { candidates }: PlaceMention,
): readonly Place[] | undefined {
  if (townshipId === undefined || candidates.some(({ kind }) => kind === 'township')) return undefined;
  return candidates.filter((place) => areaOf(place) === townshipId);
}

function narrowed(mentions: readonly PlaceMention[]): readonly PlaceMention[] {
  const townships = new Set(mentions.map(soleTownship).filter((id) => id !== undefined));
  const [only] = townships;
  if (townships.size !== 1) return mentions;
  return mentions.map((mention) => {
    const inside = mention.candidates.length > 1 ? placesIn(only, mention) : undefined;
    return inside !== undefined && inside.length > 0 ? { ...mention, candidates: inside } : mention;
  });
}
