import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import { accountKey, accountOf, accountsElsewhere, accountsOfPerson } from './accounts.ts';
import { sameClaim } from './approval.ts';
import type { BindRequests, Decision, StoredRequest } from './bind-requests-store.ts';
import type { BindingTools } from './binding-tools.ts';
import { indexOf } from './roster-index.ts';
import { personOfClaim } from './to-actor.ts';
import type { BindOutcome, Claim, MergeAsked, People } from './types.ts';

/** What a merge is about to join, as a decision keeps it. */
export type Merge = NonNullable<Decision['merge']>;

/**
 * The accounts of a person on other platforms than the asker's, when one of them must agree before the asker
 * becomes the same person. Undefined: there are none, or the asker is that person already.
 */
export async function mergeInto(
  tools: BindingTools,
  asker: string,
  person: string,
  name: string | undefined,
): Promise<Merge | undefined> {
  const accounts = await accountsOfPerson(tools, person);
  const others = accountsElsewhere(accounts, accountOf(asker).platform);
  if (others.length === 0 || accounts.includes(asker)) return undefined;
  return { person, accounts: others, ...defined({ name }) };
}

/**
 * The person whom an officer vouched for earlier under the very same claim, on another platform than the asker's
 * and on none of the asker's. Undefined when there is none, or more than one.
 */
export async function claimedBefore(
  { bindings }: Pick<BindingTools, 'bindings'>,
  asker: string,
  claim: Claim,
): Promise<string | undefined> {
  if (claim.name === undefined) return undefined;
  const { platform } = accountOf(asker);
  const same = (await bindings.claimed(claim.name)).filter(
    (binding) => binding._id !== asker && binding.claim !== undefined && sameClaim(binding.claim, claim),
  );
  const personOf = ({ _id, person }: (typeof same)[number]) => person ?? personOfClaim(_id);
  const here = new Set(same.filter((binding) => binding.platform === platform).map(personOf));
  const [only, another] = new Set(same.map(personOf).filter((person) => !here.has(person)));
  return another === undefined ? only : undefined;
}

/** A merge as the people concerned are told of it. */
export function mergeAsked({ _id, platform, userId }: StoredRequest, merge: Merge): MergeAsked {
  return {
    code: _id,
    asker: { platform, userId },
    accounts: merge.accounts.map(accountOf),
    ...defined({ name: merge.name }),
  };
}

/**
 * The word of the first account. It is the one write on the request; the binding follows from it and is written
 * again by every re-run. A code that is not for this person is answered like one that does not exist.
 */
export function createConfirmMerge(
  tools: BindingTools & { readonly requests: BindRequests },
): People['confirmMerge'] {
  const { requests } = tools;
  return (code, by, at) =>
    async (effect): Promise<BindOutcome> => {
      const request = await requests.find(code);
      const merge = request?.decision?.merge;
      if (request === undefined || merge === undefined) return { outcome: 'wrong' };
      if (by.memberId !== merge.person || by.key === accountKey(request)) return { outcome: 'wrong' };
      if (request.confirmed === undefined) {
        if (await slotTaken(tools, merge.person, request)) return { outcome: 'wrong' };
        await requests.confirm(request, { effect, by: by.key, at });
      }
      // Also when another message of theirs was faster: what counts is what is stored.
      return join(tools, await requests.find(code));
    };
}

/** The person got another account on the asker's platform meanwhile. */
async function slotTaken(tools: BindingTools, person: string, request: StoredRequest): Promise<boolean> {
  const accounts = await accountsOfPerson(tools, person);
  return accounts.some((key) => key !== accountKey(request) && accountOf(key).platform === request.platform);
}

async function join(
  { bindings, version, identify }: BindingTools,
  request: StoredRequest | undefined,
): Promise<BindOutcome> {
  const { decision, confirmed } = request ?? {};
  if (request === undefined || !decision?.merge || confirmed === undefined) return { outcome: 'wrong' };
  const { memberId, claim, merge } = decision;
  const whom = memberId === undefined ? { ...defined({ claim }), person: merge.person } : { memberId };
  const { platform, userId } = request;
  await bindings.put({
    _id: accountKey(request),
    platform,
    at: confirmed.at,
    effect: confirmed.effect,
    ...whom,
  });
  await version.bump();
  return { outcome: 'bound', actor: await identify(platform, userId) };
}

/** A roster member's merge with the account of a code's owner; see `mergeInto`. */
export async function mergeWithMember(
  tools: BindingTools,
  asker: { readonly platform: PlatformId; readonly userId: string },
  memberId: string,
): Promise<Merge | undefined> {
  const name = indexOf(await tools.roster()).byId(memberId)?.name;
  return mergeInto(tools, accountKey(asker), memberId, name);
}
