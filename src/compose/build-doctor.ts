import type { Relay } from '../casefiles/relay-store.ts';
import type { Config, PlatformConfigs } from '../config.ts';
import { createDoctor } from '../doctor/create-doctor.ts';
import type { DoctorCallback, DoctorConnection, DoctorParts, OutsideParts } from '../doctor/parts.ts';
import type { Host } from '../doctor/probes/clock.ts';
import type { Refusals } from '../doctor/refusals-store.ts';
import type { Doctor } from '../doctor/types.ts';
import { createRunsStore } from '../jobs/runs-store.ts';
import { jobStatuses } from '../jobs/statuses.ts';
import { type Clock, systemClock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { PLATFORMS, type PlatformId } from '../kit/platform-id.ts';
import { createContactsStore } from '../people/contacts-store.ts';
import type { CountyStore } from '../places/county-store.ts';
import { dingtalkSelfTest } from '../platforms/dingtalk/self-test.ts';
import type { Platform } from '../platforms/platform.ts';
import type { SelfTest } from '../platforms/self-test.ts';
import { wecomSelfTest } from '../platforms/wecom/self-test.ts';
import type { Platforms } from './build-platforms.ts';
import { countyTrouble } from './county/load.ts';
import type { Database } from './open-database.ts';
import { VERSION } from './version.ts';

/** What the doctor looks at besides configuration and database. */
export interface DoctorContext {
  readonly clock: Clock;
  readonly county: Pick<CountyStore, 'county'>;
  readonly outbox: DoctorParts['outbox'];
  readonly refusals: Pick<Refusals, 'recent'>;
  readonly relay: Pick<Relay, 'state'>;
  readonly alarms: DoctorParts['alarms'];
  readonly platforms: Pick<Platforms, 'webhooks' | 'connections'>;
  /** False on the command line, where no connection is ever opened. */
  readonly running: boolean;
}

/** The doctor of a program, or of the command line. */
export function buildDoctor(config: Config, database: Database, context: DoctorContext): Doctor {
  const { mongo, sealer, keys, migrations, embedded, owner } = database;
  const { clock, county, outbox, refusals, relay, alarms, platforms, running } = context;
  const contacts = createContactsStore(mongo, sealer);
  const runs = createRunsStore(mongo);
  return createDoctor({
    ...{ mongo, clock, owner, embedded, outbox, refusals },
    ...outsideParts(config),
    version: VERSION,
    timeZone: config.timeZone,
    keyFromFile: config.dataKeys.length === 0,
    keys: keys.troubles,
    admins: config.admins.length,
    ...defined({ publicUrl: config.publicUrl }),
    followUps: relay.state,
    alarms,
    jobs: () => jobStatuses(runs, clock.now()),
    county: county.county,
    countyTrouble: () => countyTrouble(database),
    pendingMigrations: async () => (await migrations.pending()).length,
    seenAt: async (target) => seen((await contacts.find(target))?.seenAt),
    callbacks: platforms.webhooks.map((platform) => callbackOf(config.platforms, platform)),
    connections: platforms.connections.map((each) => connectionOf(config.platforms, each, running)),
    platforms: PLATFORMS.filter((platform) => isConfigured(config, platform)),
  });
}

/** What can be looked at without a database. */
export function outsideParts({ platforms, sandbox }: Config): OutsideParts {
  const { wecomApp, wecomSocket, dingtalk, dingtalkStream } = platforms;
  return {
    machineNow: () => systemClock.now(),
    sandbox,
    hosts: hostsOf(platforms),
    ...defined({
      wecomApp,
      dingtalk,
      wecomGateway: wecomSocket?.socketUrl,
      dingtalkGateway: dingtalkStream === true ? dingtalk : undefined,
    }),
  };
}

/** A chat that is only known to be gone was never seen. */
const seen = (at: Date | undefined): Date | undefined =>
  at === undefined || at.getTime() === 0 ? undefined : at;

function isConfigured({ platforms }: Config, platform: PlatformId): boolean {
  return platform === 'dingtalk'
    ? platforms.dingtalk !== undefined
    : (platforms.wecom ?? platforms.wecomSocket ?? platforms.wecomApp) !== undefined;
}

function callbackOf(configs: PlatformConfigs, { id, path, receive }: Platform): DoctorCallback {
  if (id === 'dingtalk') {
    const self = configs.dingtalk && dingtalkSelfTest(configs.dingtalk, receive);
    return { platform: id, name: '钉钉', path: path ?? '/webhooks/dingtalk', self: self ?? UNTESTED };
  }
  const { wecom, wecomApp } = configs;
  if (path !== undefined && wecomApp !== undefined) {
    const self = wecomSelfTest({ ...wecomApp, receiveId: wecomApp.corpId }, receive);
    return { platform: id, name: '企业微信应用', path, self };
  }
  const self = wecom && wecomSelfTest({ ...wecom, receiveId: wecom.receiveId ?? '' }, receive);
  return { platform: id, name: '企业微信', path: path ?? '/webhooks/wecom', self: self ?? UNTESTED };
}

/** A platform without a configuration cannot be there. */
const UNTESTED: SelfTest = { verify: () => 'not-configured' };

function connectionOf(
  { wecomSocket }: PlatformConfigs,
  { platform, connection }: Platforms['connections'][number],
  running: boolean,
): DoctorConnection {
  return {
    platform,
    ...(running ? { state: () => connection.state() } : {}),
    ...(platform === 'wecom' && wecomSocket !== undefined
      ? { lease: `wecom-socket/${wecomSocket.botId}` }
      : {}),
  };
}

function hostsOf({ wecom, wecomSocket, wecomApp, dingtalk }: PlatformConfigs): readonly Host[] {
  const wecomBase = wecom?.apiBase ?? wecomApp?.apiBase ?? wecomSocket?.apiBase;
  return [
    ...(wecomBase === undefined ? [] : [{ name: '企业微信', url: wecomBase }]),
    ...(dingtalk === undefined
      ? []
      : [
          { name: '钉钉', url: dingtalk.apiBase },
          { name: '钉钉旧接口', url: dingtalk.oapiBase },
        ]),
  ];
}
