import type { By } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { DueCheck } from './retention.ts';
import type { StrikeOffWhat } from './strike-off.ts';

/** A child who is back, or gone again in these days: whom it concerns, and what is to be asked about it. */
export interface Aftercare {
  readonly no: string;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly entries: readonly { readonly by: By }[];
  /** Of a child who is back: the day of the return. */
  readonly returnedOn?: LocalDate;
  /** The day from which days at school are counted: that of the return, or of the newest check that found them away. */
  readonly heldSince?: LocalDate;
  /** Checks whose day has come and that nobody has made, in order. */
  readonly due: readonly DueCheck[];
  /** Somebody of township or village saw the child since the return. */
  readonly seen: boolean;
  /** The newest check found them away: its entry. */
  readonly away?: string;
  /** They are gone again: the entry that says so, and who said it. */
  readonly again?: { readonly id: string; readonly by: string | undefined };
  /** Of one that is not struck off: what that still needs. */
  readonly missing?: readonly StrikeOffWhat[];
}
