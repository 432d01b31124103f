import type { IncomingMessage } from '../../chat/message.ts';
import type { Clock } from '../../kit/clock.ts';
import type { LateOutcome } from '../platform.ts';
import type { DingtalkConfig } from './config.ts';
import type { ApiResult, OpenApi } from './open-api.ts';
import { messageOf } from './render.ts';
import { sendBySession } from './session-webhook.ts';

/** A session webhook this close to its end is not used any more. */
const MARGIN_MS = 60_000;

/** What a late answer is sent with. */
export interface LateChannels {
  readonly config: DingtalkConfig;
  readonly api: OpenApi;
  readonly clock: Clock;
}

/**
 * Sends a late answer: by the session webhook while it lives, else by the API to the group or the person.
 * The second way is tried only when the first one surely sent nothing.
 */
export async function sendLate(
  message: IncomingMessage,
  text: string,
  { config, api, clock }: LateChannels,
): Promise<LateOutcome> {
  const { sessionWebhook, sessionExpires = Number.POSITIVE_INFINITY } = message.reply;
  if (sessionWebhook && clock.now().getTime() < sessionExpires - MARGIN_MS) {
    const outcome = await sendBySession(sessionWebhook, messageOf(text), config);
    if (outcome !== 'closed') return outcome;
  }
  return message.chat.kind === 'group'
    ? sendToGroup(message.chat.id, text, config, api)
    : sendToPerson(message.sender.id, text, config, api);
}

async function sendToGroup(
  openConversationId: string,
  text: string,
  { robotCode }: DingtalkConfig,
  api: OpenApi,
): Promise<LateOutcome> {
  const result = await api.post('/v1.0/robot/groupMessages/send', {
    robotCode,
    openConversationId,
    ...sampleOf(text),
  });
  return outcomeOf(result);
}

async function sendToPerson(
  userId: string,
  text: string,
  { robotCode }: DingtalkConfig,
  api: OpenApi,
): Promise<LateOutcome> {
  // People of another corporation have no id we could write to.
  if (userId === '') return 'gone';
  const result = await api.post('/v1.0/robot/oToMessages/batchSend', {
    robotCode,
    userIds: [userId],
    ...sampleOf(text),
  });
  if (result.outcome !== 'ok') return outcomeOf(result);
  // A 200 may still say that the one person was not reached.
  if (lists(result.json.invalidStaffIdList, userId)) return 'gone';
  return lists(result.json.flowControlledStaffIdList, userId) ? 'retry' : 'sent';
}

function sampleOf(text: string): { readonly msgKey: string; readonly msgParam: string } {
  return { msgKey: 'sampleMarkdown', msgParam: JSON.stringify(messageOf(text).markdown) };
}

const outcomeOf = ({ outcome }: ApiResult): LateOutcome => (outcome === 'ok' ? 'sent' : outcome);

const lists = (value: unknown, member: string): boolean => Array.isArray(value) && value.includes(member);
