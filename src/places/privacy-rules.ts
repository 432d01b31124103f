/** Who may read a child's whole file for a reason, and how it is shown where there is no page. */
export interface PrivacyRules {
  /** English words of the roles that may, each within its own area. */
  readonly fullView: readonly string[];
  /** WeCom's messages cannot be taken back: only where the county says so it stands in one. */
  readonly wecomMessage: boolean;
  /** A finished case forgets who the child is when they are so old … */
  readonly keepUntilAge: number;
  /** … where nobody knows when they were born, so many years after it ended … */
  readonly keepYears: number;
  /** … and so many where it turned out to be none. */
  readonly keepUnfoundedYears: number;
  /** Why somebody read a child's data is kept for so many years. */
  readonly accessYears: number;
}

/** What holds where the county file says nothing. */
export const USUAL_PRIVACY_RULES: PrivacyRules = {
  fullView: ['school', 'township', 'bureau'],
  wecomMessage: false,
  ...{ keepUntilAge: 18, keepYears: 10, keepUnfoundedYears: 1, accessYears: 3 },
};
