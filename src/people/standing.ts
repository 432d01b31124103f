import type { PrivateKind } from './private-kind.ts';
import type { Account } from './reach.ts';
import type { People } from './types.ts';

/**
 * Whether an account belongs to somebody in the county's service now. Asked again whenever something is about to be
 * told: between the writing and the reading of a message people leave.
 */
export type Standing = (account: Account) => Promise<boolean>;

/** Told to whoever asked to be bound or reported a hazard: their account need not belong to anybody. */
export const TOLD_TO_ANYBODY: readonly string[] = ['bind-decided', 'own-report'] satisfies PrivateKind[];

/** Standing as the county file, what was bound in chat and ADMINS say it. */
export function createStanding(people: Pick<People, 'identify'>): Standing {
  return async ({ platform, userId }) => (await people.identify(platform, userId, false)).bound;
}
