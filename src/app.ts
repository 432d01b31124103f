import { join } from 'node:path';
import { createDialogues } from './chat/dialogue-store.ts';
import { createDispatcher } from './chat/dispatch.ts';
import { loadCommands } from './chat/registry.ts';
import { loadTexts } from './chat/texts.ts';
import { buildPlatforms, type Platforms } from './compose/build-platforms.ts';
import { type Built, buildServices } from './compose/build-services.ts';
import { loadCounty } from './compose/load-county.ts';
import { openCasesIn } from './compose/open-cases.ts';
import { type Database, openDatabase } from './compose/open-database.ts';
import { COMMANDS_DIR, TEMPLATES_DIR } from './compose/paths.ts';
import { SANDBOX_BOT_NAME, sandboxConfig, sandboxCounty } from './compose/sandbox-setup.ts';
import { createSendLate } from './compose/send-late.ts';
import type { Config } from './config.ts';
import { toError } from './errors.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { createInbox } from './inbox/inbox.ts';
import { purgeInbox } from './inbox/purge.ts';
import type { Inbox, Work } from './inbox/types.ts';
import { fetchPhotos } from './jobs/fetch-photos.ts';
import { purge } from './jobs/purge.ts';
import { sweepInbox } from './jobs/sweep-inbox.ts';
import { createTicker, type Ticker } from './jobs/ticker.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import { type Logger, safeError } from './log.ts';
import { createPhotoFetcher } from './media/fetch-photos.ts';
import { createPhotoFiles } from './media/photo-files.ts';
import { purgeLoosePhotos } from './media/purge-photos.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createLeases } from './mongo/leases.ts';

/** What a program is started with besides its configuration. */
export interface AppOptions {
  readonly log: Logger;
  readonly clock?: Clock;
  /** Plain lines for the person at the terminal. */
  readonly say?: (line: string) => void;
  /** Off in tests that start several programs in one process. */
  readonly processMetrics?: boolean;
}

/** A running program. */
export interface App {
  /** Where it listens, `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly config: Config;
  readonly database: Database;
  readonly built: Built;
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
    const built = buildServices(config, database, clock);
    await loadGivenCounty(config, database, built, say);
    const parts = await assemble(config, database, built, { log, clock, metrics: metricsOf(options) });
    started.push(() => parts.inbox.drain());
    const sandbox = given.sandbox ? await openSandbox(config, built, clock, log) : undefined;
    const http = serve(config, database, parts, { log, clock, ...(sandbox ? { mount: sandbox.mount } : {}) });
    const { url } = await http.listen(config.host, config.port);
    started.push(() => http.close());
    if (sandbox) started.push(async () => sandbox.close());
    await parts.ticker.start();
    started.push(() => parts.ticker.stop());
    return { url, config, database, built, ...(sandbox ? { sandboxUrl: `${url}/sandbox` } : {}), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly platforms: Platforms;
  readonly inbox: Inbox;
  readonly work: Work;
  readonly ticker: Ticker;
  readonly metrics: Metrics;
  readonly commands: number;
}

interface World {
  readonly log: Logger;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

async function assemble(config: Config, database: Database, built: Built, world: World): Promise<Parts> {
  const { log, clock, metrics } = world;
  const { mongo, sealer, owner } = database;
  const platforms = buildPlatforms(config.platforms, clock, log);
  const registry = await loadCommands(COMMANDS_DIR);
  const work = createDispatcher({
    registry,
    services: built.services,
    dialogues: createDialogues(mongo, sealer),
    texts: loadTexts(join(TEMPLATES_DIR, 'replies')),
    timeZone: config.timeZone,
    surface: (id) => platforms.of(id).surface,
    onError: (code, error) => log.error({ code, err: safeError(error) }, 'a command failed'),
  });
  const inbox = createInbox({
    mongo,
    sealer,
    log,
    owner,
    metrics,
    lateMode: (id) => platforms.find(id)?.lateMode ?? 'push',
    sendLate: createSendLate(platforms),
  });
  const ticker = createTicker({
    jobs: jobsOf(database, { inbox, work, platforms }, world),
    leases: createLeases(mongo),
    owner,
    clock,
    timeZone: config.timeZone,
    log,
  });
  return { platforms, inbox, work, ticker, metrics, commands: registry.all.length };
}

function jobsOf(
  { mongo, sealer }: Database,
  parts: Pick<Parts, 'inbox' | 'work' | 'platforms'>,
  world: World,
) {
  const { log, clock, metrics } = world;
  const fetcher = createPhotoFetcher({
    mongo,
    sealer,
    clock,
    log,
    fetchMedia: async ({ platform, ...source }, maxBytes) =>
      (await parts.platforms.find(platform)?.fetchMedia({ kind: 'image', ...source }, maxBytes)) ?? {
        outcome: 'gone',
        reason: 'platform-not-configured',
      },
  });
  return [
    sweepInbox({ inbox: parts.inbox, work: parts.work, metrics }),
    fetchPhotos(fetcher),
    purge({
      messages: (now, signal) => purgeInbox(mongo, now, signal),
      photos: (now, signal) => purgeLoosePhotos(mongo, createPhotoFiles(mongo, sealer), now, signal),
    }),
  ];
}

interface Serving {
  readonly log: Logger;
  readonly clock: Clock;
  readonly mount?: Parameters<typeof createHttpServer>[0]['mount'];
}

function serve(config: Config, database: Database, parts: Parts, { log, clock, mount }: Serving): HttpServer {
  return createHttpServer({
    platforms: parts.platforms.all,
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
    metrics: parts.metrics,
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
    log,
    clock,
    ...(mount === undefined ? {} : { mount }),
  });
}

function metricsOf({ processMetrics = true }: AppOptions): Metrics {
  return createMetrics({ process: processMetrics });
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
