import type { Config } from '../config.ts';
import type { Clock } from '../kit/clock.ts';
import type { Logger } from '../log.ts';
import type { CountyStore } from '../places/county-store.ts';
import { TEMPLATES_DIR } from './paths.ts';
import { SANDBOX_BOT_NAME, sandboxConfig, sandboxCounty } from './sandbox-setup.ts';

/** The configuration of a sandbox run. The sandbox is loaded on demand only: a production start never reads its code. */
export async function withSandbox(config: Config): Promise<Config> {
  const { VENDOR_PATHS } = await import('../sandbox/sandbox.ts');
  return sandboxConfig(config, VENDOR_PATHS);
}

/** The page and the two vendors' servers, for a program that runs with the configuration of `withSandbox`. */
export async function openSandbox(config: Config, county: CountyStore, clock: Clock, log: Logger) {
  const { createSandbox } = await import('../sandbox/sandbox.ts');
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
