import { join } from 'node:path';
import { createDialogues } from '../chat/dialogue-store.ts';
import { createDispatcher } from '../chat/dispatch.ts';
import { loadCommands } from '../chat/registry.ts';
import { loadTexts, type Texts } from '../chat/texts.ts';
import type { Config } from '../config.ts';
import type { Outbox } from '../delivery/types.ts';
import { createDeliveryLog } from '../doctor/delivery-log.ts';
import { createRefusals, type Refusals } from '../doctor/refusals-store.ts';
import { createInbox, type InboxParts } from '../inbox/inbox.ts';
import type { Inbox, Work } from '../inbox/types.ts';
import { createPermitItems } from '../inspections/permit-items.ts';
import type { Clock } from '../kit/clock.ts';
import { type Logger, safeError } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { CountyStore } from '../places/county-store.ts';
import type { Services } from '../services.ts';
import { type BuiltDigests, buildDigests } from './build-digests.ts';
import { buildDoctor } from './build-doctor.ts';
import { buildPatrolBooks } from './build-inspections.ts';
import { buildOutbox } from './build-outbox.ts';
import { buildPlatforms, type ConnectionTimings, type Platforms } from './build-platforms.ts';
import { buildRecurring, type Recurring } from './build-recurring.ts';
import { type BuiltReminders, buildReminders } from './build-reminders.ts';
import { type Built, buildServices, type Outside } from './build-services.ts';
import { loadCounty } from './county/load.ts';
import { openCasesIn } from './county/open-cases.ts';
import type { Database } from './open-database.ts';
import { COMMANDS_DIR, TEMPLATES_DIR } from './paths.ts';
import { withoutRates } from './sandbox/setup.ts';
import { createMayQuote, createSendLate } from './send-late.ts';

/** What everything is built on. */
export interface Base {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly timings?: ConnectionTimings;
}

/** The program's parts, built and not yet started. */
export interface Parts extends Recurring {
  readonly services: Services;
  readonly county: CountyStore;
  readonly platforms: Platforms;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly refusals: Refusals;
  readonly work: Work;
  /** Counts for Prometheus, for DingTalk's quota and for the doctor. */
  readonly metrics: Metrics;
  /** How many commands were loaded. */
  readonly commands: number;
}

/** Build all parts on an open database, and load the county file. */
export async function assemble(base: Base, say: (line: string) => void): Promise<Parts> {
  const { config, database, clock, log } = base;
  const { mongo } = database;
  const texts = loadTexts(join(TEMPLATES_DIR, 'replies'));
  const mayQuote = createMayQuote(texts.fill('recall'));
  const platforms = buildPlatforms(config.platforms, { ...base, mayQuote });
  const later: { outbox?: Outbox } = {};
  const built = buildServices(config, database, clock, outsideOf(base, platforms, later));
  await loadGivenCounty(config, database, built, say);
  const { contacts, calendar } = built.services;
  const patrolBooks = buildPatrolBooks(built.services);
  const outbox = await buildOutbox({
    ...{ config, database, clock, log, contacts },
    routes: config.sandbox ? withoutRates(platforms.routes) : platforms.routes,
    metrics: base.metrics.outbox,
    calendar: calendar.current,
    files: { patrol: ({ ref }) => patrolBooks.load(ref) },
    text: texts.fill,
  });
  later.outbox = outbox;
  base.metrics.watchOutbox(outbox.stats);
  const refusals = createRefusals({ mongo, clock, timeZone: config.timeZone });
  const metrics = countingMore(base.metrics, outbox, refusals);
  const registry = await loadCommands(COMMANDS_DIR);
  const permits = createPermitItems({ permits: built.services.permits, text: texts.fill });
  const reminders = buildReminders({
    ...{ config, database, built, clock },
    text: texts.fill,
    post: outbox.post,
    items: [permits],
  });
  const digests = buildDigests(built, { log, upcoming: reminders.upcoming, reminders: reminders.service });
  const services = servicesOf(base, { built, reminders, digests, outbox, refusals, platforms });
  const dispatch = dispatcherOf(base, { registry, services, texts, platforms });
  const work: Work = (message, entry) => {
    refusals.heard(message.platform, message.sender.id !== '');
    return dispatch(message, entry);
  };
  const sendLate = createSendLate(platforms, mayQuote);
  const inbox = inboxOf(base, { platforms, metrics, sendLate, giveUpText: texts.fill('trouble') });
  const recurring = buildRecurring({
    ...{ ...base, built, inbox, work, platforms, outbox, reminders, digests },
    text: texts.fill,
  });
  const { county } = built;
  const commands = registry.all.length;
  return { services, county, platforms, inbox, outbox, refusals, work, metrics, commands, ...recurring };
}

