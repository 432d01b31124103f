/** How an authority numbers its documents of some names: `望教控字〔{年}〕{序}号`. */
export interface NumberRule {
  /** Names of documents, as they are printed. */
  readonly documents: readonly string[];
  /** With {年} and {序}. Documents that share a rule share its sequence. */
  readonly rule: string;
  /** Where it is not the county's usual one. */
  readonly authority?: string;
}

/** What somebody who does not agree with a document may do, in the words of the county's legal reviewer. */
export interface RemedyRule {
  readonly documents: readonly string[];
  readonly text: string;
}

/** How the county issues documents. Nothing here is made up: what the county file does not say stays blank. */
export interface DocumentRules {
  /** Who issues them. */
  readonly authority?: string;
  /** Signed ones begin with the authority's name in red. */
  readonly redHead: boolean;
  readonly numbers: readonly NumberRule[];
  readonly remedies: readonly RemedyRule[];
}

/** What holds where the county file says nothing: drafts can be had, nothing is numbered. */
export const USUAL_DOCUMENT_RULES: DocumentRules = { redHead: false, numbers: [], remedies: [] };
