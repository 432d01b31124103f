import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { ROLE_WORDS, type Role } from '../people/roles.ts';
import type { County, CountyMember } from '../places/county.ts';

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

/** The people and groups of the county file, as the sandbox page shows them. */
export function sandboxCounty(county: County) {
  const placeOf = (member: CountyMember): string => {
    const id = member.schoolId ?? member.townshipId;
    return (
      (id === undefined ? undefined : county.gazetteer.byId(id)?.name) ??
      member.department ??
      county.gazetteer.county.name
    );
  };
  return {
    name: county.gazetteer.county.name,
    people: county.members
      .filter((member) => member.wecom !== undefined || member.dingtalk !== undefined)
      .map((member) => ({
        name: member.name,
        role: member.post ?? ROLE_WORDS[member.role as Role][0] ?? member.role,
        place: placeOf(member),
        ...(member.wecom === undefined ? {} : { wecom: member.wecom }),
        ...(member.dingtalk === undefined ? {} : { dingtalk: member.dingtalk }),
      })),
    groups: county.groups.map(({ name, wecom, dingtalk }) => ({
      name,
      ...(wecom === undefined ? {} : { wecom }),
      ...(dingtalk === undefined ? {} : { dingtalk }),
    })),
  };
}
