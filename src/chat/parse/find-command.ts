import { distance } from 'fastest-levenshtein';
import { pinyinInitials, pinyinSound } from '../../kit/pinyin-initials.ts';
import { halfWidth } from '../../kit/width.ts';

/** What finding a command needs to know of it. */
export interface Findable {
  readonly name: string;
  readonly aliases: readonly string[];
}

/**
 * The command meant, or at most three that may have been, best first. `near`: the first is so much nearer than any other
 * that hardly another was meant.
 */
export type FoundCommand<C> =
  | { readonly exact: C }
  | { readonly suggestions: readonly C[]; readonly near: boolean };

const MOST = 3;
const SHORTEST_INITIALS = 2;

/**
 * Find a command by its name or an alias (case and width do not matter) or by their pinyin initials, when only one
 * command has them; else suggest those that sound or look alike.
 */
export function findCommand<C extends Findable>(all: readonly C[], word: string): FoundCommand<C> {
  const exact = commandNamed(all, word);
  if (exact) return { exact };
  const typed = asWritten(word);
  return suggest(all, typed, withInitials(all, typed));
}

/** The command that the word is, as `findCommand` would find it; nothing that is only alike is looked for. */
export function commandNamed<C extends Findable>(all: readonly C[], word: string): C | undefined {
  const typed = asWritten(word);
  const named = all.find((command) => words(command).includes(typed));
  if (named) return named;
  const [only, ...others] = withInitials(all, typed);
  return others.length === 0 ? only : undefined;
}

const asWritten = (word: string): string => halfWidth(word).trim().toLowerCase();

function withInitials<C extends Findable>(all: readonly C[], typed: string): readonly C[] {
  return typed.length >= SHORTEST_INITIALS ? all.filter((one) => initials(one).includes(typed)) : [];
}

function suggest<C extends Findable>(
  all: readonly C[],
  typed: string,
  byInitials: readonly C[],
): { readonly suggestions: readonly C[]; readonly near: boolean } {
  if (typed === '' || typed.length > LONGEST_TYPED) return { suggestions: [], near: false };
  const sound = pinyinSound(typed);
  const ranked = all
    .map((command) => ({ command, score: unlikeAny(command, typed, sound) }))
    .filter((one) => one.score < 1)
    .sort((a, b) => a.score - b.score);
  const [first, second] = ranked;
  const near = first !== undefined && (second === undefined || (first.score === 0 && second.score > 0));
  const suggestions = [...new Set([...byInitials, ...ranked.map(({ command }) => command)])].slice(0, MOST);
  return { suggestions, near: near && suggestions[0] === first?.command };
}

const lower = new WeakMap<Findable, readonly string[]>();
function words(command: Findable): readonly string[] {
  return remembered(lower, command, () =>
    [command.name, ...command.aliases].map((one) => halfWidth(one).toLowerCase()),
  );
}

const firstLetters = new WeakMap<Findable, readonly string[]>();
function initials(command: Findable): readonly string[] {
  return remembered(firstLetters, command, () =>
    words(command)
      .filter((one) => /[一-龥]/.test(one))
      .map(pinyinInitials),
  );
}

function remembered(
  cache: WeakMap<Findable, readonly string[]>,
  command: Findable,
  make: () => readonly string[],
): readonly string[] {
  const known = cache.get(command);
  if (known) return known;
  const made = make();
  cache.set(command, made);
  return made;
}

const LONGEST_TYPED = 12;
const SOUNDS_ALIKE = 0.25;
const LOOKS_ALIKE = 0.5;

const sounds = new WeakMap<Findable, readonly string[]>();
function unlikeAny(command: Findable, typed: string, sound: string): number {
  const own = remembered(sounds, command, () => words(command).map(pinyinSound));
  return Math.min(...words(command).map((word, at) => unlike(typed, sound, word, own[at] ?? '')));
}

// 0 the same, 1 nothing in common. Sound first: wrong characters of the same sound are the commonest slip.
function unlike(typed: string, sound: string, word: string, own: string): number {
  if (sound !== '' && sound === own) return 0;
  if (
    word.length > 1 &&
    (typed.includes(word) ||
      (typed.length > 1 ? word.includes(typed) : /[一-龥]/.test(typed) && word.startsWith(typed)))
  )
    return 0.2;
  const bySound = sound === '' ? 1 : distance(sound, own) / Math.max(sound.length, own.length);
  const bySign = distance(typed, word) / Math.max(typed.length, word.length);
  return Math.min(bySound <= SOUNDS_ALIKE ? bySound : 1, bySign <= LOOKS_ALIKE ? bySign : 1);
}
