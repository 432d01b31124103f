import { join } from 'node:path';
import { createDialogues } from './chat/dialogue-store.ts';
import { createDispatcher } from './chat/dispatch.ts';
import { loadCommands } from './chat/registry.ts';
import { loadTexts } from './chat/texts.ts';
import { buildJobs } from './compose/build-jobs.ts';
import { buildOutbox } from './compose/build-outbox.ts';
import { buildPlatforms, type ConnectionTimings, type Platforms } from './compose/build-platforms.ts';
import { type Built, buildServices, type Outside } from './compose/build-services.ts';
import { startConnection } from './compose/connect.ts';
import { loadCounty } from './compose/load-county.ts';
import { openCasesIn } from './compose/open-cases.ts';
import { type Database, openDatabase } from './compose/open-database.ts';
import { COMMANDS_DIR, TEMPLATES_DIR } from './compose/paths.ts';
import { SANDBOX_BOT_NAME, sandboxConfig, sandboxCounty } from './compose/sandbox-setup.ts';
import { createSendLate } from './compose/send-late.ts';
import type { Config } from './config.ts';
import type { Outbox } from './delivery/types.ts';
import { toError } from './errors.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { createInbox } from './inbox/inbox.ts';
import type { Inbox, Work } from './inbox/types.ts';
import { createTicker, type Ticker } from './jobs/ticker.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import type { PlatformId } from './kit/platform-id.ts';
import { type Logger, safeError } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createLeases } from './mongo/leases.ts';
import type { ConnectionState } from './platforms/connection.ts';

/** What a program is started with besides its configuration. */
export interface AppOptions {
  readonly log: Logger;
  readonly clock?: Clock;
  /** Plain lines for the person at the terminal. */
  readonly say?: (line: string) => void;
  /** Off in tests that start several programs in one process. */
  readonly processMetrics?: boolean;
  readonly timings?: ConnectionTimings;
}

/** A running program. */
export interface App {
  /** Where it listens, `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly config: Config;
  readonly database: Database;
  readonly built: Built;
  readonly outbox: Outbox;
  /** The page to open, in sandbox mode. */
  readonly sandboxUrl?: string;
  /** Stop in reverse order of the start; what is in flight is finished first. */
  stop(): Promise<void>;
}

