import type { Clock } from '../../kit/clock.ts';
import type { Platform } from '../platform.ts';
import type { TokenSource } from './access-token.ts';
import type { DingtalkConfig } from './config.ts';
import { sendLate } from './late.ts';
import { fetchByCode } from './media.ts';
import { createOpenApi } from './open-api.ts';
import { createPairs } from './pairs.ts';
import { receive } from './receive.ts';
import { measure } from './render.ts';

/**
 * One passive answer may have 20 000 bytes, but a late answer may have to go by the API, whose message
 * parameter ends at 15 000 with its wrapping: every reply fits both ways.
 */
const REPLY_BYTES = 14_800;

/** What the adapter is lent. */
export interface DingtalkDeps {
  readonly clock: Clock;
  /** Shared with the channels, so that the process asks for one token; unset: one of its own. */
  readonly tokens?: TokenSource;
}

/** DingTalk: an inner-app robot in HTTP mode. Late answers are pushed. */
export function createDingtalkPlatform(config: DingtalkConfig, { clock, tokens }: DingtalkDeps): Platform {
  const api = createOpenApi(config, clock, tokens);
  const pairs = createPairs();
  return {
    id: 'dingtalk',
    surface: { replyBytes: REPLY_BYTES, measure },
    lateMode: 'push',
    receive: (request) => receive(request, config, pairs),
    late: (message, text) => sendLate(message, text, { config, api, clock }),
    fetchMedia: (attachment, maxBytes) => fetchByCode(attachment, maxBytes, config, api),
  };
}
