import type { DingtalkConfig } from '../config.ts';
import { type JsonObject, postJson, textOf } from '../post-json.ts';
import { SUBSCRIPTIONS } from './topics.ts';

/** What asking for a connection gave. `refused`: asking again soon is no use, somebody must change something. */
export type Opening =
  | { readonly outcome: 'ok'; readonly address: string }
  | { readonly outcome: 'refused' | 'failed'; readonly reason: string };

const PATH = '/v1.0/gateway/connections/open';

/** Asks the gateway for one connection. The address holds a ticket for 90 s and one use: never stored, never logged. */
export async function openGateway(
  { apiBase, clientId, clientSecret }: DingtalkConfig,
  timeoutMs: number,
): Promise<Opening> {
  const response = await postJson(
    { base: apiBase, url: apiBase + PATH, timeoutMs },
    { clientId, clientSecret, ua: 'campus-sentinel/1', subscriptions: SUBSCRIPTIONS },
  );
  if (response.outcome !== 'answered') return { outcome: 'failed', reason: 'network' };
  const { status, json } = response;
  if (status === 200) return connectionIn(json, apiBase);
  return refusal(status, textOf(json, 'code') ?? '');
}

function connectionIn(json: JsonObject | undefined, apiBase: string): Opening {
  const endpoint = textOf(json, 'endpoint') ?? '';
  const ticket = textOf(json, 'ticket');
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  // Plain ws only where the API itself is plain, which is this machine.
  const secure = url?.protocol === 'wss:' || (url?.protocol === 'ws:' && apiBase.startsWith('http:'));
  if (!url || !ticket || !secure) return { outcome: 'failed', reason: 'odd-answer' };
  url.hash = '';
  url.searchParams.set('ticket', ticket);
  return { outcome: 'ok', address: url.href };
}

/** Rate limits and used-up quotas are HTTP 403 like missing rights: the code decides. */
function refusal(status: number, code: string): Opening {
  if (/Q[pP][sSmM]Limit/.test(code) || status === 429) return { outcome: 'failed', reason: 'too-fast' };
  if (code.includes('ApiCountLimitForOrg')) return { outcome: 'refused', reason: 'quota' };
  if (code.includes('IpNotInWhiteList')) return { outcome: 'refused', reason: 'ip-not-listed' };
  // Wrong credentials, an unpublished app and a robot that is not in Stream mode all look like this.
  if (status === 400 || status === 401) return { outcome: 'refused', reason: 'bad-credentials' };
  if (status === 403) return { outcome: 'refused', reason: 'forbidden' };
  return { outcome: 'failed', reason: `http-${status}` };
}
