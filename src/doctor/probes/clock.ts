import { ask, whyNot } from '../ask.ts';
import { type Finding, fail, fine, warn } from '../finding.ts';
import { spanWords } from '../when.ts';

/** A vendor's address and what it is to people. */
export interface Host {
  readonly name: string;
  readonly url: string;
}

/** Far less than what signatures are allowed to be off, so that somebody can act in time. */
const WARN_MS = 60_000;
const FAIL_MS = 3 * 60_000;
const FIX = '请服务器管理员校准时间：Linux 上开 chrony 或 systemd-timesyncd（NTP），再自检。';

/** Whether the vendors can be reached from here, and how far our clock is from theirs. Any answer will do. */
export async function hostFindings(
  hosts: readonly Host[],
  machineNow: () => Date,
): Promise<readonly Finding[]> {
  const looks = await Promise.all(hosts.map((host) => lookAt(host, machineNow)));
  const silent = looks.filter(({ why }) => why !== undefined);
  const reached = looks.filter(({ why }) => why === undefined);
  return [
    ...(silent.length === 0 ? [] : [unreachable(silent)]),
    ...(reached.length === 0 ? [] : [fine(CHECK, `连得上 ${reached.map(({ host }) => host).join('、')}。`)]),
    ...reached.flatMap(({ name, aheadMs }) =>
      aheadMs === undefined ? [] : [clockFinding(`${name}时钟`, aheadMs)],
    ),
  ];
}

const CHECK = '外网';

interface Look {
  readonly name: string;
  readonly host: string;
  /** Why it does not answer, in Chinese. */
  readonly why?: string;
  readonly aheadMs?: number;
}

async function lookAt({ name, url }: Host, machineNow: () => Date): Promise<Look> {
  const { host } = new URL(url);
  const fetched = await ask(url);
  // A redirect elsewhere or an odd answer is an answer.
  if (fetched.outcome === 'failed') return { name, host, why: whyNot(fetched) };
  const told = fetched.outcome === 'answered' ? Date.parse(fetched.headers.get('date') ?? '') : Number.NaN;
  if (Number.isNaN(told)) return { name, host };
  // The header is cut to whole seconds.
  return { name, host, aheadMs: machineNow().getTime() - told - 500 };
}

function unreachable(silent: readonly Look[]): Finding {
  const hosts = silent.map(({ host, why }) => `${host}（${why}）`).join('、');
  return fail(CHECK, `连不上 ${hosts}。`, '请服务器管理员放通到这些地址的 443 端口，并查 DNS 与代理。');
}

/** How far this machine's clock is ahead, in milliseconds, and whether that will do. Pure. */
export function clockFinding(check: string, aheadMs: number): Finding {
  const off = Math.abs(aheadMs);
  if (off < WARN_MS) return fine(check, `与本机相差不到一分钟（${spanWords(off)}）。`);
  const text = `本机时间${aheadMs > 0 ? '快' : '慢'}了约 ${spanWords(off)}，签名和定时都会出错。`;
  return off < FAIL_MS ? warn(check, text, FIX) : fail(check, text, FIX);
}
