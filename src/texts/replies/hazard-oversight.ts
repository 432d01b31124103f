/** How a listing is shown. */
interface ListingText {
  level: string;
  authority: string | undefined;
  number: string;
  on: string;
  person: string | undefined;
  monitor: string | undefined;
  settled: readonly string[];
  lacking: readonly string[];
  scope: string | undefined;
  government: readonly string[];
  progress: string | undefined;
  /** Days since the progress of a week was due. */
  late: number;
  extension: string | undefined;
  delisted: string | undefined;
}

/** What the bureau does about hazards besides their repair: 挂牌, 督办, 奖励. */
export interface HazardOversightTexts {
  'hazards/told-listing': { no: string; place: string; news: string };
  /** `missing`: weeks that nobody told anything of, before the last one. */
  'hazards/progress-item': { no: string; missing: number };
  'hazards/listing': {
    no: string;
    place: string;
    listing: ListingText | undefined;
    lines: readonly string[];
  };
  'hazards/listed-ones': {
    n: number;
    ones: readonly { no: string; place: string; level: string; progress: string | undefined; late: number }[];
  };
  'hazards/about-listing': {
    no: string;
    place: string;
    move: 'listed' | 'delisted';
    level: string | undefined;
    authority: string | undefined;
    number: string;
    person: string | undefined;
    monitor: string | undefined;
  };
  /** `move`: as the table of moves names it; `lacking`: what of a listing is not settled yet. */
  'hazards/listing-done': {
    no: string;
    move: string;
    told: boolean;
    due: string | undefined;
    lacking: readonly string[];
  };
  'hazards/about-reward': { no: string; place: string; amount: string; words: string | undefined };
  'hazards/rewarded': { no: string; amount: string };
  'hazards/reward-paid': { no: string; amount: string };
  'hazards/reward-refused': {
    no: string;
    why: 'kind' | 'unknown' | 'long' | 'personal' | 'code';
    line: string;
  };
  'hazards/rewards-open': { ones: readonly { no: string; place: string; amount: string }[] };
  /** `at`: where it is fetched. */
  'hazards/told-reward': { no: string; amount: string; words: string | undefined; code: string; at: string };
}