/** Start everything, in order; when one step fails, what had started is stopped again. */
export async function startApp(given: Config, options: AppOptions): Promise<App> {
  const { log, clock = systemClock, say = () => {} } = options;
  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    const config = given.sandbox ? await withSandbox(given) : given;
    const database = await openDatabase(config, log, say);
    started.push(() => database.close());
    const metrics = createMetrics({ process: options.processMetrics ?? true });
    const { timings } = options;
    const base: Base = {
      config,
      database,
      clock,
      log,
      metrics,
      ...(timings === undefined ? {} : { timings }),
    };
    const parts = await assemble(base, say);
    const { built, inbox, outbox, ticker } = parts;
    started.push(
      () => built.services.contacts.settled(),
      // After the last late answers, which it counts.
      () => outbox.stop(),
      () => inbox.drain(),
    );
    const sandbox = given.sandbox ? await openSandbox(config, built, clock, log) : undefined;
    const http = serve(base, parts, sandbox?.mount);
    const { url } = await http.listen(config.host, config.port);
    started.push(() => http.close());
    if (sandbox) started.push(async () => sandbox.close());
    outbox.start();
    const counting = countingForQuota(metrics, outbox);
    for (const each of parts.platforms.connections) {
      startConnection(each, { inbox, work: parts.work, metrics: counting, log, onState: parts.noteState });
      started.push(() => each.connection.stop());
    }
    await ticker.start();
    started.push(() => ticker.stop());
    return {
      url,
      config,
      database,
      built,
      outbox,
      ...(sandbox ? { sandboxUrl: `${url}/sandbox` } : {}),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Base {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly timings?: ConnectionTimings;
}

interface Parts {
  readonly built: Built;
  readonly platforms: Platforms;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly work: Work;
  readonly ticker: Ticker;
  readonly commands: number;
  noteState(platform: PlatformId, state: ConnectionState): void;
}

async function assemble(base: Base, say: (line: string) => void): Promise<Parts> {
  const { config, database, clock, log } = base;
  const { mongo, sealer, owner } = database;
  const platforms = buildPlatforms(config.platforms, base);
  const texts = loadTexts(join(TEMPLATES_DIR, 'replies'));
  const late: { outbox?: Outbox } = {};
  const built = buildServices(config, database, clock, outsideOf(base, platforms, late));
  await loadGivenCounty(config, database, built, say);
  const outbox = await buildOutbox({
    config,
    database,
    clock,
    log,
    contacts: built.services.contacts,
    routes: platforms.routes,
    calendar: built.services.calendar.current,
    text: texts.fill,
  });
  late.outbox = outbox;
  const registry = await loadCommands(COMMANDS_DIR);
  const work = createDispatcher({
    registry,
    services: built.services,
    dialogues: createDialogues(mongo, sealer),
    texts,
    cards: config.cards,
    timeZone: config.timeZone,
    surface: (message) => platforms.of(message).surface,
    onError: (code, error) => log.error({ code, err: safeError(error) }, 'a command failed'),
  });
  const inbox = createInbox({
    mongo,
    sealer,
    log,
    owner,
    metrics: countingForQuota(base.metrics, outbox),
    lateMode: (platform, key) =>
      platforms.find({ platform, id: key.slice(platform.length + 1) })?.lateMode ?? 'push',
    sendLate: createSendLate(platforms, texts.fill('recall')),
  });
  const jobs = buildJobs({ ...base, built, inbox, work, platforms });
  const ticker = createTicker({
    jobs,
    leases: createLeases(mongo),
    owner,
    clock,
    timeZone: config.timeZone,
    log,
  });
  return {
    built,
    platforms,
    inbox,
    outbox,
    work,
    ticker,
    commands: registry.all.length,
    noteState: () => {},
  };
}

/** What the people need of the outgoing side. The outbox comes later than the people whose addresses it uses. */
function outsideOf({ config, log }: Base, platforms: Platforms, late: { readonly outbox?: Outbox }): Outside {
  const { wecomSocket, wecomApp } = config.platforms;
  return {
    channels: { wecomSocket: wecomSocket !== undefined, wecomApp: wecomApp !== undefined },
    push: async ({ key, kind, to, title, text, until }) => {
      const target = { platform: to.platform, kind: 'person' as const, id: to.userId };
      await late.outbox?.post([
        { id: key, kind, priority: 'high', title, text, targets: [target], expires: until },
      ]);
    },
    ...(platforms.convert === undefined ? {} : { convert: platforms.convert }),
    onError: (error) => log.warn({ code: 'people', err: safeError(error) }, 'a note about people was lost'),
  };
}

function serve(base: Base, parts: Parts, mount: Parameters<typeof createHttpServer>[0]['mount']): HttpServer {
  const { config, database, metrics, log, clock } = base;
  return createHttpServer({
    platforms: parts.platforms.webhooks,
    inbox: parts.inbox,
    work: parts.work,
    checks: {
      database: async () => {
        await database.mongo.ping();
        return true;
      },
      migrations: async () => (await database.migrations.pending()).length === 0,
      commands: () => parts.commands > 0,
    },
    metrics: countingForQuota(metrics, parts.outbox),
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
    log,
    clock,
    ...(mount === undefined ? {} : { mount }),
  });
}

/**
 * What DingTalk brings, and the late answers that go past the outbox, count against its monthly quota as what the
 * outbox sends does.
 */
function countingForQuota(metrics: Metrics, outbox: Outbox): Metrics {
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
  };
}

async function loadGivenCounty(
  config: Config,
  { mongo }: Database,
  { county }: Built,
  say: (line: string) => void,
): Promise<void> {
  const path =
    config.countyFile ?? (config.sandbox ? join(TEMPLATES_DIR, 'county', 'wangxi.yaml') : undefined);
  if (path === undefined) return;
  for (const line of await loadCounty(county, path, openCasesIn(mongo))) say(line);
}

/** The sandbox is loaded on demand only: a production start never reads its code. */
async function withSandbox(config: Config): Promise<Config> {
  const { VENDOR_PATHS } = await import('./sandbox/sandbox.ts');
  return sandboxConfig(config, VENDOR_PATHS);
}

async function openSandbox(config: Config, { county }: Built, clock: Clock, log: Logger) {
  const { createSandbox } = await import('./sandbox/sandbox.ts');
  const { wecom, dingtalk } = config.platforms;
  if (!wecom || !dingtalk) throw new Error('The sandbox needs both platforms');
  return createSandbox({
    county: sandboxCounty(await county.county()),
    webhookBase: () => `http://127.0.0.1:${config.port}`,
    wecom: {
      token: wecom.token,
      aesKey: wecom.aesKey,
      botId: wecom.botId ?? '',
      botName: wecom.botName ?? SANDBOX_BOT_NAME,
    },
    dingtalk: { ...dingtalk, corpId: dingtalk.corpId ?? '' },
    clock,
    log,
    templatesDir: TEMPLATES_DIR,
  });
}

/** For the one catch of a start: what to show the person at the terminal. */
export function startFailure(error: unknown): string {
  return toError(error).message;
}
