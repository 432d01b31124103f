import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';
import { accountWord } from './account-word.ts';
import { accountKey, accountsOfPerson } from './accounts.ts';
import type { Actor } from './actor.ts';
import { type ConvertIds, createAliases } from './aliases.ts';
import { createAliasStore } from './aliases-store.ts';
import { createApprove } from './approve.ts';
import { createAttempts } from './attempts-store.ts';
import { createBindRequests } from './bind-requests-store.ts';
import { createBindings } from './bindings-store.ts';
import { withPlainPost } from './claimed-post.ts';
import { everyone } from './everyone.ts';
import { createGroupDeclarations } from './group-declarations-store.ts';
import { groupInfo, knownGroups } from './group-info.ts';
import { holders } from './holders.ts';
import { createLook } from './look.ts';
import { createConfirmMerge } from './merge.ts';
import { createPeopleVersion } from './people-version-store.ts';
import { createRedeem } from './redeem.ts';
import { createRefuse, createWithdrawRequests } from './refuse.ts';
import { type RosterSource, rosterFrom } from './roster.ts';
import { createRosterCodes } from './roster-codes-store.ts';
import { indexOf } from './roster-index.ts';
import { actorOfClaim, actorOfMember, asAdmin, visitor } from './to-actor.ts';
import type { GroupDeclaration, People, Roster } from './types.ts';
import { versionedCache } from './versioned-cache.ts';

/** What the people service works with. */
export interface PeopleOptions {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  /** The county file's current version, at most 2 s stale; the same object as long as it is the same version. */
  readonly roster: () => Promise<RosterSource>;
  /** The township of a school, for rights over it; undefined for an unknown school. */
  readonly townshipOf: (schoolId: string) => Promise<string | undefined>;
  /** Since when the county file lists each of its members, by id; nobody can tell when absent. */
  readonly listedSince?: () => Promise<ReadonlyMap<string, Date>>;
  readonly admins: readonly { readonly platform: PlatformId; readonly userId: string }[];
  /** Asks WeCom what encrypted ids stand for; needs a self-built app, so it may be missing. */
  readonly convert?: ConvertIds;
  /** Something nobody waits for went wrong. */
  readonly onError?: (error: Error) => void;
}

/** Members, groups and what was bound in chat, kept in this database. */
export function createPeople({ mongo, sealer, townshipOf, admins, ...options }: PeopleOptions): People {
  const roster = async (): Promise<Roster> => rosterFrom(await options.roster());
  const listedSince = options.listedSince ?? (async () => new Map<string, Date>());
  const bindings = createBindings(mongo);
  const declarations = createGroupDeclarations(mongo);
  const version = createPeopleVersion(mongo);
  const bindingOf = versionedCache(version.current, bindings.find);
  const ofMember = versionedCache(version.current, bindings.ofMember);
  const ofPerson = versionedCache(version.current, bindings.ofPerson);
  /** Asked for with almost every message: whose reports are one's own. */
  const remembered = {
    ofMember: async (id: string) => (await ofMember(id)) ?? [],
    ofPerson: async (id: string) => (await ofPerson(id)) ?? [],
  };
  const declarationOf = versionedCache(version.current, declarations.last);
  const aliases = createAliases({
    store: createAliasStore(mongo),
    ...defined({ convert: options.convert, onError: options.onError }),
  });
  const adminKeys = new Set(admins.map(({ platform, userId }) => accountWord(platform, userId)));

  const known = async (platform: PlatformId, userId: string): Promise<Actor> => {
    const key = `${platform}:${userId}`;
    const index = indexOf(await roster());
    const listed = index.byAccount(platform, userId);
    // As the file spells it: what is kept under the account is found again however the platform writes it.
    if (listed !== undefined) return actorOfMember(`${platform}:${listed[platform] ?? userId}`, listed);
    const binding = await bindingOf(key);
    const member = binding?.memberId === undefined ? undefined : index.byId(binding.memberId);
    if (member !== undefined) return actorOfMember(key, member);
    // A member whom the county file no longer has is nobody until they are back.
    const { claim, person } = binding ?? {};
    return claim === undefined ? visitor(key) : actorOfClaim(key, { claim, ...defined({ person }) });
  };

  const spelled = async (platform: PlatformId, userId: string): Promise<Actor> => {
    const actor = await known(platform, userId);
    return adminKeys.has(accountWord(platform, userId)) ? asAdmin(actor) : actor;
  };

  const identify = async (platform: PlatformId, userId: string, outsider: boolean): Promise<Actor> => {
    if (outsider) return visitor(`${platform}:${userId}`);
    const actor = await spelled(platform, userId);
    if (actor.bound || platform !== 'wecom') return actor;
    const plain = await aliases.plainOf(userId);
    return plain === undefined ? actor : spelled(platform, plain);
  };

  const infoOf = async (platform: PlatformId, chatId: string, declared: GroupDeclaration | undefined) =>
    groupInfo(indexOf(await roster()).group(platform, chatId), declared);

  const shared = { bindings, version, roster, identify: (p: PlatformId, u: string) => identify(p, u, false) };
  const requests = createBindRequests(mongo, sealer);
  const judging = { ...shared, requests, townshipOf, admins };
  return {
    identify,
    group: async (platform, chatId) => infoOf(platform, chatId, await declarationOf(`${platform}:${chatId}`)),
    redeem: createRedeem({
      ...shared,
      attempts: createAttempts(mongo),
      codes: createRosterCodes(mongo, sealer),
      requests,
    }),
    requestBind: (platform, userId, claim, at) => (key) =>
      requests.open({ platform, userId }, withPlainPost(claim), key, at),
    approve: createApprove(judging),
    look: createLook(judging),
    refuse: createRefuse(judging),
    withdrawRequests: createWithdrawRequests(judging),
    unbind: (accounts, _by, at) => async (effect) => {
      for (const account of accounts)
        await bindings.end({ _id: accountKey(account), platform: account.platform, at, effect });
      await version.bump();
    },
    holders: () => holders({ ...shared, admins, listedSince }),
    confirmMerge: createConfirmMerge({ ...shared, requests }),
    accountsOf: async ({ key, memberId }) => {
      if (memberId === undefined) return [key];
      return [...new Set([key, ...(await accountsOfPerson({ ...shared, bindings: remembered }, memberId))])];
    },
    everyone: () => everyone({ ...shared, admins }),
    groups: async () => knownGroups((await roster()).groups, await declarations.all()),
    bindGroup: (declaration, by, at) => async (key) => {
      const stored = await declarations.declare({ id: key, declaration, by, at });
      await version.bump();
      return infoOf(stored.platform, stored.chatId, stored);
    },
  };
}
