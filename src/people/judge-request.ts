import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import { accountKey } from './accounts.ts';
import type { Actor } from './actor.ts';
import { mayApprove, sameClaim, type Target, targetOf } from './approval.ts';
import type { BindRequests, StoredRequest } from './bind-requests-store.ts';
import type { BindingTools } from './binding-tools.ts';
import { withPlainPost } from './claimed-post.ts';
import { claimedBefore, type Merge, mergeInto } from './merge.ts';
import { indexOf } from './roster-index.ts';
import type { Claim, NotBound, RosterMember } from './types.ts';

/** What judging a request needs. */
export interface JudgeTools extends BindingTools {
  readonly requests: BindRequests;
  readonly townshipOf: (schoolId: string) => Promise<string | undefined>;
}

/** Whom the asker would become, and which other account of theirs must agree first. */
export interface Judged {
  readonly target: Target;
  readonly merge?: Merge;
}

/** What this officer's word would make of an open request, or why it is not theirs to give. */
export async function judge(
  tools: JudgeTools,
  request: StoredRequest,
  by: Actor,
  said: Claim,
): Promise<Judged | NotBound> {
  const asker = accountKey(request);
  if (by.key === asker) return 'own';
  const index = indexOf(await tools.roster());
  if (index.byAccount(request.platform, request.userId) !== undefined) return 'listed';
  const claim = await settledClaim(tools, request.claim, withPlainPost(said));
  const free = await freeNamesakes(tools, request, claim.name);
  const target = targetOf(claim, free);
  if (target === undefined) return 'incomplete';
  if (by.memberId !== undefined && by.memberId === target.memberId) return 'own';
  if (!mayApprove(by, asker, target)) return 'forbidden';
  if (await isThere(tools, request, target)) return 'same';
  const merge = await mergeOf(tools, request, target);
  if (merge === undefined) return { target };
  return by.memberId === merge.person ? 'own' : { target, merge };
}

/** What the officer says goes before what was asked; a place replaces the whole place, a school brings its township. */
export async function settledClaim(
  { townshipOf }: Pick<JudgeTools, 'townshipOf'>,
  asked: Claim,
  said: Claim,
): Promise<Claim> {
  const { townshipId, schoolId, ...person } = { ...asked, ...said };
  const place = (said.townshipId ?? said.schoolId) ? said : asked;
  const onlyTownship = person.role === 'township' || person.role === 'village';
  if (place.schoolId === undefined) return { ...person, ...defined({ townshipId: place.townshipId }) };
  const township = await townshipOf(place.schoolId);
  if (township === undefined) return person;
  return { ...person, townshipId: township, ...(onlyTownship ? {} : { schoolId: place.schoolId }) };
}

/** The person has an account elsewhere already, listed, bound or vouched for: it must agree first. */
async function mergeOf(
  tools: JudgeTools,
  request: StoredRequest,
  { memberId, claim }: Target,
): Promise<Merge | undefined> {
  const asker = accountKey(request);
  const person = memberId ?? (await claimedBefore(tools, asker, claim));
  return person === undefined ? undefined : mergeInto(tools, asker, person, claim.name);
}

/**
 * Whether somebody of this name, role and unit has an account on the asker's platform already, be it the asker's: a
 * person is bound once, and who changes accounts is unbound first.
 */
async function isThere(
  { roster, bindings, identify }: JudgeTools,
  request: StoredRequest,
  { memberId, claim }: Target,
): Promise<boolean> {
  const { platform, userId } = request;
  if (memberId !== undefined) return (await identify(platform, userId)).memberId === memberId;
  const { name } = claim;
  if (name === undefined) return false;
  const listed = indexOf(await roster())
    .byName(name)
    .filter((member) => sameClaim(member, claim));
  if (listed.length > 0) return true;
  const bound = await bindings.claimed(name);
  return bound.some((one) => one.platform === platform && one.claim !== undefined && isSame(one, claim));

  // The asker may take a new post; that alone changes no right.
  function isSame({ _id, claim: had }: (typeof bound)[number], now: Claim): boolean {
    const mine = _id === accountKey(request);
    return had !== undefined && sameClaim(had, now) && (!mine || had.post === now.post);
  }
}

/** Members of the name that is claimed who have no account on the asker's platform yet. */
async function freeNamesakes(
  { roster, bindings }: JudgeTools,
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
