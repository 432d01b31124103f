import type { Clock } from '../../kit/clock.ts';
import { createTokenSource, type TokenSource } from './access-token.ts';
import type { DingtalkConfig } from './config.ts';
import { type JsonObject, type PostResult, postJson, textOf } from './post-json.ts';

/** How a call of the new API ended. `retry`: it surely did nothing and may work later. */
export type ApiResult =
  | { readonly outcome: 'ok'; readonly json: JsonObject }
  | { readonly outcome: 'retry'; readonly code: string }
  | { readonly outcome: 'gone'; readonly code: string }
  | { readonly outcome: 'unknown'; readonly code: string };

/** The new API of DingTalk with its access token. */
export interface OpenApi {
  /** Never throws; bounded in time. */
  post(path: string, body: object): Promise<ApiResult>;
}

const RETRY = new Set([
  'send.too.fast',
  'send.byToken.tooFast',
  'too.many.group',
  'too.many.people',
  'system.error',
]);

/** Calls with the cached token; when it is refused, with one new token once more. */
export function createOpenApi(
  config: DingtalkConfig,
  clock: Clock,
  tokens: TokenSource = createTokenSource(config, clock),
): OpenApi {
  const { apiBase: base } = config;

  async function call(path: string, body: object): Promise<{ token?: string; result: ApiResult }> {
    const token = await tokens.get();
    if (token === undefined) return { result: { outcome: 'retry', code: 'no-token' } };
    const response = await postJson({ base, url: base + path }, body, {
      'x-acs-dingtalk-access-token': token,
    });
    return { token, result: classify(response) };
  }

  return {
    async post(path, body) {
      const first = await call(path, body);
      if (!isTokenRefused(first.result) || first.token === undefined) return first.result;
      tokens.drop(first.token);
      const { result } = await call(path, body);
      return isTokenRefused(result) ? { outcome: 'retry', code: result.code } : result;
    },
  };
}

const isTokenRefused = (result: ApiResult): result is Exclude<ApiResult, { outcome: 'ok' }> =>
  result.outcome !== 'ok' && result.code === 'InvalidAuthentication';

/** Rate limits are HTTP 403 here: the code decides, not the status. */
function classify(response: PostResult): ApiResult {
  if (response.outcome === 'unsent') return { outcome: 'retry', code: 'unreachable' };
  if (response.outcome === 'lost') return { outcome: 'unknown', code: 'timeout' };
  const { status, json } = response;
  if (isBlockPage(status, json)) return { outcome: 'retry', code: 'blocked' };
  if (json && status >= 200 && status < 300) return { outcome: 'ok', json };
  const code = textOf(json, 'code') ?? textOf(json, 'Code');
  if (code === undefined) return { outcome: status >= 500 ? 'unknown' : 'gone', code: `http-${status}` };
  return { outcome: outcomeOf(code, status), code };
}

/** Addresses that call too often get an HTML page or `{"status":1111,"wait":5}` for five minutes. */
function isBlockPage(status: number, json: JsonObject | undefined): boolean {
  return json ? json.status === 1111 || json.punish === 'deny' : status < 500;
}

function outcomeOf(code: string, status: number): 'retry' | 'gone' | 'unknown' {
  if (/\.Q[pP][sSmM]Limit/.test(code) || RETRY.has(code) || status === 429) return 'retry';
  if (code === 'unknown.send.result') return 'unknown';
  if (status === 503) return 'retry';
  return status >= 500 ? 'unknown' : 'gone';
}
