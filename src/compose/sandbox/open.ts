import type { Config } from '../../config.ts';
import type { Outbox } from '../../delivery/types.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../log.ts';
import type { CountyStore } from '../../places/county-store.ts';
import type { Services } from '../../services.ts';
import type { Base } from '../base.ts';
import type { Database } from '../open-database.ts';
import type { Parts } from '../parts.ts';
import { TEMPLATES_DIR } from '../paths.ts';
import { SANDBOX_BOT_NAME, sandboxConfig } from './config.ts';
import { sandboxCounty } from './county.ts';

/** The configuration of a sandbox run. The sandbox is loaded on demand only: a production start never reads its code. */
export async function withSandbox(config: Config): Promise<Config> {
  const { VENDOR_PATHS } = await import('../../sandbox/sandbox.ts');
  return sandboxConfig(config, VENDOR_PATHS);
}

const REMEMBER_EVERY_MS = 60_000;

/**
 * The clock of a sandbox run. It shows the machine's time until somebody moves it, and it begins where the last run
 * ended if that is later: whatever was stored at that time (runs of the day, answers, deadlines) would else lie in
 * the future, and nothing would happen until the machine caught up. Once it has, the sandbox is at the real date
 * again. Who wants to start over removes the data folder.
 */
export async function openSandboxTime({ mongo }: Database, base: Clock) {
  const [{ movableClock }, { createKeptTime }] = await Promise.all([
    import('../../sandbox/sandbox.ts'),
    import('./time-store.ts'),
  ]);
  const kept = createKeptTime(mongo);
  const clock = movableClock(base, await kept.latest());
  const remember = (): Promise<void> => kept.keep(clock.now());
  // A run may end without a word: then at most this much is told twice.
  const timer = setInterval(() => remember().catch(() => undefined), REMEMBER_EVERY_MS).unref();
  return {
    clock,
    remember: kept.keep,
    close: async (): Promise<void> => {
      clearInterval(timer);
      await remember();
    },
  };
}

/**
 * A fresh sandbox begins with what its people report, unless SANDBOX_DEMO is off or another county than the shipped
 * one is played, which has other people.
 */
export async function fillSandbox(base: Base, parts: Parts): Promise<void> {
  if (!base.config.sandboxDemo || base.config.countyFile !== undefined) return;
  const { playDemo } = await import('./demo.ts');
  await playDemo(base, parts);
}

/** What the sandbox takes from the program it plays the vendors for. */
export interface SandboxParts {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
  readonly time: Awaited<ReturnType<typeof openSandboxTime>>;
  readonly county: CountyStore;
  readonly services: Services;
  readonly outbox: Outbox;
  /** Runs what is due at the time the clock shows, and resolves once it is done. */
  runDue(): Promise<void>;
}

/** The page and the two vendors' servers, for a program that runs with the configuration of `withSandbox`. */
export async function openSandbox(parts: SandboxParts) {
  const { config, database, log, time, county, services, outbox, runDue } = parts;
  const [{ createSandbox }, { sandboxTick }, { sandboxExamples }, { createDemoMark }] = await Promise.all([
    import('../../sandbox/sandbox.ts'),
    import('./tick.ts'),
    import('./examples.ts'),
    import('./demo-store.ts'),
  ]);
  const { wecom, wecomApp, dingtalk } = config.platforms;
  if (!wecom || !wecomApp || !dingtalk) throw new Error('The sandbox needs both platforms');
  const { clock, remember } = time;
  return createSandbox({
    county: sandboxCounty(await county.county()),
    webhookBase: () => `http://127.0.0.1:${config.port}`,
    wecom: {
      token: wecom.token,
      aesKey: wecom.aesKey,
      botId: wecom.botId ?? '',
      botName: wecom.botName ?? SANDBOX_BOT_NAME,
    },
    wecomApp,
    dingtalk: { ...dingtalk, corpId: dingtalk.corpId ?? '' },
    time: {
      clock,
      remember,
      timeZone: config.timeZone,
      workdays: async () => (await services.calendar.current()).isWorkday,
      tick: sandboxTick(outbox, runDue),
    },
    examplesOf: await sandboxExamples({
      ...services,
      timeZone: config.timeZone,
      now: clock.now,
      numbers: createDemoMark(database.mongo).numbers,
    }),
    log,
    templatesDir: TEMPLATES_DIR,
  });
}
