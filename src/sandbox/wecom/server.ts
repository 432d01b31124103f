import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { toError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Scene } from '../county.ts';
import type { History } from '../history.ts';
import type { Picture, Pictures } from '../pictures.ts';
import type { Outcome, Utterance } from '../utterance.ts';
import { type CallResult, callWecom, type WecomCall } from './call.ts';
import { encryptMedia } from './encryption.ts';
import { commonFields, contentFields, enterEvent } from './payload.ts';

/** What the simulated WeCom knows of the bot. */
export interface WecomBot {
  readonly token: string;
  readonly aesKey: string;
  readonly botId: string;
  readonly botName: string;
}

/** What WeCom's server needs of the sandbox. Addresses are functions: the port is known late. */
export interface WecomWorld {
  readonly bot: WecomBot;
  /** `http://127.0.0.1:PORT/webhooks/wecom` */
  readonly webhook: () => string;
  /** `http://127.0.0.1:PORT/sandbox/vendor/wecom` */
  readonly vendor: () => string;
  readonly history: History;
  readonly pictures: Pictures;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends polls and calls under way. */
  readonly signal: AbortSignal;
}

/** WeCom's server, simulated: sends genuinely encrypted callbacks and reads the encrypted answers. */
export interface WecomServer {
  /** Delivers what a person said. A promised answer is polled into the line whose id `line` returns. */
  say(utterance: Utterance, line: (soFar: string) => string): Promise<Outcome>;
  /** Tells the bot that somebody opened its chat. */
  enter(scene: Scene): Promise<Outcome>;
  /** The encrypted file behind a media ticket. */
  media(ticket: string): Buffer | undefined;
  /** The one answer a response_url takes within its hour; false when it is used up or unknown. */
  respond(code: string, text: string): boolean;
}

const ATTEMPTS = 3;
const POLL_EVERY_MS = 500;
const POLL_FOR_MS = 60_000;
const MEDIA_MINUTES = 5;
const RESPONSE_MINUTES = 60;

/** Starts the simulated server; it holds no socket of its own. */
export function createWecomServer(world: WecomWorld): WecomServer {
  const { bot, pictures } = world;
  const answers = activeAnswers(world);
  return {
    async say(utterance, line) {
      const { scene } = utterance;
      const message = {
        ...commonFields(scene, bot.botId, messageId()),
        response_url: answers.urlFor(scene),
        ...contentFields(utterance, (picture) => mediaUrl(world, picture)),
      };
      const { reply, error } = await call(world, { message, to: 'message', attempts: ATTEMPTS });
      if (error !== undefined) return { kind: 'failed', error };
      if (reply.kind !== 'stream') return { kind: 'silent' };
      if (reply.finish) return { kind: 'answered', text: reply.text, format: 'markdown' };
      poll(world, scene, reply.id, line(reply.text)).catch((thrown: unknown) => {
        if (!world.signal.aborted) world.log.warn({ err: toError(thrown) }, 'sandbox: polling ended early');
      });
      return { kind: 'promised' };
    },
    async enter(scene) {
      const message = enterEvent(scene, bot.botId, messageId(), nowSeconds(world));
      const { reply, error } = await call(world, { message, to: 'enter', attempts: 1 });
      if (error !== undefined) return { kind: 'failed', error };
      return reply.kind === 'text'
        ? { kind: 'answered', text: reply.text, format: 'plain' }
        : { kind: 'silent' };
    },
    media(ticket) {
      const picture = pictures.redeem(ticket);
      return picture && encryptMedia(bot.aesKey, picture.bytes);
    },
    respond: answers.take,
  };
}

function mediaUrl({ vendor, pictures }: WecomWorld, picture: Picture): string {
  return `${vendor()}/media/${pictures.ticket(picture.id, MEDIA_MINUTES)}`;
}

/** The response_urls handed out: one answer each, within the hour. */
function activeAnswers({ bot, vendor, clock, history }: WecomWorld) {
  const open = new LRUCache<string, { room: string; until: number }>({ max: 1000 });
  return {
    urlFor(scene: Scene): string {
      const code = randomBytes(18).toString('base64url');
      open.set(code, { room: scene.room, until: clock.now().getTime() + RESPONSE_MINUTES * 60_000 });
      return `${vendor()}/cgi-bin/aibot/response?response_code=${code}`;
    },
    take(code: string, text: string): boolean {
      const found = open.get(code);
      if (!found || found.until < clock.now().getTime()) return false;
      open.delete(code);
      history.add({
        room: found.room,
        author: 'bot',
        name: bot.botName,
        text,
        format: 'markdown',
        state: 'sent',
      });
      return true;
    },
  };
}

/** Asks for the rest of a stream until it is finished, as WeCom does (which waits longer than we do). */
async function poll(world: WecomWorld, scene: Scene, stream: string, line: string): Promise<void> {
  const { history, bot } = world;
  for (let waited = 0; waited < POLL_FOR_MS; waited += POLL_EVERY_MS) {
    await sleep(POLL_EVERY_MS, undefined, { signal: world.signal, ref: false });
    const message = {
      ...commonFields(scene, bot.botId, messageId()),
      msgtype: 'stream',
      stream: { id: stream },
    };
    const { reply } = await call(world, { message, to: 'poll', attempts: 1 });
    if (reply?.kind !== 'stream' || reply.id !== stream) continue;
    history.change(scene.room, line, { text: reply.text, state: reply.finish ? 'sent' : 'waiting' });
    if (reply.finish) return;
  }
  history.change(scene.room, line, {
    state: 'silent',
    error: '机器人超过 60 秒没有答完，企业微信不再等了。',
  });
}

function call(world: WecomWorld, what: Pick<WecomCall, 'message' | 'to' | 'attempts'>): Promise<CallResult> {
  const { bot, webhook, signal } = world;
  return callWecom({ ...what, secrets: bot, url: webhook(), seconds: nowSeconds(world), signal });
}

function nowSeconds({ clock }: WecomWorld): number {
  return Math.floor(clock.now().getTime() / 1000);
}

function messageId(): string {
  return `CAIQ${randomBytes(12).toString('base64url')}`;
}
