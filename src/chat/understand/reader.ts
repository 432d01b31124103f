import { ACT_NAMES, type Act } from './acts.ts';
import type { Example } from './examples.ts';
import { featuresOf } from './features.ts';
import { chancesOf, type Lesson, type Model, type Places, placeOf, train } from './model.ts';
import type { Said } from './setting.ts';

/** How likely each act is, the likeliest first; the chances add up to 1. */
export type Ranking = readonly { readonly act: Act; readonly chance: number }[];

/** Says what a message may want. Pure: the same words in the same setting rank the same. */
export type ActReader = (said: Said) => Ranking;

/** The reader that these examples teach. It learns when it is first asked: a start does not wait for it. */
export function createActReader(examples: readonly Example[]): ActReader {
  return readerBy(() => learnActs(examples));
}

/** What these examples teach. Takes about a second. */
export function learnActs(examples: readonly Example[]): Model {
  return train(lessonsOf(examples), ACT_NAMES.length);
}

/** A reader by this model, which is got when it is first asked. */
export function readerBy(get: () => Model): ActReader {
  let model: Model | undefined;
  return (said) => {
    model ??= get();
    const chances = chancesOf(model, placesOf(said));
    return ACT_NAMES.map((act, index) => ({ act, chance: chances[index] ?? 0 })).toSorted(
      (one, other) => other.chance - one.chance,
    );
  };
}

/** How likely this act is by a ranking. */
export function chanceOf(ranking: Ranking, act: Act): number {
  return ranking.find((one) => one.act === act)?.chance ?? 0;
}

/** Of an act with many more examples than others each counts less: it would be heard everywhere. */
const MOST_FOR_ONE = 150;

function lessonsOf(examples: readonly Example[]): readonly Lesson[] {
  const counts = new Map<Act, number>();
  for (const { act } of examples) counts.set(act, (counts.get(act) ?? 0) + 1);
  return examples.map((one) => ({
    places: placesOf(one),
    label: ACT_NAMES.indexOf(one.act),
    weight: Math.min(1, MOST_FOR_ONE / (counts.get(one.act) ?? 1)),
  }));
}

function placesOf(said: Said): Places {
  return [...new Set(featuresOf(said).map(placeOf))];
}
