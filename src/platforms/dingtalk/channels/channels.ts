import type { Clock } from '../../../kit/clock.ts';
import type { Channel } from '../../channel.ts';
import type { TokenSource } from '../access-token.ts';
import type { DingtalkConfig } from '../config.ts';
import { createOpenApi } from '../open-api.ts';
import { groupChannel, personChannel } from './api-channels.ts';
import { createUploader } from './upload.ts';
import { sessionChannel, webhookChannel } from './webhook-channels.ts';

/** What the channels are lent. */
export interface DingtalkChannelDeps {
  readonly clock: Clock;
  /** Shared with the platform. */
  readonly tokens: TokenSource;
}

/**
 * The ways out to DingTalk, the best first: a chat's session, a group's own webhook, the API to a group and to
 * persons. Only the last two carry files; all four carry pictures.
 */
export function createDingtalkChannels(
  config: DingtalkConfig,
  { clock, tokens }: DingtalkChannelDeps,
): readonly Channel[] {
  const uploader = createUploader(config, tokens);
  const api = createOpenApi(config, clock, tokens);
  const webhooks = { config, clock, uploader };
  const calls = { config, api, uploader };
  return [sessionChannel(webhooks), webhookChannel(webhooks), groupChannel(calls), personChannel(calls)];
}
