import type { PlatformId } from '../kit/platform-id.ts';
import { accountKey } from './accounts.ts';
import type { AttemptsStore } from './attempts-store.ts';
import type { BindRequests } from './bind-requests-store.ts';
import type { BindingTools } from './binding-tools.ts';
import { mergeAsked, mergeWithMember } from './merge.ts';
import type { Account } from './reach.ts';
import type { RosterCodes } from './roster-codes-store.ts';
import { indexOf } from './roster-index.ts';
import type { BindOutcome, People } from './types.ts';

interface RedeemTools extends BindingTools {
  readonly attempts: AttemptsStore;
  readonly codes: RosterCodes;
  readonly requests: BindRequests;
}

/**
 * Using a one-person code. The decision is the one write that marks the code as used; the binding follows from it
 * and is written again by every re-run, so that a crash between the two heals.
 */
export function createRedeem(tools: RedeemTools): People['redeem'] {
  const { attempts, codes, bindings, version, identify } = tools;
  return (platform, userId, typed, at) =>
    async (effect): Promise<BindOutcome> => {
      const person = `${platform}:${userId}`;
      if ((await attempts.begin(person, effect, at)) === 'locked') return { outcome: 'locked' };
      const code = typed.normalize('NFKC').replace(/\s/g, '');
      if (await isListed(tools, platform, userId)) return { outcome: 'wrong' };
      if (await isForeign(tools, platform, person, code, at)) return { outcome: 'wrong' };
      const merging = await askFirstAccount(tools, { platform, userId }, code, at, effect);
      if (merging !== undefined) {
        await attempts.takeBack(person, effect);
        return merging;
      }
      const used = await codes.use(code, person, effect, at);
      if (used === undefined) return { outcome: 'wrong' };
      await bindings.put({ _id: person, platform, memberId: used.memberId, at: used.at, effect });
      await version.bump();
      await attempts.takeBack(person, effect);
      return { outcome: 'bound', actor: await identify(platform, userId) };
    };
}

/**
 * The code's owner has an account on another platform: that one must agree. The code stays unused till then; it is
 * no use to anybody else on either platform.
 */
async function askFirstAccount(
  tools: RedeemTools,
  asker: Account,
  code: string,
  at: Date,
  effect: string,
): Promise<BindOutcome | undefined> {
  const memberId = await tools.codes.memberOf(code, at);
  const merge = memberId === undefined ? undefined : await mergeWithMember(tools, asker, memberId);
  if (memberId === undefined || merge === undefined) return undefined;
  const by = accountKey(asker);
  const request = await tools.requests.openMerge(asker, { effect, by, at, memberId, merge });
  return { outcome: 'confirm', merge: mergeAsked(request, merge) };
}

/** The county file says who this account is; a code would change nothing and be lost to its owner. */
async function isListed({ roster }: BindingTools, platform: PlatformId, userId: string): Promise<boolean> {
  return indexOf(await roster()).byAccount(platform, userId) !== undefined;
}

/** The code's owner is gone from the county file, or bound to another account of this platform. */
async function isForeign(
  { codes, roster, bindings }: RedeemTools,
  platform: PlatformId,
  person: string,
  code: string,
  at: Date,
): Promise<boolean> {
  const memberId = await codes.memberOf(code, at);
  if (memberId === undefined) return false;
  const member = indexOf(await roster()).byId(memberId);
  if (member === undefined || member[platform] !== undefined) return true;
  const others = await bindings.ofMember(memberId);
  return others.some((binding) => binding.platform === platform && binding._id !== person);
}
