import { randomBytes } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import type { Logger } from 'pino';
import { SentinelError } from '../../errors.ts';
import { utf8Bytes } from '../../kit/bytes.ts';
import { hostAllowList } from '../host-allow-list.ts';
import type { Platform } from '../platform.ts';
import { isAesKey, seal } from './cipher.ts';
import { OFFICIAL_API, type WecomConfig } from './config.ts';
import { sendLate } from './late.ts';
import { fetchMedia } from './media.ts';
import { botNames } from './mention.ts';
import type { PassiveEnvelope, PassiveReply } from './payload.ts';
import { type Receiver, receive } from './receive.ts';
import { render, STREAM_BYTES } from './render.ts';

/** Room left in an answer for what the last step may still add. */
const SAFETY_BYTES = 480;

/** What the adapter takes from outside. */
export interface WecomDeps {
  readonly log?: Logger;
  /** 16 fresh random bytes per reply; tests fix them. */
  readonly random16?: () => Buffer;
}

/** The WeCom smart robot (智能机器人) in URL-callback mode. Throws when the AES key cannot be one. */
export function createWecomPlatform(config: WecomConfig, deps: WecomDeps = {}): Platform {
  if (!isAesKey(config.aesKey)) throw new SentinelError('wecom-aes-key', 'The EncodingAESKey is not usable.');
  const receiver = receiverOf(config, deps);
  const allowMedia = hostAllowList(config.mediaHosts);
  return {
    id: 'wecom',
    surface: { replyBytes: STREAM_BYTES - SAFETY_BYTES, measure: (text) => utf8Bytes(render(text)) },
    lateMode: 'poll',
    receive: (request) => receive(request, receiver),
    late: (message, text) => sendLate(message.reply.responseUrl, text, receiver.allowResponseUrl, deps.log),
    fetchMedia: (attachment, maxBytes) => fetchMedia(attachment, config.aesKey, maxBytes, allowMedia),
  };
}

function receiverOf(config: WecomConfig, deps: WecomDeps): Receiver {
  const { token, aesKey, receiveId = '', botId } = config;
  const random16 = deps.random16 ?? (() => randomBytes(16));
  const sealReply = (reply: PassiveReply, nonce: string, now: Date): string => {
    const timestamp = Math.floor(now.getTime() / 1_000);
    const encrypt = seal(aesKey, JSON.stringify(reply), receiveId, random16());
    const msgsignature = getSignature(token, timestamp, nonce, encrypt);
    return JSON.stringify({ encrypt, msgsignature, timestamp, nonce } satisfies PassiveEnvelope);
  };
  return {
    token,
    aesKey,
    // An enterprise's own robot has no receive id, whatever is configured.
    receiveIds: ['', receiveId],
    botId,
    names: botNames(config.botName),
    allowResponseUrl: hostAllowList([OFFICIAL_API, new URL(config.apiBase).origin]),
    sealReply,
  };
}
