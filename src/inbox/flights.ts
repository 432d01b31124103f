/** Work under way in this process, one flight per key. */
export interface Flights<T> {
  /** The flight under this key, or a new one made by `launch`. */
  join(key: string, launch: () => Promise<T>): Promise<T>;
  has(key: string): boolean;
  /** Keeps something else in mind until it is done; its failure is its own affair. */
  track(task: Promise<unknown>): void;
  /** Resolves when nothing is under way any more. */
  landed(): Promise<void>;
}

/** An empty sky. */
export function createFlights<T>(): Flights<T> {
  const flying = new Map<string, Promise<T>>();
  const tasks = new Set<Promise<unknown>>();

  const track = (task: Promise<unknown>): void => {
    tasks.add(task);
    const forget = (): void => void tasks.delete(task);
    task.then(forget, forget);
  };

  return {
    join: (key, launch) => {
      const known = flying.get(key);
      if (known !== undefined) return known;
      const flight = launch();
      flying.set(key, flight);
      track(flight);
      const land = (): void => void flying.delete(key);
      flight.then(land, land);
      return flight;
    },
    has: (key) => flying.has(key),
    track,
    landed: async () => {
      while (tasks.size > 0) await Promise.allSettled(tasks);
    },
  };
}
