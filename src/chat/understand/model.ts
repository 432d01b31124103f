/** A message as numbers: where in the table its features lie, each once. */
export type Places = readonly number[];

/** What was learned: for each place of the table how much it speaks for each of the labels. */
export interface Model {
  readonly labels: number;
  readonly weights: Float32Array;
}

/** Something that was learned from: its features, and the number of its label. */
export interface Lesson {
  readonly places: Places;
  readonly label: number;
  /** How much it counts beside the others. */
  readonly weight: number;
}

/** The table has 2 to the power of this many places. */
export const TABLE_BITS = 16;
const MASK = (1 << TABLE_BITS) - 1;

/** The place of a feature in the table (FNV-1a): two features may share one, which costs little. */
export function placeOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> TABLE_BITS)) & MASK;
}

const ROUNDS = 10;
const STEP = 1;
const SHRINK = 1e-4;
const FIRST_SQUARE = 1e-2;
/** A step so small changes nothing. */
const STILL = 1e-4;

/**
 * Multinomial logistic regression by AdaGrad: the same lessons in the same order give the same model. Every round goes
 * through them in another, fixed order.
 */
export function train(lessons: readonly Lesson[], labels: number): Model {
  const model = { labels, weights: new Float32Array(labels << TABLE_BITS) };
  const squares = new Float32Array(labels << TABLE_BITS).fill(FIRST_SQUARE);
  const chances = new Float64Array(labels);
  const shuffle = shuffler();
  const order = [...lessons];
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order);
    for (const lesson of order) learn(model, squares, lesson, chances);
  }
  return model;
}

function learn(
  { labels, weights }: Model,
  squares: Float32Array,
  { places, label, weight }: Lesson,
  chances: Float64Array,
): void {
  intoChances({ labels, weights }, places, chances);
  const scale = 1 / Math.sqrt(places.length || 1);
  for (let to = 0; to < labels; to += 1) {
    const slope = ((chances[to] ?? 0) - (to === label ? 1 : 0)) * scale * weight;
    if (Math.abs(slope) < STILL) continue;
    for (const place of places) {
      const cell = place * labels + to;
      const known = weights[cell] ?? 0;
      const step = slope + SHRINK * known;
      const square = (squares[cell] ?? 0) + step * step;
      squares[cell] = square;
      weights[cell] = known - (STEP * step) / Math.sqrt(square);
    }
  }
}

/** Puts lists into another order each time, the same ones in every process. */
function shuffler(): (list: unknown[]) => void {
  let seed = 20_261_201;
  return (list) => {
    for (let at = list.length - 1; at > 0; at -= 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const other = seed % (at + 1);
      [list[at], list[other]] = [list[other], list[at]];
    }
  };
}

/** How likely each label is, by its number; they add up to 1. */
export function chancesOf(model: Model, places: Places): Float64Array {
  const chances = new Float64Array(model.labels);
  intoChances(model, places, chances);
  return chances;
}

function intoChances({ labels, weights }: Model, places: Places, into: Float64Array): void {
  into.fill(0);
  for (const place of places) {
    const from = place * labels;
    for (let to = 0; to < labels; to += 1) into[to] = (into[to] ?? 0) + (weights[from + to] ?? 0);
  }
  const scale = 1 / Math.sqrt(places.length || 1);
  const most = Math.max(...into) * scale;
  let sum = 0;
  for (let to = 0; to < labels; to += 1) {
    const power = Math.exp((into[to] ?? 0) * scale - most);
    into[to] = power;
    sum += power;
  }
  for (let to = 0; to < labels; to += 1) into[to] = (into[to] ?? 0) / sum;
}
