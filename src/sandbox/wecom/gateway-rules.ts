import { acceptance, type ClientFrame, commandBodies, refusal, type Verdict } from './gateway-frames.ts';
import { createGatewayUploads, type GatewayUploads } from './gateway-uploads.ts';

/** A callback that was sent to the bot, and what its req_id is good for. */
export interface SentCallback {
  readonly kind: 'message' | 'enter' | 'card' | 'other';
  /** Group's chat id, or the person's user id. */
  readonly chat: string;
  readonly at: number;
  /** For a card: the task id an update must repeat. */
  readonly task?: string;
}

/** One command the gateway accepted: what people in the chat see of it. */
export interface AcceptedCommand {
  readonly cmd: string;
  readonly reqId: string;
  readonly chat: string;
  readonly body: unknown;
  readonly at: number;
}

/** The vendor's rules on what a bot may say, to whom and when. */
export interface GatewayRules {
  /** Notes a callback: from now on its req_id may be answered and its chat be pushed to. */
  sent(reqId: string, callback: SentCallback): void;
  /** Judges a command of a subscribed connection, and carries it out when it is allowed. */
  judge(frame: ClientFrame): Verdict;
  readonly shown: readonly AcceptedCommand[];
  readonly uploads: GatewayUploads;
}

const EVENT_MS = 5_000;
const STREAM_MS = 6 * 60_000;
const REPLY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const INVALID_REQ_ID = refusal(846_605, 'invalid req_id');
const NO_MEDIA = refusal(40_007, 'invalid media_id');
const EXPIRED = refusal(846_608, 'stream message update expired');

/** `perMinute` and `perHour` per chat; the vendor's are 30 and 1000. */
export function createGatewayRules(limits: { perMinute: number; perHour: number }): GatewayRules {
  const callbacks = new Map<string, SentCallback>();
  const streams = new Map<string, { readonly since: number; readonly finished: boolean }>();
  const chats = new Set<string>();
  const usedReqIds = new Set<string>();
  const shown: AcceptedCommand[] = [];
  const uploads = createGatewayUploads();

  const within = (chat: string, ms: number): number => {
    const since = performance.now() - ms;
    return shown.filter((one) => one.chat === chat && one.at > since).length;
  };
  const isTooMuch = (chat: string): boolean =>
    within(chat, MINUTE_MS) >= limits.perMinute || within(chat, HOUR_MS) >= limits.perHour;

  const show = ({ cmd, headers, body }: ClientFrame, chat: string): Verdict => {
    if (isTooMuch(chat)) return refusal(45_009, 'api freq out of limit');
    shown.push({ cmd, reqId: headers.req_id, chat, body, at: performance.now() });
    return acceptance();
  };

  const callbackOf = (
    frame: ClientFrame,
    kind: SentCallback['kind'],
    ms: number,
  ): SentCallback | undefined => {
    const callback = callbacks.get(frame.headers.req_id);
    if (callback?.kind !== kind) return undefined;
    return performance.now() - callback.at <= ms ? callback : undefined;
  };

  const respond = (frame: ClientFrame): Verdict => {
    const callback = callbackOf(frame, 'message', REPLY_MS);
    if (!callback) return INVALID_REQ_ID;
    const read = commandBodies.respond.safeParse(frame.body);
    if (!read.success) return refusal(40_058, 'invalid body');
    if (read.data.msgtype !== 'stream') return hasMedia(read.data) ? show(frame, callback.chat) : NO_MEDIA;
    return update(frame, callback.chat, read.data.stream);
  };

  const update = (frame: ClientFrame, chat: string, part: { id: string; finish: boolean }): Verdict => {
    const key = `${frame.headers.req_id} ${part.id}`;
    const known = streams.get(key);
    if (known && (known.finished || performance.now() - known.since > STREAM_MS)) return EXPIRED;
    const verdict = show(frame, chat);
    const since = known?.since ?? performance.now();
    if (verdict.errcode === 0) streams.set(key, { since, finished: part.finish });
    return verdict;
  };

  const once = (frame: ClientFrame, kind: 'enter' | 'card', isValid: (task?: string) => boolean): Verdict => {
    const callback = callbackOf(frame, kind, EVENT_MS);
    if (!callback || usedReqIds.has(frame.headers.req_id)) return INVALID_REQ_ID;
    if (!isValid(callback.task)) return refusal(40_058, 'invalid body');
    usedReqIds.add(frame.headers.req_id);
    return show(frame, callback.chat);
  };

  const push = (frame: ClientFrame): Verdict => {
    const read = commandBodies.push.safeParse(frame.body);
    if (!read.success) return refusal(40_058, 'invalid body');
    if (callbacks.has(frame.headers.req_id)) return INVALID_REQ_ID;
    if (!chats.has(read.data.chatid)) return refusal(93_006, 'invalid chatid');
    return hasMedia(read.data) ? show(frame, read.data.chatid) : NO_MEDIA;
  };

  const hasMedia = (body: Readonly<Record<string, unknown>>): boolean => {
    const part = body[String(body.msgtype)];
    const id = typeof part === 'object' && part !== null ? Reflect.get(part, 'media_id') : undefined;
    return id === undefined || uploads.media(String(id)) !== undefined;
  };

  const updates = (frame: ClientFrame) => (task?: string) => {
    const read = commandBodies.update.safeParse(frame.body);
    return read.success && read.data.template_card.task_id === task;
  };

  return {
    shown,
    uploads,
    sent: (reqId, callback) => {
      callbacks.set(reqId, callback);
      if (callback.chat !== '') chats.add(callback.chat);
    },
    judge: (frame) => {
      switch (frame.cmd) {
        case 'aibot_respond_msg':
          return respond(frame);
        case 'aibot_respond_welcome_msg':
          return once(frame, 'enter', () => commandBodies.welcome.safeParse(frame.body).success);
        case 'aibot_respond_update_msg':
          return once(frame, 'card', updates(frame));
        case 'aibot_send_msg':
          return push(frame);
        case 'aibot_upload_media_init':
          return uploads.init(frame.body);
        case 'aibot_upload_media_chunk':
          return uploads.chunk(frame.body);
        case 'aibot_upload_media_finish':
          return uploads.finish(frame.body);
        default:
          return refusal(40_058, 'invalid cmd');
      }
    },
  };
}
