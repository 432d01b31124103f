import type { StoredRequest } from './bind-requests-store.ts';

/** Why nobody can decide a request any more; undefined while it is open. */
export function whyClosed(
  { decision, expiresAt }: Pick<StoredRequest, 'decision' | 'expiresAt'>,
  at: Date,
): 'decided' | 'refused' | 'withdrawn' | 'expired' | undefined {
  if (decision !== null) return decision.refused ?? 'decided';
  return expiresAt > at ? undefined : 'expired';
}
