/** A span of waiting that can be called off. */
export interface Patience {
  /** Resolves to undefined when the span is over; never rejects. */
  readonly over: Promise<undefined>;
  /** Lets go of the timer; `over` then never resolves. */
  cancel(): void;
}

/** Patience for `ms` from now. */
export function startPatience(ms: number): Patience {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return { over, cancel: () => clearTimeout(timer) };
}

/** What `wanted` gives, or undefined when it takes longer than `ms`; it is not stopped then. */
export async function within<T>(ms: number, wanted: Promise<T>): Promise<T | undefined> {
  const patience = startPatience(ms);
  try {
    return await Promise.race([wanted, patience.over]);
  } finally {
    patience.cancel();
  }
}
