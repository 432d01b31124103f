import type { Config } from '../config.ts';
import { createOutbox } from '../delivery/outbox.ts';
import { DINGTALK_QUOTAS } from '../delivery/quotas.ts';
import type { Notice, Outbox, OutboxEvent } from '../delivery/types.ts';
import { createPictures } from '../digests/pictures-store.ts';
import { defined } from '../kit/defined.ts';
import { createStanding, TOLD_TO_ANYBODY } from '../people/standing.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Base } from './base.ts';
import type { BuiltDocuments } from './build-documents.ts';
import type { BuiltPeople } from './build-people.ts';
import type { Platforms } from './build-platforms.ts';
import type { Stores } from './build-stores.ts';
import { type Loader, loadFiles } from './load-files.ts';
import type { Database } from './open-database.ts';
import { restDays } from './rest-days.ts';
import { withoutRates } from './sandbox/config.ts';

/** What the outbox is fed with. */
export interface OutboxSetup {
  readonly stores: Stores;
  readonly people: Pick<BuiltPeople, 'contacts' | 'people'>;
  readonly platforms: Pick<Platforms, 'routes'>;
  readonly printed: BuiltDocuments;
  /** Fills a text of the templates. */
  readonly text: FillReply<'admin/quota' | 'admin/target-gone' | 'full-view/not-recalled'>;
}

type OutboxBase = Pick<Base, 'config' | 'database' | 'clock' | 'log'> & Partial<Pick<Base, 'metrics'>>;

/** More than twice the slowest channel's time-out (an app message with a file: a minute). */
const LEASE_MS = 180_000;

/** The outbox of this instance; what goes wrong in it is told to the administrators. */
export async function buildOutbox(base: OutboxBase, setup: OutboxSetup): Promise<Outbox> {
  const { config, database, clock, log } = base;
  const { contacts, people } = setup.people;
  const standing = createStanding(people);
  const { routes } = setup.platforms;
  const { services } = setup.stores;
  const { documents, patrolBooks, ledgers } = setup.printed;
  const metrics = base.metrics?.outbox;
  const outbox: Outbox = createOutbox({
    mongo: database.mongo,
    sealer: database.sealer,
    clock,
    timeZone: config.timeZone,
    log,
    owner: database.owner,
    leaseMs: LEASE_MS,
    quotas: DINGTALK_QUOTAS[config.platforms.dingtalkEdition ?? 'standard'],
    routes: config.sandbox ? withoutRates(routes) : routes,
    addressOf: contacts.addressOf,
    mayHear: async ({ platform, kind, id }, about) =>
      kind === 'group' || TOLD_TO_ANYBODY.includes(about) || (await standing({ platform, userId: id })),
    load: loadFiles({
      digest: digestPictures(database),
      patrol: ({ ref }) => patrolBooks.load(ref),
      document: ({ ref }) => documents.load(ref),
      ledger: ({ ref }) => ledgers.load(ref),
    }),
    // Days off are quiet.
    ...(await restDays(services.calendar, config.timeZone)),
    ...defined({ metrics }),
    tell: async (event) => {
      if (event.kind === 'target-gone') await contacts.markGone(event.target, event.code, clock.now());
      const notice = noticeOf(config, setup.text, event);
      if (notice) await outbox.post([notice]);
    },
  });
  contacts.onReached((target) => {
    outbox.contacted(target).catch((error: unknown) => log.warn({ code: 'contacted', err: error }, 'outbox'));
  });
  return outbox;
}

/** The pictures of digests. */
function digestPictures({ mongo }: Database): Loader {
  const pictures = createPictures(mongo);
  return async ({ name, ref }) => {
    const bytes = await pictures.find(ref.slice('digest:'.length));
    return bytes === undefined ? undefined : { name, bytes };
  };
}

/** What administrators hear of: a target that is gone, a quota that runs out. The rest is in 发送记录. */
function noticeOf(config: Config, text: OutboxSetup['text'], event: OutboxEvent): Notice | undefined {
  if (event.kind === 'not-recalled') return notRecalled(text, event);
  if (event.kind !== 'target-gone' && event.kind !== 'quota') return undefined;
  const subject =
    event.kind === 'quota'
      ? `${event.quota}:${event.month}`
      : `${event.target.platform}:${event.target.id}:${event.code}`;
  return {
    id: `outbox:${event.kind}:${subject}`,
    kind: `outbox.${event.kind}`,
    priority: 'high',
    title: '校园哨兵：您有1条运行提醒',
    text:
      event.kind === 'quota' ? text('admin/quota', { ...event }) : text('admin/target-gone', { ...event }),
    targets: config.admins.map(({ platform, userId }) => ({ platform, kind: 'person', id: userId })),
    mergeable: true,
  };
}

/** Whoever has a message that should be gone is asked to take it away. */
function notRecalled(
  text: OutboxSetup['text'],
  { id, target }: Extract<OutboxEvent, { kind: 'not-recalled' }>,
): Notice {
  return {
    id: `outbox:not-recalled:${id}`,
    kind: 'full-view',
    priority: 'high',
    title: '校园哨兵：您有1件待办',
    text: text('full-view/not-recalled'),
    targets: [target],
    awaited: true,
  };
}
