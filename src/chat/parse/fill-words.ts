import type { FieldInfo } from '../args.ts';
import { type Draft, openFields } from './draft.ts';
import { labelBefore } from './labels.ts';
import type { Span } from './slate.ts';
import { findSaying, findWords, readWord, type WordFound } from './words.ts';

/** Fill closed-set fields. A word inside a longer saying gives the value and stays in the text. */
export function fillWords(draft: Draft): void {
  const inside: Span[] = [];
  for (const field of openFields(draft, 'word')) {
    const words = field.meta.words ?? {};
    const [found] = findWords(words, draft.slate.free());
    if (!found || (field.meta.alone === true && !found.whole)) {
      fillSaying(draft, field);
      continue;
    }
    const wider = found.whole ? withNeighbour(draft, words, found) : found;
    draft.values.set(field.name, wider.value);
    if (wider.whole) takeWith(draft, field, wider);
    else inside.push(wider);
  }
  takeEmptied(draft, inside);
}

/** A sentence that means the word gives the value and stays in the text whole: it says more. */
function fillSaying({ slate, values }: Draft, { name, meta }: FieldInfo): void {
  const said = meta.sayings && findSaying(meta.sayings, slate.free());
  if (said !== undefined) values.set(name, said.value);
}

// 二次 辍学, 疑似 辍学: two words that make one of the set.
function withNeighbour(
  draft: Draft,
  words: NonNullable<FieldInfo['meta']['words']>,
  found: WordFound,
): WordFound {
  const all = draft.slate.words();
  const at = all.findIndex((word) => word.start === found.start);
  const here = all[at];
  for (const [first, second] of [
    [all[at - 1], here],
    [here, all[at + 1]],
  ]) {
    const value = first && second && readWord(words, first.text + second.text);
    if (first && second && value) return { start: first.start, end: second.end, value, whole: true };
  }
  return found;
}

function takeWith(draft: Draft, field: FieldInfo, span: Span): void {
  const label = labelBefore(draft.slate, field, span.start);
  draft.slate.take({ start: label?.start ?? span.start, end: span.end });
}

// 辍学厌学: once both are known nothing is left to keep.
function takeEmptied(draft: Draft, inside: readonly Span[]): void {
  for (const word of draft.slate.words()) {
    const left = [...word.text].filter(
      (sign, at) =>
        !inside.some((one) => one.start <= word.start + at && word.start + at < one.end) &&
        !/[了等的因为第又再已经]/.test(sign),
    );
    if (left.length === 0) draft.slate.take(word);
  }
}
