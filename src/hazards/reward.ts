import type { HazardRules } from '../places/hazard-rules.ts';
import type { Place } from '../places/place.ts';
import type { Decision, EntryData, EntrySaid } from './decisions.ts';

/** Why a decision about a reward is refused. */
export type RewardLack = 'amount' | 'rewarded-already' | 'no-reward' | 'paid-already';

/** What is missing, as people are told. */
export const REWARD_LACK_WORDS: Readonly<Record<RewardLack, string>> = {
  amount: '没有写明金额',
  'rewarded-already': '已经定过奖励',
  'no-reward': '没有定过奖励',
  'paid-already': '奖励已经领走',
};

interface Rewarded {
  readonly entries: readonly {
    readonly kind: string;
    readonly data?: EntryData;
    readonly said?: EntrySaid;
  }[];
}

/** The reward of a hazard: how much, what it is fetched with, and whether it was; undefined where none was decided. */
export function rewardOf({ entries }: Rewarded) {
  const entry = entries.find(({ kind }) => kind === 'rewarded');
  const amount = entry?.data?.reward;
  if (amount === undefined) return undefined;
  return { amount, code: entry?.said?.code, paid: entries.some(({ kind }) => kind === 'reward-paid') };
}

/** What keeps this decision from being made, as far as the reward is concerned. */
export function rewardLacks(file: Rewarded, decision: Decision): readonly RewardLack[] {
  const reward = rewardOf(file);
  if (decision.move === 'rewarded') {
    if (reward !== undefined) return ['rewarded-already'];
    return (decision.amount ?? 0) > 0 ? [] : ['amount'];
  }
  if (decision.move !== 'reward-paid') return [];
  if (reward === undefined) return ['no-reward'];
  return reward.paid ? ['paid-already'] : [];
}

const WATER = /水域|河边|河里|河道|池塘|水塘|鱼塘|堰塘|水库|水渠|溺水|湖边|江边/u;

/** Whether the county rewards a report like this one: of waters everywhere, of others where its file says so. */
export function isRewarded(
  { description, category }: { readonly description: string; readonly category?: string },
  place: Place | undefined,
  { rewardFor }: Pick<HazardRules, 'rewardFor'>,
): boolean {
  if (rewardFor.includes('全部')) return true;
  const water = place?.kind === 'water' || category === '水域' || WATER.test(description);
  return (water && rewardFor.includes('水域')) || (category !== undefined && rewardFor.includes(category));
}
