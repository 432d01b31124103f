/**
 * What a message for one person alone is about. Whatever it is, whoever cannot be reached in private reads it at their
 * next private message; no group hears it instead.
 */
export type PrivateKind =
  /** Somebody asks to be the same person as this account. */
  | 'bind-merge'
  /** What became of a request to be bound or merged. */
  | 'bind-decided'
  /** A case, a hazard or an instruction is now this person's to work on. */
  | 'assigned'
  /** What became of what this person reported. */
  | 'own-report'
  /** A duty of this person's unit is not answered yet. */
  | 'duty-due'
  /** Something went past its day. */
  | 'overdue'
  /** Danger to others: weather, a stop of lessons. */
  | 'emergency'
  /** What a leader reads. */
  | 'digest'
  /** A file somebody asked for: a page to print. */
  | 'document'
  /** How the program itself stands: for administrators, and for auditors the heads of the trail. */
  | 'operations';
