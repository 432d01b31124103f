/** One attempt to use a roster code. */
export interface Attempt {
  /** Effect key of the message. */
  readonly id: string;
  readonly at: Date;
  /** It was made while locked, so that no code was looked at; such attempts do not lock again. */
  readonly locked: boolean;
}

const HOUR_MS = 3_600_000;
const ALLOWED = 5;

/** Whether attempts are locked at `at`: five wrong ones within an hour lock for an hour after the fifth. */
export function isLocked(attempts: readonly Attempt[], at: Date): boolean {
  const wrong = attempts
    .filter(({ locked }) => !locked)
    .map((attempt) => attempt.at.getTime())
    .sort((a, b) => a - b);
  return wrong.some((time, n) => {
    const first = wrong[n - ALLOWED + 1];
    const locks = first !== undefined && time - first <= HOUR_MS;
    return locks && at.getTime() < time + HOUR_MS;
  });
}

/** Attempts that can still matter at `at`; the newest ones, so that the list stays short. */
export function stillRelevant(attempts: readonly Attempt[], at: Date): readonly Attempt[] {
  const since = at.getTime() - 24 * HOUR_MS;
  return attempts.filter((attempt) => attempt.at.getTime() > since).slice(-40);
}
