import type { DeliveryView, Outbox, Target } from '../delivery/types.ts';
import { defined } from '../kit/defined.ts';
import { PLATFORMS, type PlatformId } from '../kit/platform-id.ts';
import { inParallel } from '../mongo/in-parallel.ts';

/** A group of the county file on one platform, and what passed between it and the bot. */
export interface GroupFacts {
  readonly platform: PlatformId;
  /** The group's name in the county file. */
  readonly name: string;
  /** When somebody last spoke to the bot there; up to five minutes behind. */
  readonly lastIn?: Date;
  /** The last delivery that the vendor accepted. */
  readonly lastOut?: Date;
  /** The last delivery that ended in any way. */
  readonly last?: DeliveryView;
}

/** The groups of the county file, by name and chat ids. */
export type CountyGroups = () => Promise<
  readonly { readonly name: string; readonly wecom?: string; readonly dingtalk?: string }[]
>;

/** Where facts about groups come from. */
export interface GroupSources {
  readonly groups: CountyGroups;
  readonly configured: (platform: PlatformId) => boolean;
  readonly seenAt: (target: Target) => Promise<Date | undefined>;
  readonly outbox: Pick<Outbox, 'list'>;
}

const MOST_GROUPS = 200;
const AT_ONCE = 8;
const LOOK_BACK = 10;

/** Reads the facts of every group on a configured platform; at most 200 of them. */
export async function readGroups(sources: GroupSources): Promise<readonly GroupFacts[]> {
  const groups = await sources.groups();
  const chats = groups.flatMap((group) =>
    PLATFORMS.flatMap((platform) => {
      const id = group[platform];
      return id === undefined || !sources.configured(platform) ? [] : [{ name: group.name, platform, id }];
    }),
  );
  return await inParallel(chats.slice(0, MOST_GROUPS), AT_ONCE, async ({ name, platform, id }) => {
    const target: Target = { platform, kind: 'group', id };
    const [lastIn, views] = await Promise.all([
      sources.seenAt(target),
      sources.outbox.list({ target, limit: LOOK_BACK }),
    ]);
    const ended = views.filter(({ state }) => state !== 'due' && state !== 'sending' && state !== 'merged');
    const lastOut = ended.find(({ state }) => state === 'sent');
    const [last] = ended;
    return {
      name,
      platform,
      ...defined({ lastIn, lastOut: lastOut?.endedAt ?? lastOut?.createdAt, last }),
    };
  });
}
