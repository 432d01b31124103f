/** T without undefined: what may have been undefined may be missing. */
export type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The members of a plain object that are not undefined, in their order, as a new object. An optional field is
 * either there or not, never there and undefined: MongoDB would store that as null.
 */
export function defined<T extends object>(members: T): Defined<T> {
  const kept: Record<string, unknown> = {};
  // for-in and not Object.keys: this runs many times for every message, and an array less each time is felt.
  for (const key in members) {
    const value = members[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept as Defined<T>;
}
