import type { Assignee } from './assignee.ts';

/** At which level a major hazard is listed for supervision (挂牌督办). */
export const LISTING_LEVELS = ['县级', '市级', '省级'] as const;
/** One of LISTING_LEVELS. */
export type ListingLevel = (typeof LISTING_LEVELS)[number];

/** What must be settled of a major hazard (五落实), in the words of whoever settled it. */
export const FIVE = ['措施', '责任', '资金', '时限', '预案'] as const;
/** One of FIVE. */
export type FiveWord = (typeof FIVE)[number];
/** Those of FIVE that are settled. */
export type Five = { readonly [W in FiveWord]?: string };

/** What can happen to a major hazard beside its repair: the state stays where the repair has led. */
export type ListingMove =
  /** A school or township asks the bureau; the bureau has looked and passes it on. */
  | 'listing-asked'
  | 'listing-passed'
  /** 报当地政府, 挂牌, what was settled, 每周进展, 延期, 摘牌. */
  | 'government-told'
  | 'listed'
  | 'listing-settled'
  | 'progress'
  | 'extension-asked'
  | 'extension-agreed'
  | 'extension-refused'
  | 'delisted';

/** The two people of a listing and what is settled. */
export interface Settled {
  /** 挂牌督办责任人: asked for the progress of each week. */
  readonly person?: Assignee;
  /** 监控人: watches it until it is gone. */
  readonly monitor?: Assignee;
  readonly five?: Five;
  /** 停用范围. */
  readonly scope?: string;
}

/** What each of these decisions says besides who, when and in which words. */
export interface ListingParts {
  readonly 'listing-asked': { readonly level?: ListingLevel };
  readonly 'listing-passed': { readonly level?: ListingLevel };
  readonly 'government-told': { readonly unit?: string; readonly number?: string };
  readonly listed: {
    readonly level?: ListingLevel;
    readonly unit?: string;
    readonly number?: string;
  } & Settled;
  readonly 'listing-settled': Settled;
  readonly progress: Readonly<Record<never, never>>;
  readonly 'extension-asked': { readonly until?: string };
  readonly 'extension-agreed': { readonly until?: string };
  readonly 'extension-refused': Readonly<Record<never, never>>;
  readonly delisted: { readonly level?: ListingLevel; readonly unit?: string; readonly number?: string };
}

/** What an entry of a listing says in clear. */
export interface ListingData {
  readonly level?: ListingLevel;
  /** The authority that listed it, or was told. */
  readonly authority?: string;
  /** 文号. */
  readonly number?: string;
  readonly person?: Assignee;
  readonly monitor?: Assignee;
  /** The day that was asked for; one that is granted is `due`. */
  readonly until?: string;
}

/** What it says under seal. */
export interface ListingSaid {
  readonly five?: Five;
  readonly scope?: string;
}
