/** Who did something, and what may be printed of them (officers only, never a child). */
export interface By {
  /** The account they did it from: `<platform>:<user id>`. */
  readonly key: string;
  /** The same for all accounts of one person; absent where only the account is known. */
  readonly person?: string;
  readonly name?: string;
  readonly role: string;
  /** Whose work they did: a school's or township's id, `county` for the bureau; absent for who has no unit. */
  readonly unit?: string;
}

/** The role of what nobody did: the program itself, at some time or because of something. */
export const BY_PROGRAM = 'system';
