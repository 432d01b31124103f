import { halfWidth, visibleText } from '../../kit/width.ts';
import type { Gazetteer } from '../../places/gazetteer.ts';
import { findCaseNumbers } from './case-number.ts';
import { type Span, TAKEN } from './slate.ts';
import { findWords } from './words.ts';

/** What finding a verb needs to know of it. */
export interface FindableVerb {
  readonly words: readonly string[];
  readonly stands: 'first' | 'glued' | 'whole' | 'inside';
}

/** A verb said in a line, and the line without its word. */
export interface FoundVerb<V> {
  readonly verb: V;
  readonly rest: string;
}

/** As much of a line is read for its arguments. */
const LONGEST = 4_000;

type Hit<V> = Span & { readonly verb: V };

/**
 * The verb that a line says: one that stands in front, before those that may stand anywhere; of these a word by itself
 * before one inside another. Places and numbers of files part words as blanks do. Undefined: none is said. Pure.
 */
export function findVerb<V extends FindableVerb>(
  verbs: readonly V[],
  text: string,
  places: Pick<Gazetteer, 'scan'>,
): FoundVerb<V> | undefined {
  if (verbs.length === 0) return undefined;
  const raw = visibleText(text);
  const line = parted(halfWidth(raw.slice(0, LONGEST)), places);
  const leading = verbs.filter(leads);
  const free = verbs.filter((verb) => !leads(verb));
  const hit = inFront(leading, line) ?? anywhere(free, line) ?? inFront(free, line);
  return hit && { verb: hit.verb, rest: without(raw, line, hit) };
}

const leads = ({ stands }: FindableVerb): boolean => stands === 'first' || stands === 'glued';

/** The line with its places and numbers out of the way. */
function parted(line: string, places: Pick<Gazetteer, 'scan'>): string {
  const spans: readonly Span[] = [...places.scan(line), ...findCaseNumbers(line, 0)];
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + TAKEN.repeat(end - start) + left.slice(end),
    line,
  );
}

const BETWEEN = `\\s,、:;。=${TAKEN}`;
const APART = new RegExp(`^[${BETWEEN}]+`);
const ENDS = new RegExp(`^(?:$|[${BETWEEN}])`);

function inFront<V extends FindableVerb>(verbs: readonly V[], line: string): Hit<V> | undefined {
  const start = line.length - line.replace(APART, '').length;
  const lower = line.toLowerCase();
  const found = verbs
    .filter(({ stands }) => stands !== 'whole')
    .flatMap((verb) => verb.words.map((word) => ({ verb, word: word.toLowerCase() })))
    .sort((a, b) => b.word.length - a.word.length)
    .find(
      ({ verb, word }) =>
        lower.startsWith(word, start) &&
        (verb.stands !== 'first' || ENDS.test(line.slice(start + word.length))),
    );
  return found && { verb: found.verb, start, end: start + found.word.length };
}

function anywhere<V extends FindableVerb>(verbs: readonly V[], line: string): Hit<V> | undefined {
  const said = verbs.filter(({ words }) => words.length > 0);
  const words = Object.fromEntries(said.map((verb, at) => [String(at), verb.words]));
  for (const { start, end, value, whole } of findWords(words, line)) {
    const verb = said[Number(value)];
    if (verb && (whole || verb.stands === 'inside')) return { verb, start, end };
  }
  return undefined;
}

// 结论:属实 is the verb with its key.
const KEY = /(?<![一-龥])[一-龥]{2}[:=] ?$/;
function without(raw: string, line: string, { start, end }: Span): string {
  const key = KEY.exec(line.slice(0, start))?.[0].length ?? 0;
  const marks = /^[\s,、:;。=]*/.exec(line.slice(end))?.[0].length ?? 0;
  const before = raw.slice(0, start - key);
  return `${before.replace(/[\s,，、:：;；。=]+$/, '')} ${raw.slice(end + marks)}`.trim();
}
