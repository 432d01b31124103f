import type { Outbox, Target } from '../delivery/types.ts';
import type { Clock } from '../kit/clock.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { County } from '../places/county.ts';
import type { CountyTrouble } from '../places/county-given-store.ts';
import type { ConnectionState } from '../platforms/connection.ts';
import type { SelfTest } from '../platforms/self-test.ts';
import type { AlarmFacts } from './probes/alarms.ts';
import type { Host } from './probes/clock.ts';
import type { FollowUpFacts } from './probes/follow-ups.ts';
import type { JobFacts } from './probes/jobs.ts';
import type { KeyFacts } from './probes/keys.ts';
import type { Refusals } from './refusals-store.ts';
import type { DingtalkAccess } from './vendor/ask-dingtalk.ts';
import type { GatewayAccess } from './vendor/ask-gateway.ts';
import type { WecomAppAccess } from './vendor/ask-wecom.ts';

/** An address of ours that a platform calls. */
export interface DoctorCallback {
  readonly platform: PlatformId;
  /** Whose, as people say it: 企业微信, 企业微信应用, 钉钉. */
  readonly name: string;
  /** Path below the public address. */
  readonly path: string;
  readonly self: SelfTest;
}

/** A long connection. */
export interface DoctorConnection {
  readonly platform: PlatformId;
  /** Of this instance; absent where no program is running. */
  readonly state?: () => ConnectionState;
  /** The lease that allows one connection; absent where every instance has its own. */
  readonly lease?: string;
}

/** What is looked at outside of our own house; no database is needed for it. */
export interface OutsideParts {
  /** Both platforms are simulated: nothing outside is called. */
  readonly sandbox: boolean;
  /** This machine's clock, whatever the domain's says. */
  readonly machineNow: () => Date;
  /** The vendors' addresses that we call. */
  readonly hosts: readonly Host[];
  readonly wecomApp?: WecomAppAccess;
  readonly dingtalk?: DingtalkAccess;
  /** The gateway of WeCom's long connection, where that is how messages come. */
  readonly wecomGateway?: string;
  /** The same of DingTalk's Stream. */
  readonly dingtalkGateway?: GatewayAccess;
}

/** What a doctor looks at. All of it is handed in; what is absent is not configured. */
export interface DoctorParts extends OutsideParts {
  readonly mongo: Mongo;
  readonly clock: Clock;
  readonly timeZone: string;
  /** Of this run of this instance. */
  readonly owner: string;
  /** Of the program. */
  readonly version: string;
  readonly embedded: boolean;
  /** The data key lies in a file of ours, not in the configuration. */
  readonly keyFromFile: boolean;
  /** What is sealed and cannot be opened, as far as it was met. */
  readonly keys: () => KeyFacts;
  readonly admins: number;
  /** Without trailing slash. */
  readonly publicUrl?: string;
  readonly county: () => Promise<Pick<County, 'version' | 'gazetteer' | 'groups' | 'members'>>;
  /** Why the file that the configuration names was not loaded; undefined: it was. */
  readonly countyTrouble: () => Promise<CountyTrouble | undefined>;
  readonly pendingMigrations: () => Promise<number>;
  readonly outbox: Pick<Outbox, 'list' | 'quotas' | 'stats'>;
  /** What is left to follow from entries of files. */
  readonly followUps: () => Promise<readonly FollowUpFacts[]>;
  /** Who would hear of an emergency now. */
  readonly alarms: () => Promise<AlarmFacts>;
  /** How the recurring jobs are doing, whichever instance runs them. */
  readonly jobs: () => Promise<readonly JobFacts[]>;
  /** When somebody last spoke to the bot there. */
  readonly seenAt: (target: Target) => Promise<Date | undefined>;
  readonly refusals: Pick<Refusals, 'recent'>;
  readonly callbacks: readonly DoctorCallback[];
  readonly connections: readonly DoctorConnection[];
  readonly platforms: readonly PlatformId[];
}
