import type { Clock } from '../../kit/clock.ts';
import type { DingtalkConfig } from './config.ts';
import { numberOf, postJson, textOf } from './post-json.ts';

const EARLY_MS = 600_000;

/** The app's access token, shared by all calls of this process. */
export interface TokenSource {
  /** The cached token, or a new one; undefined when DingTalk gives none now. Calls at once share one request. */
  get(): Promise<string | undefined>;
  /** Forget `token`, unless a newer one has taken its place. */
  drop(token: string): void;
}

/** Asks for a token when there is none or when the last 10 minutes (at most half) of its life have begun. */
export function createTokenSource(config: DingtalkConfig, clock: Clock): TokenSource {
  let cached: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string | undefined> | undefined;

  async function ask(): Promise<string | undefined> {
    const { apiBase, clientId, clientSecret } = config;
    const url = `${apiBase}/v1.0/oauth2/accessToken`;
    const response = await postJson({ base: apiBase, url }, { appKey: clientId, appSecret: clientSecret });
    if (response.outcome !== 'answered') return undefined;
    const token = textOf(response.json, 'accessToken');
    const lifeMs = (numberOf(response.json?.expireIn) ?? 0) * 1_000;
    if (token === undefined || lifeMs <= 0) return undefined;
    cached = { token, until: clock.now().getTime() + lifeMs - Math.min(EARLY_MS, lifeMs / 2) };
    return token;
  }

  return {
    async get() {
      if (cached && clock.now().getTime() < cached.until) return cached.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop(token) {
      if (cached?.token === token) cached = undefined;
    },
  };
}
