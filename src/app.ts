import { assemble } from './compose/assemble.ts';
import type { Base } from './compose/base.ts';
import type { ConnectionTimings } from './compose/build-platforms.ts';
import { startConnection } from './compose/connect.ts';
import { type Database, openDatabase } from './compose/open-database.ts';
import { fillSandbox, openSandbox, openSandboxTime, withSandbox } from './compose/sandbox/open.ts';
import { serveHttp } from './compose/serve.ts';
import { VERSION } from './compose/version.ts';
import type { Config } from './config.ts';
import type { Outbox } from './delivery/types.ts';
import { toError } from './errors.ts';
import { requirePort } from './http/free-port.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import { defined } from './kit/defined.ts';
import { type Logger, safeError } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { CountyStore } from './places/county-store.ts';
import type { Services } from './services.ts';

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
  /** What its commands work with, and the county file's store. */
  readonly built: { readonly services: Services; readonly county: CountyStore };
  readonly outbox: Outbox;
  /** Runs what is due by the domain clock and resolves when it is over: for whoever moves that clock. */
  tick(): Promise<void>;
  /** The page to open, in sandbox mode. */
  readonly sandboxUrl?: string;
  /** Stop in reverse order of the start; what is in flight is finished first. */
  stop(): Promise<void>;
}

/** Start everything, in order; when one step fails, what had started is stopped again. */
export async function startApp(given: Config, options: AppOptions): Promise<App> {
  const { log, say = () => {} } = options;
  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    // One part that cannot be stopped keeps none of the others from it.
    for (const end of started.splice(0).reverse()) {
      await end().catch((thrown: unknown) =>
        log.error({ err: safeError(toError(thrown)) }, 'a part did not stop'),
      );
    }
  };
  try {
    // Before the database is touched: a second start by mistake changes nothing.
    await requirePort(given.host, given.port);
    const config = given.sandbox ? await withSandbox(given) : given;
    const database = await openDatabase(config, log, say);
    started.push(() => database.close());
    const time = given.sandbox ? await openSandboxTime(database, options.clock ?? systemClock) : undefined;
    if (time) started.push(time.close);
    const clock = time?.clock ?? options.clock ?? systemClock;
    const metrics = createMetrics({ process: options.processMetrics ?? true, version: VERSION });
    const { timings } = options;
    const base: Base = {
      config,
      database,
      clock,
      log,
      metrics,
      ...defined({ timings }),
    };
    const parts = await assemble(base, say);
    const { services, county, inbox, outbox, ticker, scheduler } = parts;
    started.push(
      () => parts.refusals.settled(),
      () => services.contacts.settled(),
      // After the last late answers, which it counts.
      () => outbox.stop(),
      () => inbox.drain(),
    );
    if (time) await fillSandbox(base, parts);
    const sandbox =
      time &&
      (await openSandbox({
        ...{ config, database, log, time, county, services, outbox },
        runDue: scheduler.tick,
      }));
    const http = serveHttp(base, parts, sandbox?.mount);
    const { url } = await http.listen(config.host, config.port);
    started.push(() => http.close());
    if (sandbox) started.push(async () => sandbox.close());
    outbox.start();
    for (const each of parts.platforms.connections) {
      startConnection(each, { ...parts, log });
      started.push(() => each.connection.stop());
    }
    await ticker.start();
    started.push(() => ticker.stop());
    await scheduler.start();
    started.push(() => scheduler.stop());
    return {
      url,
      config,
      database,
      built: { services, county },
      outbox,
      tick: scheduler.tick,
      ...(sandbox ? { sandboxUrl: `${url}/sandbox` } : {}),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
