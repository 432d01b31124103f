/**
 * What is said where no private channel exists. `wait`: it is told at the person's next private message.
 * `name-unit`: the group hears which unit is meant and where to look, never a child and never what it is about
 * beyond the number.
 */
export type Fallback = 'wait' | 'name-unit';

/** The kinds of messages for one person alone, and what happens to each where he cannot be reached in private. */
export const FALLBACKS = {
  /** Anything that shows a child's data, masked or not. */
  'case-details': 'wait',
  /** Somebody asks to be the same person as this account. */
  'bind-merge': 'wait',
  /** What became of a request to be bound or merged. */
  'bind-decided': 'wait',
  /** A case or hazard is now this person's to work on. */
  assigned: 'name-unit',
  /** A duty of this person's unit is not answered yet: before its deadline no group may hear whose it is. */
  'duty-due': 'wait',
  /** A case or hazard went past its day. */
  overdue: 'name-unit',
  /** A child whom nobody can reach went up to bureau and township. */
  escalated: 'name-unit',
  /** Danger: whoever reads it first can act. */
  emergency: 'name-unit',
  /** What a leader reads. */
  digest: 'wait',
  /** A file he asked for: a page to print. */
  document: 'wait',
  /** Something about the bot itself, for admins. */
  operations: 'wait',
} as const satisfies Readonly<Record<string, Fallback>>;

/** One of the kinds of FALLBACKS. */
export type PrivateKind = keyof typeof FALLBACKS;

/** What to do with a message of this kind for somebody who cannot be reached in private. */
export function fallbackOf(kind: PrivateKind): Fallback {
  return FALLBACKS[kind];
}
