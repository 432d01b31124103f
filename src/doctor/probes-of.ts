import { freshFor } from '../kit/fresh-for.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import { estimateServerTime } from '../mongo/server-time.ts';
import { type Finding, skip } from './finding.ts';
import { readGroups } from './group-facts.ts';
import { inboundProbes } from './inbound-probes.ts';
import type { DoctorParts, OutsideParts } from './parts.ts';
import { PLATFORM_WORDS } from './platform-words.ts';
import { alarmFindings } from './probes/alarms.ts';
import { clockFinding, hostFindings } from './probes/clock.ts';
import { countyFileFindings } from './probes/county-file.ts';
import { followUpFindings } from './probes/follow-ups.ts';
import { gatewayFinding } from './probes/gateway.ts';
import { groupFindings } from './probes/groups.ts';
import { jobFindings } from './probes/jobs.ts';
import { keyFindings } from './probes/keys.ts';
import { trafficFindings } from './probes/last-traffic.ts';
import { outboxFindings } from './probes/outbox.ts';
import { dingtalkPermission, wecomPermission } from './probes/permissions.ts';
import { quotaFindings } from './probes/quota.ts';
import {
  adminsFinding,
  auditorsFinding,
  countyFinding,
  databaseKind,
  migrationsFinding,
  versionFinding,
} from './probes/setup.ts';
import { dingtalkToken, wecomToken } from './probes/tokens.ts';
import { dingtalkAddress, wecomAddress } from './probes/trusted-ip.ts';
import { type Probe, singleProbe } from './run-doctor.ts';
import { askDingtalk } from './vendor/ask-dingtalk.ts';
import { askDingtalkGateway, askWecomGateway, type GatewayAnswers } from './vendor/ask-gateway.ts';
import { askWecomApp } from './vendor/ask-wecom.ts';
import type { VendorAnswers } from './vendor/step.ts';

/** Everything to look at, in the order people read it: what comes in, what goes out, what it stands on. */
export function probesOf(parts: DoctorParts): readonly Probe[] {
  return [...inboundProbes(parts), ...outsideProbes(parts), ...deliveryProbes(parts), ...groundProbes(parts)];
}

/** What can be looked at without a database: the vendors and the way to them. */
export function outsideProbes(parts: OutsideParts): readonly Probe[] {
  if (parts.sandbox) return [singleProbe('外部平台', () => skip('外部平台', '沙箱模式，没有连接真实平台。'))];
  const { hosts, machineNow } = parts;
  return [
    { check: '外网', look: () => hostFindings(hosts, machineNow) },
    ...gatewayProbes(parts),
    ...vendorProbes(parts),
  ];
}

/** The ways that long connections take; looked at whether the program runs or not. */
function gatewayProbes({ wecomGateway, dingtalkGateway }: OutsideParts): readonly Probe[] {
  const probe = (platform: PlatformId, ask: () => Promise<GatewayAnswers>): Probe =>
    singleProbe(`${PLATFORM_WORDS[platform]}网关`, async () => gatewayFinding(platform, await ask()));
  return [
    ...(wecomGateway === undefined ? [] : [probe('wecom', () => askWecomGateway(wecomGateway))]),
    ...(dingtalkGateway === undefined ? [] : [probe('dingtalk', () => askDingtalkGateway(dingtalkGateway))]),
  ];
}

/** Each vendor is asked once for all that is read from its answers. */
const ANSWERS_MS = 2_000;

type Read = (answers: VendorAnswers) => Finding;

/** Tokens, permissions and addresses, as the vendors themselves see them. */
function vendorProbes({ wecomApp, dingtalk }: Pick<OutsideParts, 'wecomApp' | 'dingtalk'>): readonly Probe[] {
  const wecom = wecomApp && reading(() => askWecomApp(wecomApp));
  const ding = dingtalk && reading(() => askDingtalk(dingtalk));
  return [
    ...(wecom
      ? [
          wecom('企业微信应用凭证', wecomToken),
          wecom('企业微信应用权限', wecomPermission),
          wecom('企业微信可信 IP', wecomAddress),
        ]
      : []),
    ...(ding
      ? [
          ding('钉钉凭证', dingtalkToken),
          ding('钉钉权限', dingtalkPermission),
          ding('钉钉出口 IP', dingtalkAddress),
        ]
      : []),
  ];
}

function reading(ask: () => Promise<VendorAnswers>): (check: string, read: Read) => Probe {
  const answers = freshFor(ANSWERS_MS, ask);
  return (check, read) => singleProbe(check, async () => read(await answers.get()));
}

/** The groups are read once for all that is asked about them. */
const GROUPS_MS = 2_000;

function deliveryProbes(parts: DoctorParts): readonly Probe[] {
  const { outbox, clock, timeZone } = parts;
  const groups = freshFor(GROUPS_MS, () =>
    readGroups({
      groups: async () => (await parts.county()).groups,
      configured: (platform) => parts.platforms.includes(platform),
      seenAt: parts.seenAt,
      outbox,
    }),
  );
  const quotas = parts.platforms.includes('dingtalk')
    ? [{ check: '钉钉额度', look: async () => quotaFindings(await outbox.quotas()) }]
    : [];
  return [
    { check: '突发事件通知', look: async () => alarmFindings(await parts.alarms()) },
    { check: '发送队列', look: async () => outboxFindings(await outbox.stats(), clock.now()) },
    ...quotas,
    { check: '机器人在群里', look: async () => groupFindings('group', await groups.get()) },
    { check: '群推送地址', look: async () => groupFindings('webhook', await groups.get()) },
    { check: '群收发', look: async () => trafficFindings(await groups.get(), timeZone) },
  ];
}

function groundProbes(parts: DoctorParts): readonly Probe[] {
  return [
    {
      check: '县档案文件',
      look: async () => countyFileFindings(await parts.countyTrouble(), parts.timeZone),
    },
    singleProbe('版本', () => versionFinding(parts.version, process.versions.node)),
    singleProbe('数据库', () => databaseKind(parts.embedded)),
    singleProbe('数据库时钟', async () => {
      const { offsetMs } = await estimateServerTime(parts.mongo, parts.machineNow);
      return clockFinding('数据库时钟', -offsetMs);
    }),
    singleProbe('数据库升级', async () => migrationsFinding(await parts.pendingMigrations())),
    { check: '后续办理', look: async () => followUpFindings(await parts.followUps()) },
    { check: '定时任务', look: async () => jobFindings(await parts.jobs(), parts.timeZone) },
    { check: '数据密钥', look: async () => keyFindings(parts.keys(), { fromFile: parts.keyFromFile }) },
    singleProbe('县档案', async () => {
      const { version, gazetteer, groups } = await parts.county();
      const { county, schools } = gazetteer;
      const counts = { schools: schools.length, groups: groups.length };
      return countyFinding({ loaded: version !== 'none', name: county.name, ...counts });
    }),
    singleProbe('管理员', () => adminsFinding(parts.admins)),
    singleProbe('审计员', async () => {
      const { members } = await parts.county();
      return auditorsFinding(members.filter(({ role }) => role === 'auditor').length);
    }),
  ];
}
