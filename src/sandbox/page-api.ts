import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Conversation, Said } from './conversation.ts';
import type { SandboxCounty } from './county.ts';
import { exampleLines } from './examples.ts';
import { ownPageOnly } from './guard.ts';
import type { ChatLine, History } from './history.ts';
import type { Picture, Pictures } from './pictures.ts';
import { readJson } from './read-json.ts';

/** What the page's API works on. */
export interface PageApiParts {
  readonly county: SandboxCounty;
  readonly botName: string;
  readonly conversation: Conversation;
  readonly history: History;
  readonly pictures: Pictures;
  readonly signal: AbortSignal;
}

const MAX_PICTURE = 5 * 1024 * 1024;
const MAX_BODY = Math.ceil((MAX_PICTURE * 4) / 3) + 64 * 1024;
const MAX_LISTENERS = 50;
const HEARTBEAT_MS = 20_000;

const placeSchema = z.object({
  platform: z.enum(['wecom', 'dingtalk']),
  chat: z.string().max(20),
  person: z.string().max(20),
});
const sendSchema = placeSchema.extend({
  text: z.string().max(4000),
  /** Base64 of a JPEG, PNG, GIF or WebP. */
  picture: z.base64().optional(),
  /** Id of a line of the same room. */
  quote: z.string().max(50).optional(),
});

/** Adds `/sandbox/api/*`: state, events, pictures, send, enter. Only the sandbox page may call it. */
export function addPageApi(router: Router, parts: PageApiParts): void {
  const guard = ownPageOnly();
  router.get('/sandbox/api/state', guard, (ctx) => {
    ctx.body = stateOf(parts);
  });
  router.get('/sandbox/api/events', guard, eventStream(parts));
  router.get('/sandbox/api/pictures/:id', guard, (ctx) => {
    const picture = parts.pictures.find(ctx.params.id ?? '');
    if (!picture) return;
    ctx.type = picture.type;
    ctx.body = picture.bytes;
  });
  router.post('/sandbox/api/send', guard, (ctx) => send(ctx, parts));
  router.post('/sandbox/api/enter', guard, async (ctx) => {
    const place = await readJson(ctx, placeSchema, MAX_BODY);
    const entered = place && (await parts.conversation.enter(place));
    answer(ctx, entered);
  });
}

async function send(ctx: Context, parts: PageApiParts): Promise<void> {
  const request = await readJson(ctx, sendSchema, MAX_BODY);
  const picture = request?.picture === undefined ? undefined : keep(parts.pictures, request.picture);
  if (!request) refuse(ctx, 400, '消息没有发出：内容太大或格式不对。');
  else if (picture === 'refused') refuse(ctx, 400, '图片没有发出：只支持 5 MB 以内的 JPG、PNG、GIF、WebP。');
  else if (request.text.trim() === '' && !picture) refuse(ctx, 400, '请先写点什么，或附一张图片。');
  else
    answer(ctx, await parts.conversation.say(request, { text: request.text, picture, quote: request.quote }));
}

function keep(pictures: Pictures, base64: string): Picture | 'refused' {
  const bytes = Buffer.from(base64, 'base64');
  return (bytes.length <= MAX_PICTURE && pictures.keep(bytes)) || 'refused';
}

function answer(ctx: Context, said: Partial<Said> | undefined): void {
  if (!said) refuse(ctx, 400, '这个人或这个会话不在该平台上。');
  else if (said.line?.state !== 'failed') ctx.body = said;
  else {
    ctx.status = 502;
    ctx.body = { error: said.line.error, ...said };
  }
}

function refuse(ctx: Context, status: number, error: string): void {
  ctx.status = status;
  ctx.body = { error };
}

function stateOf({ county, botName, history }: PageApiParts): object {
  return {
    county: county.name,
    bot: botName,
    people: county.people.map(({ name, role, place, reportPlace, wecom, dingtalk }, index) => ({
      id: `p${index}`,
      name,
      role,
      place,
      platforms: { wecom: wecom ?? null, dingtalk: dingtalk ?? null },
      examples: exampleLines(reportPlace ?? place),
    })),
    groups: county.groups.map(({ name, wecom, dingtalk }, index) => ({
      id: `g${index}`,
      name,
      platforms: { wecom: wecom ?? null, dingtalk: dingtalk ?? null },
    })),
    rooms: history.rooms(),
  };
}

function eventStream({ history, signal }: PageApiParts): (ctx: Context) => void {
  let listeners = 0;
  return (ctx) => {
    if (listeners >= MAX_LISTENERS || signal.aborted) return refuse(ctx, 503, '打开的页面太多，请关掉几个。');
    listeners++;
    // Written past Koa, which takes a viewer's leaving for an error.
    ctx.respond = false;
    const { res } = ctx;
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    const stop = history.listen((line: ChatLine) => res.write(`data: ${JSON.stringify(line)}\n\n`));
    const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT_MS).unref();
    const end = (): void => {
      res.end();
    };
    signal.addEventListener('abort', end, { once: true });
    res.once('close', () => {
      listeners--;
      stop();
      clearInterval(heartbeat);
      signal.removeEventListener('abort', end);
    });
    res.write('retry: 1000\n\n');
  };
}
