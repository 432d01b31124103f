/** For auditors: who did what. */
export interface AuditTexts {
  /** The daily message: counts and heads only. `days`: since when. */
  'audit/heads': {
    days: string;
    facts: number;
    read: number;
    decided: number;
    exported: number;
    rights: number;
    heads: readonly string[];
    more: number;
  };
  'audit/list': {
    about: string;
    total: number;
    more: boolean;
    reporter: string | undefined;
    lines: readonly {
      when: string;
      who: string;
      what: string;
      file: string | undefined;
      whom: string | undefined;
      unit: string | undefined;
      count: number | undefined;
      words: string | undefined;
      erased: boolean;
    }[];
  };
}
