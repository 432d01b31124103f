import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { postCallback } from '../callback.ts';
import type { Scene } from '../county.ts';
import type { History } from '../history.ts';
import type { Pictures } from '../pictures.ts';
import type { Outcome, Utterance } from '../utterance.ts';
import { readMessage, type ShownMessage } from './messages.ts';
import { commonFields, contentFields, type DingtalkBot } from './payload.ts';
import { signCallback } from './signature.ts';

/** What DingTalk's server needs of the sandbox. Addresses are functions: the port is known late. */
export interface DingtalkWorld {
  readonly bot: DingtalkBot;
  /** `http://127.0.0.1:PORT/webhooks/dingtalk` */
  readonly webhook: () => string;
  /** `http://127.0.0.1:PORT/sandbox/vendor/dingtalk` */
  readonly vendor: () => string;
  readonly history: History;
  readonly pictures: Pictures;
  readonly clock: Clock;
  /** Ends waits and calls under way. */
  readonly signal: AbortSignal;
}

/** DingTalk's server, simulated: sends genuinely signed callbacks, takes answers in all three ways. */
export interface DingtalkServer {
  /** Delivers what a person said; a promised answer is filled into `line` when it is pushed. */
  say(utterance: Utterance, line: (text: string) => string): Promise<Outcome>;
  /** A message to a session webhook; false when the session is unknown or over. */
  toSession(session: string, message: ShownMessage): boolean;
  /** A message pushed to a room by the OpenAPI. */
  toRoom(room: string, message: ShownMessage, key?: string): void;
  /** Takes back what was pushed under this key; false where there is nothing under it. */
  recall(key: string): boolean;
}

interface Session {
  readonly id: string;
  readonly room: string;
  readonly until: number;
  /** Whether an answer came, perhaps before the callback's own response. */
  answered: boolean;
  /** The line that waits for the answer. */
  line?: string;
}

const ANSWER_MS = 2500;
const ATTEMPTS = 2;
const SESSION_MINUTES = 90;
const DOWNLOAD_MINUTES = 60;
const PATIENCE_MS = 60_000;

/** Starts the simulated server; it holds no socket of its own. */
export function createDingtalkServer(world: DingtalkWorld): DingtalkServer {
  const { bot, history, pictures, clock } = world;
  const sessions = new LRUCache<string, Session>({ max: 1000 });

  /** What may be taken back, as long as anybody looks. */
  const pushed = new LRUCache<string, { readonly room: string; readonly line: string }>({ max: 500 });
  const openSession = (scene: Scene): Session => {
    const id = randomBytes(18).toString('hex');
    const until = clock.now().getTime() + SESSION_MINUTES * 60_000;
    const session = { id, room: scene.room, until, answered: false };
    sessions.set(id, session);
    return session;
  };

  const show = (room: string, message: ShownMessage, session?: Session): string => {
    const line = session?.line;
    if (session) {
      session.answered = true;
      delete session.line;
    }
    if (line !== undefined && history.change(room, line, { ...message, state: 'sent' })) return line;
    return history.add({ room, author: 'bot', name: bot.botName, ...message, state: 'sent' }).id;
  };

  const giveUpLater = async (session: Session): Promise<void> => {
    await sleep(PATIENCE_MS, undefined, { signal: world.signal, ref: false });
    if (session.line) {
      history.change(session.room, session.line, { state: 'silent', error: '机器人 60 秒内没有另发回答。' });
    }
    delete session.line;
  };

  return {
    async say(utterance, line) {
      const { scene } = utterance;
      const now = clock.now().getTime();
      const session = openSession(scene);
      const sessionWebhook = `${world.vendor()}/robot/sendBySession?session=${session.id}`;
      const body = {
        ...commonFields(
          scene,
          bot,
          { msgId: `msg${randomBytes(12).toString('base64')}==`, createAt: now },
          { sessionWebhook, sessionWebhookExpiredTime: session.until },
        ),
        ...contentFields(utterance, bot.botName, (picture) => pictures.ticket(picture.id, DOWNLOAD_MINUTES)),
      };
      const result = await postCallback({
        url: world.webhook(),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...signCallback(bot.clientSecret, now),
        },
        body: JSON.stringify(body),
        timeoutMs: ANSWER_MS,
        attempts: ATTEMPTS,
        signal: world.signal,
      });
      if (!result.ok) return { kind: 'failed', error: result.error };
      const answer = readAnswer(result.body);
      if (answer === 'wrong') return { kind: 'failed', error: '钉钉不认识程序的回答格式。' };
      if (answer !== 'empty') return { kind: 'answered', ...answer };
      if (session.answered) return { kind: 'silent' };
      session.line = line('');
      // The wait ends by itself when the sandbox closes.
      giveUpLater(session).catch(() => undefined);
      return { kind: 'promised' };
    },
    toSession(session, message) {
      const open = sessions.get(session);
      if (!open || open.until < clock.now().getTime()) return false;
      show(open.room, message, open);
      return true;
    },
    toRoom(room, message, key) {
      const oldestFirst = [...sessions.values()].reverse();
      const waiting = oldestFirst.find((session) => session.room === room && session.line !== undefined);
      const line = show(room, message, waiting);
      if (key !== undefined) pushed.set(key, { room, line });
    },
    recall(key) {
      const known = pushed.get(key);
      pushed.delete(key);
      const gone = { text: '（这条消息已撤回）', format: 'plain', buttons: [] } as const;
      return known !== undefined && history.change(known.room, known.line, gone) !== undefined;
    },
  };
}

const emptyMessage = z.object({ msgtype: z.literal('empty') });

function readAnswer(body: string): ShownMessage | 'empty' | 'wrong' {
  if (body === '') return 'empty';
  try {
    const json: unknown = JSON.parse(body);
    if (emptyMessage.safeParse(json).success) return 'empty';
    return readMessage(json) ?? 'wrong';
  } catch {
    return 'wrong';
  }
}
