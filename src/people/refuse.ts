import { accountKey } from './accounts.ts';
import type { Actor } from './actor.ts';
import { isApprover, mayApprove, mayRefuse, targetOf } from './approval.ts';
import type { StoredRequest } from './bind-requests-store.ts';
import { type JudgeTools, settledClaim } from './judge-request.ts';
import { whyClosed } from './open-request.ts';
import type { Claim, NotBound, People } from './types.ts';

/** A request that this officer may refuse, with its claim as it stands; or why they may not. */
export async function refusable(
  tools: JudgeTools,
  request: StoredRequest | undefined,
  by: Actor,
  at: Date,
): Promise<{ readonly request: StoredRequest; readonly claim: Claim } | NotBound> {
  if (!isApprover(by)) return 'forbidden';
  if (request === undefined) return 'wrong';
  const closed = whyClosed(request, at);
  if (closed !== undefined) return closed;
  if (by.key === accountKey(request)) return 'own';
  const claim = await settledClaim(tools, request.claim, {});
  const target = targetOf(claim, []);
  const may = target === undefined ? mayRefuse(by, claim) : mayApprove(by, accountKey(request), target);
  return may ? { request, claim } : 'forbidden';
}

/** Refusing a request: one write on it, after which nobody can agree any more. The asker may ask anew. */
export function createRefuse(tools: JudgeTools): People['refuse'] {
  return (code, by, at) => async (effect) => {
    const request = await tools.requests.find(code);
    if (request?.decision?.effect === effect) return { outcome: 'refused-now', asker: askerOf(request) };
    const found = await refusable(tools, request, by, at);
    if (typeof found === 'string') return { outcome: found };
    const refused = await tools.requests.decide(found.request, {
      effect,
      by: by.key,
      at,
      refused: 'refused',
    });
    if (refused) return { outcome: 'refused-now', asker: askerOf(found.request) };
    const now = await tools.requests.find(code);
    return { outcome: (now && whyClosed(now, at)) ?? 'wrong' };
  };
}

/** The asker takes back what they ask for: every request of theirs that is still open. */
export function createWithdrawRequests({
  requests,
}: Pick<JudgeTools, 'requests'>): People['withdrawRequests'] {
  return (platform, userId, at) => async (effect) => {
    const decision = { effect, by: `${platform}:${userId}`, at, refused: 'withdrawn' } as const;
    for (const open of await requests.openOf({ platform, userId }, at)) await requests.decide(open, decision);
    return requests.decidedBy({ platform, userId }, effect);
  };
}

const askerOf = ({ platform, userId }: StoredRequest) => ({ platform, userId });
