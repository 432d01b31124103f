import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import { accountKey } from './accounts.ts';
import type { Actor } from './actor.ts';
import { mayApprove, type Target, targetOf } from './approval.ts';
import type { BindRequests, Decision, StoredRequest } from './bind-requests-store.ts';
import type { BindingTools } from './binding-tools.ts';
import { withPlainPost } from './claimed-post.ts';
import { claimedBefore, type Merge, mergeAsked, mergeInto } from './merge.ts';
import type { Role } from './roles.ts';
import { indexOf } from './roster-index.ts';
import type { BindOutcome, Claim, People, RosterMember } from './types.ts';

interface ApproveTools extends BindingTools {
  readonly requests: BindRequests;
  readonly townshipOf: (schoolId: string) => Promise<string | undefined>;
}

const APPROVERS: readonly Role[] = ['admin', 'bureau', 'township'];

/**
 * Agreeing to a request. The decision is the one write on the request; the binding follows from it and is written
 * again by every re-run, so that a crash between the two heals.
 */
export function createApprove(tools: ApproveTools): People['approve'] {
  return (code, by, said, at) => async (effect) => {
    const override = withPlainPost(said);
    if (!by.bound || !APPROVERS.includes(by.role)) return { outcome: 'forbidden' };
    const request = await tools.requests.find(code, at);
    if (request === undefined) return { outcome: 'wrong' };
    if (request.decision !== null) return carryOut(tools, request, request.decision, effect);
    const decision = await decisionBy(tools, request, by, { override, effect, at });
    return typeof decision === 'string' ? { outcome: decision } : decide(tools, request, decision);
  };
}

/** What this officer's word makes of the request, or why it is not theirs to give. */
async function decisionBy(
  tools: ApproveTools,
  request: StoredRequest,
  by: Actor,
  { override, effect, at }: { readonly override: Claim; readonly effect: string; readonly at: Date },
): Promise<Decision | 'forbidden' | 'incomplete'> {
  const target = await judged(tools, request, by, override);
  if (typeof target === 'string') return target;
  const merge = await mergeOf(tools, request, target);
  const decision = decisionOf(target, by, effect, at);
  if (merge === undefined) return decision;
  return by.memberId === merge.person ? 'forbidden' : { ...decision, merge };
}

async function decide(tools: ApproveTools, request: StoredRequest, decision: Decision): Promise<BindOutcome> {
  const { effect, at } = decision;
  if (await tools.requests.decide(request, decision)) return carryOut(tools, request, decision, effect);
  // Somebody was faster; it may have been this very message on another instance.
  const decided = await tools.requests.find(request._id, at);
  return decided?.decision ? carryOut(tools, decided, decided.decision, effect) : { outcome: 'wrong' };
}

/** Whom the asker would become, or why this officer cannot make them that. */
async function judged(
  tools: ApproveTools,
  request: StoredRequest,
  by: Actor,
  override: Claim,
): Promise<Target | 'forbidden' | 'incomplete'> {
  const asker = accountKey(request);
  if (by.key === asker) return 'forbidden';
  const claim = await settled(tools, request.claim, override);
  const target = targetOf(claim, await freeNamesakes(tools, request, claim.name));
  if (target === undefined) return 'incomplete';
  return mayApprove(by, asker, target) ? target : 'forbidden';
}

/** The person has an account elsewhere already, listed, bound or vouched for: it must agree first. */
async function mergeOf(
  tools: ApproveTools,
  request: StoredRequest,
  { memberId, claim }: Target,
): Promise<Merge | undefined> {
  const asker = accountKey(request);
  const person = memberId ?? (await claimedBefore(tools, asker, claim));
  return person === undefined ? undefined : mergeInto(tools, asker, person, claim.name);
}

function decisionOf(target: Target, by: Actor, effect: string, at: Date): Decision {
  const whom = target.memberId === undefined ? { claim: target.claim } : { memberId: target.memberId };
  return { effect, by: by.key, at, ...whom };
}

/** A request that another message decided is no longer there for this one. */
async function carryOut(
  { bindings, version, identify }: ApproveTools,
  request: StoredRequest,
  { effect, at, memberId, claim, merge }: Decision,
  asked: string,
): Promise<BindOutcome> {
  if (effect !== asked) return { outcome: 'wrong' };
  if (merge !== undefined) return { outcome: 'confirm', merge: mergeAsked(request, merge) };
  const whom = memberId === undefined ? defined({ claim }) : { memberId };
  await bindings.put({ _id: accountKey(request), platform: request.platform, at, effect, ...whom });
  await version.bump();
  return { outcome: 'bound', actor: await identify(request.platform, request.userId) };
}

/** What the officer says goes before what was asked; a place replaces the whole place, a school brings its township. */
async function settled({ townshipOf }: ApproveTools, asked: Claim, said: Claim): Promise<Claim> {
  const { townshipId, schoolId, ...person } = { ...asked, ...said };
  const place = (said.townshipId ?? said.schoolId) ? said : asked;
  const onlyTownship = person.role === 'township' || person.role === 'village';
  if (place.schoolId === undefined) return { ...person, ...defined({ townshipId: place.townshipId }) };
  const township = await townshipOf(place.schoolId);
  if (township === undefined) return person;
  return { ...person, townshipId: township, ...(onlyTownship ? {} : { schoolId: place.schoolId }) };
}

/** Members of the name that is claimed who have no account on the asker's platform yet. */
async function freeNamesakes(
  { roster, bindings }: ApproveTools,
  request: StoredRequest,
  name: string | undefined,
): Promise<readonly RosterMember[]> {
  if (name === undefined) return [];
  const { platform } = request;
  const unlisted = indexOf(await roster())
    .byName(name)
    .filter((member) => member[platform] === undefined);
  const taken = await Promise.all(
    unlisted.map(({ id }) => isTaken(bindings, id, platform, accountKey(request))),
  );
  return unlisted.filter((_member, n) => taken[n] === false);
}

async function isTaken(
  bindings: BindingTools['bindings'],
  memberId: string,
  platform: PlatformId,
  asker: string,
): Promise<boolean> {
  const bound = await bindings.ofMember(memberId);
  return bound.some((binding) => binding.platform === platform && binding._id !== asker);
}
