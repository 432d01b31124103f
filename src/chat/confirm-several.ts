import type { Outcome } from './outcome.ts';
import type { Turn } from './turn.ts';

/** More than these nobody reads through before they say 确认 to all of them. */
export const MOST_DECIDED = 50;
/** A list that does not fit one reply would be confirmed unread. */
const LONGEST = 4_000;

/** The lines of one message that ask for 确认, as one question; undefined where fewer than two do. */
export function toConfirmAll(turn: Pick<Turn, 'text'>, outcomes: readonly Outcome[]): Outcome | undefined {
  const asks = outcomes.flatMap((outcome) => outcome.asks ?? []);
  if (asks.length < 2) return undefined;
  const text = turn.text('dialogue/confirm-several', { ones: asks });
  if (asks.length > MOST_DECIDED || text.length > LONGEST)
    return { text: turn.text('dialogue/too-many-decided', { line: asks[0]?.line ?? '' }) };
  const lines = asks.map(({ line, version }) => ({ line, version }));
  return { text, dialogue: { kind: 'confirm-several', lines } };
}
