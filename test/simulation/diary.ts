/** What is planned for later, in the order of its time. */
export interface Diary<T> {
  note(when: Date, what: T): void;
  /** When the first thing is due. */
  first(): Date | undefined;
  /** Takes out what is due before `end`, the earliest first. */
  until(end: Date): readonly T[];
}

/** An empty diary. */
export function createDiary<T>(): Diary<T> {
  let entries: { readonly when: Date; readonly what: T }[] = [];
  return {
    note: (when, what) => {
      const place = entries.findIndex((other) => other.when > when);
      entries.splice(place < 0 ? entries.length : place, 0, { when, what });
    },
    first: () => entries[0]?.when,
    until: (end) => {
      const due = entries.filter(({ when }) => when < end);
      entries = entries.filter(({ when }) => when >= end);
      return due.map(({ what }) => what);
    },
  };
}
