import { z } from 'zod';
import type { IncomingMessage } from '../../../chat/message.ts';
import { utf8Prefix } from '../../../kit/bytes.ts';
import type { DingtalkConfig } from '../config.ts';
import { type Frame, parseJson } from './frame.ts';

const text = z.string().optional().catch(undefined);
const id = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

const clickSchema = z.object({
  outTrackId: id,
  userId: id,
  userIdType: z.coerce.number().optional().catch(undefined),
  corpId: text,
  spaceId: id.optional().catch(undefined),
  spaceType: text,
  content: z.unknown().optional(),
  value: z.unknown().optional(),
});

const innerSchema = z.object({
  cardPrivateData: z.object({
    actionIds: z.array(z.string()).optional().catch(undefined),
    params: z.record(z.string(), z.unknown()).optional().catch(undefined),
  }),
});

/** What a card callback is. */
export type ReadClick =
  | { readonly type: 'message'; readonly message: IncomingMessage }
  | { readonly type: 'refused'; readonly reason: string };

const STAFF_ID = 1;

/** Reads a click on a card; the frame's id is its message id, for a click has none of its own. */
export function readClick(frame: Frame, { corpId }: DingtalkConfig, now: Date): ReadClick {
  const click = clickSchema.safeParse(parseJson(frame.data));
  if (!click.success) return { type: 'refused', reason: 'unreadable' };
  const { outTrackId, userId, userIdType = STAFF_ID, spaceId, spaceType } = click.data;
  if (corpId !== undefined && click.data.corpId !== corpId)
    return { type: 'refused', reason: 'other-corporation' };
  const key = keyOf(click.data.content ?? click.data.value);
  if (key === undefined) return { type: 'refused', reason: 'fields-missing' };
  const known = userIdType === STAFF_ID;
  const message: IncomingMessage = {
    platform: 'dingtalk',
    id: `card:${frame.headers.messageId}`,
    kind: 'card',
    // `IM` does not tell a group from a single chat: taken for a group, where less may be said.
    chat: { kind: spaceType === 'IM_ROBOT' ? 'single' : 'group', id: spaceId ?? userId },
    sender: { id: known ? userId : '', outsider: !known },
    text: '',
    attachments: [],
    cardKey: key,
    cardTask: outTrackId,
    reply: {},
    receivedAt: now,
  };
  return { type: 'message', message };
}

/** The button's `action` parameter, else its id. */
function keyOf(content: unknown): string | undefined {
  const inner = innerSchema.safeParse(typeof content === 'string' ? parseJson(content) : content);
  if (!inner.success) return undefined;
  const { actionIds = [], params = {} } = inner.data.cardPrivateData;
  return typeof params.action === 'string' && params.action !== '' ? params.action : actionIds[0];
}

const MAX_VALUE_BYTES = 1_024;

/** What the card shows after the click: `words` in one variable of its template; no change without words. */
export function cardUpdate(variable: string, words: string): object {
  if (words.trim() === '') return {};
  return {
    cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
    cardData: { cardParamMap: { [variable]: utf8Prefix(words, MAX_VALUE_BYTES) } },
  };
}
