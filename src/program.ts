import { type App, startApp } from './app.ts';
import { whereDataStay } from './compose/farewell.ts';
import { watchParent } from './compose/parent-watch.ts';
import { VERSION } from './compose/version.ts';
import { type Config, loadConfig, readDotEnv } from './config.ts';
import { toError } from './errors.ts';
import { createLog, type Logger, safeError } from './log.ts';

/** A stop that takes longer than this is cut: longer than the server's own limit for requests in flight. */
const STOP_WITHIN_MS = 20_000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Start, tell where to look, and stop in order on a signal. Rejects when the start fails. */
export async function runProgram(): Promise<void> {
  readDotEnv();
  const config = loadConfig();
  const log = createLog(config.sandbox ? quieter(config.logLevel) : config.logLevel);
  for (const warning of config.warnings) log.warn({ warning }, 'configuration');
  say(`Campus Sentinel (校园哨兵) ${VERSION} is starting …`);
  const starting = startApp(config, { log, say });
  // From the first moment on: who ends a program that still starts would otherwise leave it behind.
  const stop = stopOnSignal(starting, log);
  if (config.underNpm) watchParent(() => stop('orphaned'));
  banner(await starting);
}

/** A person is looking at the terminal: one line per request would hide the address to open. */
const quieter = (level: Config['logLevel']): Config['logLevel'] => (level === 'info' ? 'warn' : level);

function banner(app: App): void {
  const { platforms } = app.config;
  say('');
  if (app.sandboxUrl) {
    say(
      '  Sandbox: no platform is configured, so both are simulated with random credentials and a fictional county.',
    );
    say(`  沙箱已就绪，请在浏览器打开：${app.sandboxUrl}`);
    say('  Then tap one of the three lines there, or send one: 查 辍学');
  } else {
    const outside = app.config.publicUrl ?? app.url;
    if (platforms.wecom) say(`  WeCom callback URL:       ${outside}/webhooks/wecom`);
    if (platforms.wecomSocket) say('  WeCom: by a long connection that this program opens.');
    if (platforms.wecomApp) say(`  WeCom app callback URL:   ${outside}/webhooks/wecom-app`);
    if (platforms.dingtalkStream) say('  DingTalk: by a Stream connection that this program opens.');
    else if (platforms.dingtalk) say(`  DingTalk message address: ${outside}/webhooks/dingtalk`);
  }
  say(`  Health: ${app.url}/healthz  ${app.url}/readyz`);
  if (app.database.embedded) {
    say('  Database: the embedded engine. It is pre-release: for trying, tests and rehearsals only.');
    say('  A county in service sets MONGODB_URI to a MongoDB server.');
  }
  say('  Stop with Ctrl+C. 按 Ctrl+C 停止。');
  say(`  ${whereDataStay(app.config)}`);
  say('');
}

/** Gives what a signal does, for other reasons to stop. */
function stopOnSignal(starting: Promise<App>, log: Logger): (signal: string) => void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.fatal({ code: 'stop-timeout' }, 'the stop took too long');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    // A start that fails is told by whoever called us.
    const stopped = starting.then(async (app) => {
      await app.stop();
      say(`\n  已停止。${whereDataStay(app.config)}`);
    });
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: safeError(toError(error)) }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  return stop;
}
