import { defined } from '../kit/defined.ts';
import { freshFor } from '../kit/fresh-for.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import { createHolderOf } from './lease-holders-store.ts';
import type { DoctorParts } from './parts.ts';
import { PLATFORM_WORDS } from './platform-words.ts';
import { callbackFinding, withoutPublicUrl } from './probes/callback.ts';
import { connectionFinding } from './probes/connection.ts';
import { refusalsFinding } from './probes/refusals.ts';
import { robotPublished } from './probes/robot-published.ts';
import { signatureFinding } from './probes/signature.ts';
import type { InboundCount } from './refusals-store.ts';
import { type Probe, singleProbe } from './run-doctor.ts';

const DAYS = 2;
const DAY_MS = 24 * 3_600_000;
const COUNTS_MS = 2_000;

/** How messages reach us: by callbacks, by connections, and what was turned away. */
export function inboundProbes(parts: DoctorParts): readonly Probe[] {
  const counts = freshFor(COUNTS_MS, () => parts.refusals.recent(DAYS));
  const called = [...new Set(parts.callbacks.map(({ platform }) => platform))];
  return [
    ...callbackProbes(parts, counts.get),
    ...connectionProbes(parts),
    ...called.map((platform) =>
      singleProbe(`${PLATFORM_WORDS[platform]}被拒请求`, async () =>
        refusalsFinding(platform, await counts.get(), DAYS),
      ),
    ),
    ...(parts.platforms.includes('dingtalk') && !parts.sandbox
      ? [singleProbe('钉钉机器人发布', async () => robotPublished(await counts.get(), DAYS))]
      : []),
  ];
}

type Counts = () => Promise<readonly InboundCount[]>;

function callbackProbes(parts: DoctorParts, counts: Counts): readonly Probe[] {
  const { callbacks, clock, machineNow, publicUrl, sandbox } = parts;
  const signatures = callbacks.map(({ platform, name, self }) =>
    singleProbe(`${name}验签`, () => signatureFinding({ platform, name }, self, clock.now())),
  );
  const heard = async (platform: PlatformId): Promise<boolean> =>
    wasHeard(await counts(), platform, clock.now());
  if (sandbox || callbacks.length === 0) return signatures;
  if (publicUrl === undefined) {
    const look = async () => {
      const silent = await Promise.all(callbacks.map(async ({ platform }) => !(await heard(platform))));
      return withoutPublicUrl(callbacks.filter((_, n) => silent[n]).map(({ name }) => name));
    };
    return [singleProbe('回调地址', look), ...signatures];
  }
  const reached = callbacks.map(({ platform, name, path, self }) =>
    singleProbe(`${name}回调地址`, async () => {
      const heardLately = await heard(platform);
      return callbackFinding({ name, path, self, publicUrl, heardLately, now: machineNow() });
    }),
  );
  return [...reached, ...signatures];
}

function wasHeard(counts: readonly InboundCount[], platform: PlatformId, now: Date): boolean {
  return counts.some(
    (one) =>
      one.platform === platform && one.what === 'heard' && now.getTime() - one.lastAt.getTime() < DAY_MS,
  );
}

function connectionProbes({ mongo, connections, clock, owner, timeZone }: DoctorParts): readonly Probe[] {
  const holderOf = createHolderOf(mongo);
  return connections.map(({ platform, state, lease }) =>
    singleProbe(`${PLATFORM_WORDS[platform]}长连接`, async () =>
      connectionFinding({
        platform,
        owner,
        now: clock.now(),
        timeZone,
        ...defined({ state: state?.() }),
        ...(lease === undefined ? {} : { lease: { holder: await holderOf(lease) } }),
      }),
    ),
  );
}
