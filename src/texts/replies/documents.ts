interface RegisterRow {
  number: string;
  name: string;
  /** A file's number or a school, nobody's name. */
  about: string;
  dated: string;
  signer: string;
  isVoid: boolean;
}

/** Printed documents (文书). */
export interface DocumentTexts {
  /** `before`: one of the kind was signed for this file already. */
  'documents/about-sign': {
    about: string;
    name: string;
    authority: string;
    signer: string;
    dated: string;
    state: string | undefined;
    fits: boolean;
    before: string | undefined;
    /** The law asks for a remedy, and the county has not said which. */
    noRemedy: boolean;
  };
  'documents/about-void': { number: string; name: string; reason: string };
  'documents/erased': { number: string };
  'documents/fetched': { number: string; name: string; where: string | undefined; isVoid: boolean };
  'documents/file': { no: string; name: string };
  /** `where`: the platform it is sent on, if it is not this one. */
  'documents/made': {
    about: string;
    name: string;
    draft: boolean;
    child: boolean;
    where: string | undefined;
    line: string;
  };
  'documents/no-channel': { line: string };
  'documents/no-rule': { name: string; line: string };
  'documents/no-such-number': Readonly<Record<never, never>>;
  /** `name`: of the document that is somebody else's to issue; without one none of them is theirs. `shared`: the account is several people's. */
  'documents/not-yours': { name: string | undefined; shared: boolean; line: string };
  'documents/register': { rows: readonly RegisterRow[]; most: boolean; line: string };
  'documents/signed': {
    number: string;
    name: string;
    about: string;
    where: string | undefined;
    sent: boolean;
  };
  'documents/signer': { line: string };
  'documents/unsigned-kind': { name: string; line: string };
  'documents/void-already': { number: string };
  'documents/voided': { number: string };
  'documents/which': { about: string; state: string | undefined; unknown: boolean };
  'documents/which-file': Readonly<Record<never, never>>;
  'documents/which-number': Readonly<Record<never, never>>;
  'documents/why-void': { number: string };
}
