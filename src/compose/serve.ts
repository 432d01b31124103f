import { createHttpServer, type HttpServer } from '../http/server.ts';
import { defined } from '../kit/defined.ts';
import type { KeyTroubles } from '../privacy/key-watch.ts';
import type { Base } from './base.ts';
import { countyTrouble } from './county/load.ts';
import type { Parts } from './parts.ts';
import { VERSION } from './version.ts';

/** The web server of the parts: webhooks, health, metrics, pages, and what `mountMore` adds. */
export function serveHttp(
  { config, database, log, clock }: Base,
  parts: Parts,
  mountMore: Parameters<typeof createHttpServer>[0]['mount'],
): HttpServer {
  const { inbox, work, metrics, platforms } = parts;
  return createHttpServer({
    ...{ inbox, work, metrics, log, clock },
    version: VERSION,
    platforms: platforms.webhooks,
    checks: {
      database: async () => {
        await database.mongo.ping();
        return true;
      },
      migrations: async () => (await database.migrations.pending()).length === 0,
      commands: () => parts.commands > 0,
      keys: () => canOpenAndSeal(database.keys.troubles()),
    },
    warnings: {
      sealed: async () => database.keys.troubles().damaged,
      jobs: parts.lateJobs,
      followUps: () => failingFollowUps(parts.relay),
      county: async () => [(await countyTrouble(database))?.kind ?? []].flat(),
    },
    mount: (app) => {
      parts.mount(app);
      mountMore?.(app);
    },
    ...defined({ metricsToken: config.metricsToken }),
  });
}

/** The collections whose follow-ups fail at present. */
async function failingFollowUps(relay: Parts['relay']): Promise<readonly string[]> {
  return (await relay.state()).filter(({ failing }) => failing > 0).map(({ collection }) => collection);
}

const canOpenAndSeal = ({ missing, mute }: KeyTroubles): boolean => missing.length === 0 && !mute;
