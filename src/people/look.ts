import { accountKey } from './accounts.ts';
import { isApprover, isLocal } from './approval.ts';
import { askedAt, type StoredRequest } from './bind-requests-store.ts';
import { type EveryoneParts, everyone } from './everyone.ts';
import { type JudgeTools, judge } from './judge-request.ts';
import { whyClosed } from './open-request.ts';
import { refusable } from './refuse.ts';
import { indexOf } from './roster-index.ts';
import type { Claim, People, ShownRequest } from './types.ts';

/** Whom a request is about, before anything is decided. */
export function createLook(tools: JudgeTools & EveryoneParts): People['look'] {
  return async (code, by, to, at) => {
    if (!isApprover(by)) return 'forbidden';
    const request = await tools.requests.find(code);
    if (to === 'refuse') {
      const found = await refusable(tools, request, by, at);
      return typeof found === 'string' ? found : shown(tools, found.request, { claim: found.claim });
    }
    if (request === undefined) return 'wrong';
    const judged: Awaited<ReturnType<typeof judge>> =
      whyClosed(request, at) ?? (await judge(tools, request, by, to.agree));
    return typeof judged === 'string' ? judged : shown(tools, request, judged.target);
  };
}

interface Shown {
  readonly claim: Claim;
  readonly memberId?: string;
}

async function shown(
  tools: JudgeTools & EveryoneParts,
  request: StoredRequest,
  { claim: claimed, memberId }: Shown,
): Promise<ShownRequest> {
  const { platform, userId } = request;
  const member = memberId === undefined ? undefined : indexOf(await tools.roster()).byId(memberId);
  const claim = member ?? claimed;
  const now = await tools.identify(platform, userId);
  const self = memberId ?? now.memberId ?? accountKey(request);
  const known = claim.name === undefined ? [] : await everyone(tools);
  const namesakes = known.filter(({ id, name }) => name === claim.name && id !== self);
  const version = [request._id, request.effect, memberId, claim, now.memberId, namesakes.map(({ id }) => id)];
  return {
    ...{ code: request._id, platform, askedAt: askedAt(request), claim, namesakes },
    listed: member !== undefined,
    elevated: claim.role !== undefined && !isLocal(claim.role),
    ...(now.bound ? { now } : {}),
    version: JSON.stringify(version),
  };
}
