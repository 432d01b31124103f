import { defined } from '../kit/defined.ts';
import { accountKey } from './accounts.ts';
import type { Actor } from './actor.ts';
import { isApprover, type Target } from './approval.ts';
import type { Decision, StoredRequest } from './bind-requests-store.ts';
import { type JudgeTools, judge } from './judge-request.ts';
import { mergeAsked } from './merge.ts';
import { whyClosed } from './open-request.ts';
import type { BindOutcome, People } from './types.ts';

/**
 * Agreeing to a request. The decision is the one write on the request; the binding follows from it and is written
 * again by every re-run, so that a crash between the two heals.
 */
export function createApprove(tools: JudgeTools): People['approve'] {
  return (code, by, said, at) => async (effect) => {
    if (!isApprover(by)) return { outcome: 'forbidden' };
    const request = await tools.requests.find(code);
    if (request === undefined) return { outcome: 'wrong' };
    if (request.decision?.effect === effect) return carryOut(tools, request, request.decision, effect);
    const closed = whyClosed(request, at);
    if (closed !== undefined) return { outcome: closed };
    const judged = await judge(tools, request, by, said);
    if (typeof judged === 'string') return { outcome: judged };
    const decision = decisionOf(judged.target, by, effect, at);
    return decide(tools, request, { ...decision, ...defined({ merge: judged.merge }) });
  };
}

async function decide(tools: JudgeTools, request: StoredRequest, decision: Decision): Promise<BindOutcome> {
  const { effect } = decision;
  if (await tools.requests.decide(request, decision)) return carryOut(tools, request, decision, effect);
  // Somebody was faster; it may have been this very message on another instance.
  const decided = await tools.requests.find(request._id);
  return decided?.decision ? carryOut(tools, decided, decided.decision, effect) : { outcome: 'wrong' };
}

function decisionOf(target: Target, by: Actor, effect: string, at: Date): Decision {
  const whom = target.memberId === undefined ? { claim: target.claim } : { memberId: target.memberId };
  return { effect, by: by.key, at, ...whom };
}

/** A request that another message decided is no longer there for this one. */
async function carryOut(
  { bindings, version, identify }: JudgeTools,
  request: StoredRequest,
  { effect, at, memberId, claim, merge, refused }: Decision,
  asked: string,
): Promise<BindOutcome> {
  if (effect !== asked || refused !== undefined) return { outcome: refused ?? 'decided' };
  if (merge !== undefined) return { outcome: 'confirm', merge: mergeAsked(request, merge) };
  const whom = memberId === undefined ? defined({ claim }) : { memberId };
  await bindings.put({ _id: accountKey(request), platform: request.platform, at, effect, ...whom });
  await version.bump();
  return { outcome: 'bound', actor: await identify(request.platform, request.userId) };
}
