import type { Reader } from '../casefiles/rights.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { DocumentRules } from '../places/document-rules.ts';
import type { DocumentKind } from './kinds.ts';
import type { FoundSubject, MayHave } from './may-have.ts';
import type { Issued, Register } from './register-types.ts';

/** A file that is made at this moment. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Who signs what, and when. */
export interface SignDraft {
  readonly kind: DocumentKind;
  readonly found: FoundSubject;
  /** An officer's name. */
  readonly signer: string;
  readonly dated: LocalDate;
  readonly reader: Reader;
  readonly at: Date;
}

/** Printed documents: what there is, what was signed, and the files themselves. */
export interface Documents extends Pick<Register, 'find' | 'list' | 'voided' | 'of' | 'eraseOf'> {
  readonly kinds: readonly DocumentKind[];
  /** What this person may have now. */
  allowed(reader: Reader): Promise<MayHave>;
  /** How the county issues them. */
  rules(): Promise<DocumentRules>;
  /** Sign a document as its file stands now and give it a number; undefined where the county has no rule for it. */
  sign(draft: SignDraft): Promise<Effect<Issued> | undefined>;
  /**
   * The Word file of a reference (`documentRef`) for somebody who may have it now, with a line on every page that says
   * who they are and when it was asked for; undefined for anybody else, and where it is no longer there.
   */
  render(ref: string, who: Reader): Promise<MadeFile | undefined>;
  /** The same for the account that the reference names: for the outbox. */
  load(ref: string): Promise<MadeFile | undefined>;
}
