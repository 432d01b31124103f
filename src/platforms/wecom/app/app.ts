import { randomBytes } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import type { IncomingMessage } from '../../../chat/message.ts';
import { SentinelError } from '../../../errors.ts';
import { utf8Bytes } from '../../../kit/bytes.ts';
import type { Channel } from '../../channel.ts';
import type { Answer, HttpAnswer, LateOutcome, Platform, RawRequest, Received } from '../../platform.ts';
import { authenticate, EMPTY } from '../authenticate.ts';
import type { TokenCaller } from '../channels/token.ts';
import { isAesKey, seal } from '../cipher.ts';
import { cutToFit, renderPlain } from '../render.ts';
import { fetchAppMedia } from './fetch-media.ts';
import { readAppCallback, readAppMessage } from './message.ts';

/** One self-built app (自建应用) whose messages are called back to us. */
export interface WecomAppConfig {
  readonly corpId: string;
  readonly agentId: number;
  /** Token and EncodingAESKey of the app's 接收消息 page. */
  readonly token: string;
  readonly aesKey: string;
  /** Without trailing slash. */
  readonly apiBase: string;
}

/** What the app takes from outside. */
export interface WecomAppDeps {
  readonly tokens: TokenCaller;
  /** `wecom.app`: late answers go through it. */
  readonly channel: Channel;
}

const TEXT_BYTES = 2_048;
const SAFETY_BYTES = 128;
const GREETING = '您好，请发送：\n帮助';

/**
 * Messages that persons send to a self-built app, and the passive answers to them. Throws when the AES key cannot
 * be one. Its ids are told by `isAppMessage`; a promised answer is pushed through `wecom.app`.
 */
export function createWecomApp(config: WecomAppConfig, { tokens, channel }: WecomAppDeps): Platform {
  if (!isAesKey(config.aesKey)) throw new SentinelError('wecom-aes-key', 'The EncodingAESKey is not usable.');
  return {
    id: 'wecom',
    surface: { replyBytes: TEXT_BYTES - SAFETY_BYTES, measure: (text) => utf8Bytes(renderPlain(text)) },
    lateMode: 'push',
    receive: (request) => receive(request, config),
    late: async (message, text): Promise<LateOutcome> => {
      const address = { kind: 'person', id: message.chat.id } as const;
      const [outcome] = await channel.send([address], { title: '', text }, `late:${message.id}`);
      return outcome === undefined || outcome.outcome === 'rejected' ? 'gone' : outcome.outcome;
    },
    fetchMedia: (attachment, maxBytes) => fetchAppMedia(tokens, config.apiBase, attachment, maxBytes),
  };
}

function receive(request: RawRequest, config: WecomAppConfig): Received {
  const opened = authenticate(request, { ...config, receiveIds: [config.corpId] });
  if (!opened.ok) return opened.received;
  const read = readAppCallback(opened.plain);
  if (read === undefined) return ignored('not xml');
  if (read.ToUserName !== config.corpId) return refused('another corp');
  if (read.AgentID === undefined) return ignored('no app id');
  if (read.AgentID !== String(config.agentId)) return refused('another app');
  const message = readAppMessage(read, opened.plain, request.now);
  if (typeof message === 'string') return ignored(message);
  const respond = (answer: Answer): HttpAnswer => reply(message, answer, request.now, config);
  return { type: 'message', message, respond };
}

/** Encrypted words, or nothing: a promised answer comes later by itself. */
function reply(message: IncomingMessage, answer: Answer, now: Date, config: WecomAppConfig): HttpAnswer {
  const text = textOf(message, answer);
  if (text === '') return EMPTY;
  const seconds = Math.floor(now.getTime() / 1_000);
  const content = cutToFit(renderPlain(text), TEXT_BYTES);
  const plain = textReplyXml(message.sender.id, config.corpId, seconds, content);
  const encrypt = seal(config.aesKey, plain, config.corpId, randomBytes(16));
  const nonce = randomBytes(8).toString('hex');
  const signature = getSignature(config.token, seconds, nonce, encrypt);
  return {
    status: 200,
    type: 'application/xml; charset=utf-8',
    body: envelopeXml(encrypt, signature, seconds, nonce),
  };
}

function textOf(message: IncomingMessage, answer: Answer): string {
  if (answer.kind === 'reply') return answer.text;
  return answer.kind === 'later' && message.kind === 'enter' ? GREETING : '';
}

const refused = (reason: string): Received => ({ type: 'refused', status: 403, reason });

const ignored = (reason: string): Received => ({ type: 'ignored', reason, answer: EMPTY });

/** A text as the body of an element, whatever it holds: the end mark of a section is split over two. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** The plain text of a passive reply in words. */
function textReplyXml(to: string, from: string, seconds: number, content: string): string {
  return [
    `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName>`,
    `<CreateTime>${seconds}</CreateTime><MsgType>${cdata('text')}</MsgType>`,
    `<Content>${cdata(content)}</Content></xml>`,
  ].join('');
}

/** The encrypted answer as it travels. */
function envelopeXml(encrypt: string, signature: string, seconds: number, nonce: string): string {
  return [
    `<xml><Encrypt>${cdata(encrypt)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>`,
    `<TimeStamp>${seconds}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`,
  ].join('');
}
