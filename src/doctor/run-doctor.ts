import { within } from '../kit/within.ts';
import { type Finding, warn } from './finding.ts';

/** One thing to look at. */
export interface Probe {
  /** What it looks at, as its findings say. */
  readonly check: string;
  /** Looks; may take its time and may fail, `runDoctor` bounds both. */
  look(): Promise<readonly Finding[]>;
}

/** A probe with one finding. */
export const singleProbe = (check: string, look: () => Promise<Finding> | Finding): Probe => ({
  check,
  look: async () => [await look()],
});

/** How long one probe may take. */
export const PROBE_MS = 5_000;

/** Asks all probes at once; resolves within `timeoutMs` and never rejects. The findings keep the probes' order. */
export async function runDoctor(
  probes: readonly Probe[],
  { timeoutMs = PROBE_MS }: { readonly timeoutMs?: number } = {},
): Promise<readonly Finding[]> {
  return (await Promise.all(probes.map((probe) => bounded(probe, timeoutMs)))).flat();
}

async function bounded(probe: Probe, timeoutMs: number): Promise<readonly Finding[]> {
  try {
    return await within(timeoutMs, probe.look(), () => [tooSlow(probe, timeoutMs)]);
  } catch {
    return [broken(probe)];
  }
}

function tooSlow({ check }: Probe, timeoutMs: number): Finding {
  return warn(
    check,
    `${Math.round(timeoutMs / 1_000)} 秒内没有查完。`,
    '请稍后再自检；若总是这样，请查服务器的外网与数据库。',
  );
}

function broken({ check }: Probe): Finding {
  return warn(check, '这一项没能查完。', '多为数据库一时连不上，请稍后再自检；若总是这样，请看程序日志。');
}
