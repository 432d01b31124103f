import { type FetchLimits, fetchLimited } from '../platforms/fetch-limited.ts';
import { hostAllowList } from '../platforms/host-allow-list.ts';
import type { HttpGet } from '../reminders/weather/qweather.ts';

/** Bounded GETs of this host and of no other. */
export function buildGet(host: string, limits: Pick<FetchLimits, 'timeoutMs' | 'maxBytes'>): HttpGet {
  const allow = hostAllowList([host]);
  return async (url, headers) => {
    const got = await fetchLimited(url, { headers }, { ...limits, allow });
    if (got.outcome === 'answered') return { status: got.status, body: got.body.toString('utf8') };
    return { failed: got.outcome === 'too-big' ? 'too-big' : got.reason };
  };
}
