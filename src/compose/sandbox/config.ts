import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { Config } from '../../config.ts';
import type { Routes } from '../../delivery/types.ts';
import type { Channel } from '../../platforms/channel.ts';

/** The sandbox's robot, with credentials that exist for this run only. */
export const SANDBOX_BOT_NAME = '校园哨兵';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * The configuration of a sandbox run: random credentials for both platforms, their clouds played by the program
 * itself on `base`. The port is fixed before anything listens, because the clouds' addresses contain it.
 */
export async function sandboxConfig(
  config: Config,
  paths: { wecom: string; dingtalk: string },
): Promise<Config> {
  const port = config.port === 0 ? await freePort() : config.port;
  const base = `http://127.0.0.1:${port}`;
  const clientId = `ding${randomWord(16)}`;
  return {
    ...config,
    host: '127.0.0.1',
    publicUrl: base,
    port,
    platforms: {
      wecom: {
        token: randomWord(20),
        aesKey: randomWord(43),
        botId: `aib${randomWord(16)}`,
        botName: SANDBOX_BOT_NAME,
        mediaHosts: [`127.0.0.1:${port}`],
        apiBase: `${base}${paths.wecom}`,
      },
      // A robot with a callback address cannot speak first: what the bot says in private comes by this app.
      wecomApp: {
        corpId: `ww${randomWord(16)}`,
        agentId: 1_000_002,
        secret: randomWord(43),
        token: randomWord(20),
        aesKey: randomWord(43),
        apiBase: `${base}${paths.wecom}`,
      },
      dingtalk: {
        clientId,
        clientSecret: randomWord(40),
        robotCode: clientId,
        corpId: `ding${randomWord(20)}`,
        mediaHosts: [`127.0.0.1:${port}`],
        apiBase: `${base}${paths.dingtalk}`,
        oapiBase: `${base}${paths.dingtalk}`,
      },
    },
  };
}

/**
 * The ways out without the vendors' limits a minute. They protect from being shut out, which nobody does here, and
 * they count in real time: a week that is walked through within seconds would queue up before them.
 */
export function withoutRates(routes: Routes): Routes {
  const freely = (channels: readonly Channel[]) => channels.map((channel) => ({ ...channel, limits: [] }));
  return Object.fromEntries(
    Object.entries(routes).map(([platform, { group = [], person = [] }]) => [
      platform,
      { group: freely(group), person: freely(person) },
    ]),
  );
}

function randomWord(length: number): string {
  return [...randomBytes(length)].map((byte) => ALPHANUMERIC[byte % ALPHANUMERIC.length]).join('');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