/** What the people need of the outgoing side. The outbox comes later than the people whose addresses it uses. */
function outsideOf(
  { config, log }: Base,
  platforms: Platforms,
  later: { readonly outbox?: Outbox },
): Outside {
  const { wecomSocket, wecomApp } = config.platforms;
  return {
    channels: { wecomSocket: wecomSocket !== undefined, wecomApp: wecomApp !== undefined },
    push: async ({ key, kind, to, title, text, until, priority = 'high', picture, file }) => {
      const target = { platform: to.platform, kind: 'person' as const, id: to.userId };
      const notice = {
        id: key,
        kind,
        priority,
        title,
        text,
        targets: [target],
        expires: until,
        ...(picture === undefined ? {} : { picture }),
        ...(file === undefined ? {} : { file }),
      };
      await later.outbox?.post([notice]);
    },
    ...(platforms.convert === undefined ? {} : { convert: platforms.convert }),
    onError: (error) => log.warn({ code: 'people', err: safeError(error) }, 'a note about people was lost'),
  };
}

async function loadGivenCounty(
  config: Config,
  { mongo }: Database,
  { county }: Built,
  say: (line: string) => void,
): Promise<void> {
  const shipped = config.sandbox ? join(TEMPLATES_DIR, 'county', 'wangxi.yaml') : undefined;
  const path = config.countyFile ?? shipped;
  if (path === undefined) return;
  for (const line of await loadCounty(county, path, openCasesIn(mongo))) say(line);
}

/**
 * What DingTalk brings, and the late answers that go past the outbox, count against its monthly quota as what the
 * outbox sends does; what is turned away is counted for the doctor too.
 */
function countingMore(metrics: Metrics, outbox: Outbox, refusals: Refusals): Metrics {
  return {
    ...metrics,
    message(platform, outcome) {
      metrics.message(platform, outcome);
      if (platform === 'dingtalk') outbox.countInbound(1);
    },
    late(platform, outcome) {
      metrics.late(platform, outcome);
      if (platform === 'dingtalk' && (outcome === 'sent' || outcome === 'unknown')) outbox.countInbound(1);
    },
    refusal(platform, status, reason) {
      metrics.refusal(platform, status, reason);
      refusals.refused(platform, reason);
    },
  };
}

type ForServices = Pick<Parts, 'outbox' | 'refusals' | 'platforms'> & {
  readonly built: Built;
  readonly reminders: BuiltReminders;
  readonly digests: BuiltDigests;
};

function servicesOf(
  base: Base,
  { built, reminders, digests, outbox, refusals, platforms }: ForServices,
): Services {
  const { config, database, clock } = base;
  const context = { clock, county: built.county, outbox, refusals, platforms, running: true };
  return {
    ...built.services,
    reminders: reminders.service,
    digests: digests.service,
    deliveries: createDeliveryLog({ outbox, people: built.services.people, timeZone: config.timeZone }),
    doctor: buildDoctor(config, database, context),
  };
}

interface ForDispatch {
  readonly registry: Awaited<ReturnType<typeof loadCommands>>;
  readonly services: Services;
  readonly texts: Texts;
  readonly platforms: Platforms;
}

function dispatcherOf(
  { config, database, log }: Base,
  { registry, services, texts, platforms }: ForDispatch,
) {
  return createDispatcher({
    registry,
    services,
    dialogues: createDialogues(database.mongo, database.sealer),
    texts,
    cards: config.cards,
    timeZone: config.timeZone,
    surface: (message) => platforms.of(message).surface,
    onError: (code, error) => log.error({ code, err: safeError(error) }, 'a command failed'),
  });
}

type ForInbox = Pick<Parts, 'platforms' | 'metrics'> & Pick<InboxParts, 'sendLate' | 'giveUpText'>;

function inboxOf({ database, log }: Base, { platforms, ...rest }: ForInbox): Inbox {
  const { mongo, sealer, owner } = database;
  return createInbox({
    ...{ mongo, sealer, log, owner, ...rest },
    lateMode: (platform, key) =>
      platforms.find({ platform, id: key.slice(platform.length + 1) })?.lateMode ?? 'push',
  });
}
