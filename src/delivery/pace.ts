/** How many targets a round claims: as many as can be served before the lease ends. */
export interface Pace {
  limit(): number;
  /** A call was made in time. */
  kept(): void;
  /** A lease was nearly over before the call could be made: too much was claimed for this database and this load. */
  missed(): void;
}

/** Begins with `most`, halves when a lease was missed, and grows by one with each call made in time. */
export function createPace(most: number): Pace {
  let limit = most;
  return {
    limit: () => limit,
    kept: () => {
      limit = Math.min(most, limit + 1);
    },
    missed: () => {
      limit = Math.max(1, Math.floor(limit / 2));
    },
  };
}
