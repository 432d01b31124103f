import type { Calendar } from '../calendar/types.ts';
import type { Config } from '../config.ts';
import { createOutbox } from '../delivery/outbox.ts';
import { createQuietHours } from '../delivery/quiet-hours.ts';
import { DINGTALK_QUOTAS } from '../delivery/quotas.ts';
import type { Notice, Outbox, OutboxEvent, OutboxMetrics, Routes } from '../delivery/types.ts';
import { createPictures } from '../digests/pictures-store.ts';
import type { Clock } from '../kit/clock.ts';
import type { Logger } from '../log.ts';
import type { Contacts } from '../people/reach.ts';
import { type Loader, loadFiles } from './load-files.ts';
import type { Database } from './open-database.ts';

/** What the outbox is fed with. */
export interface OutboxSetup {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly contacts: Contacts;
  readonly routes: Routes;
  readonly metrics?: OutboxMetrics;
  /** The county's calendar; days off are quiet. */
  calendar(): Promise<Calendar>;
  /** Who fetches what references with this prefix name. */
  readonly files?: Readonly<Record<string, Loader>>;
  /** Fills a text of the templates. */
  text(name: string, data: Readonly<Record<string, unknown>>): string;
}

/** More than twice the slowest channel's time-out (an app message with a file: a minute). */
const LEASE_MS = 180_000;

/** The outbox of this instance; what goes wrong in it is told to the administrators. */
export async function buildOutbox(setup: OutboxSetup): Promise<Outbox> {
  const { config, database, clock, log, contacts, routes, metrics } = setup;
  const calendar = await setup.calendar();
  const outbox: Outbox = createOutbox({
    mongo: database.mongo,
    sealer: database.sealer,
    clock,
    timeZone: config.timeZone,
    log,
    owner: database.owner,
    leaseMs: LEASE_MS,
    quotas: DINGTALK_QUOTAS[config.platforms.dingtalkEdition ?? 'standard'],
    routes,
    addressOf: contacts.addressOf,
    load: loadFiles({ digest: digestPictures(database), ...setup.files }),
    mayGoOut: createQuietHours({ calendar, timeZone: config.timeZone }),
    ...(metrics === undefined ? {} : { metrics }),
    tell: async (event) => {
      if (event.kind === 'target-gone') await contacts.markGone(event.target, event.code, clock.now());
      const notice = noticeOf(setup, event);
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
function noticeOf({ config, text }: OutboxSetup, event: OutboxEvent): Notice | undefined {
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
    text: text(`admin-${event.kind}`, { ...event }),
    targets: config.admins.map(({ platform, userId }) => ({ platform, kind: 'person', id: userId })),
    mergeable: true,
  };
}
