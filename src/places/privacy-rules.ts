/** Who may read a child's whole file for a reason, and how it is shown where there is no page. */
export interface PrivacyRules {
  /** English words of the roles that may, each within its own area. */
  readonly fullView: readonly string[];
  /** WeCom's messages cannot be taken back: only where the county says so it stands in one. */
  readonly wecomMessage: boolean;
}

/** What holds where the county file says nothing. */
export const USUAL_PRIVACY_RULES: PrivacyRules = {
  fullView: ['school', 'township', 'bureau'],
  wecomMessage: false,
};
