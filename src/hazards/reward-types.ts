/** What can happen to a reward (奖励): the bureau decides it, and hands it out for a code. */
export type RewardMove = 'rewarded' | 'reward-paid';

/** What these decisions say besides who and when. */
export interface RewardParts {
  /** `amount` in whole fen; `code` is what it is fetched with. */
  readonly rewarded: { readonly amount?: number; readonly code: string };
  readonly 'reward-paid': Readonly<Record<never, never>>;
}
