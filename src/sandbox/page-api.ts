import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Conversation, SayResult } from './conversation.ts';
import type { ExamplesOf, SandboxCounty } from './county.ts';
import { eventStream } from './event-stream.ts';
import { ownPageOnly } from './guard.ts';
import type { History } from './history.ts';
import type { Picture, Pictures } from './pictures.ts';
import { readJson } from './read-json.ts';
import type { Travel } from './travel.ts';

/** What the page's API works on. */
export interface PageApiParts {
  readonly county: SandboxCounty;
  readonly botName: string;
  readonly conversation: Conversation;
  readonly history: History;
  readonly pictures: Pictures;
  readonly travel: Travel;
  readonly examplesOf: ExamplesOf;
  readonly signal: AbortSignal;
}

const MAX_PICTURE = 5 * 1024 * 1024;
const MAX_BODY = Math.ceil((MAX_PICTURE * 4) / 3) + 64 * 1024;

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
  router.get('/sandbox/api/state', guard, async (ctx) => {
    ctx.body = await stateOf(parts);
  });
  router.get('/sandbox/api/events', guard, events(parts));
  router.get('/sandbox/api/pictures/:id', guard, (ctx) => {
    const picture = parts.pictures.find(ctx.params.id ?? '');
    if (!picture) return;
    ctx.type = picture.type;
    ctx.body = picture.bytes;
  });
  router.post('/sandbox/api/send', guard, (ctx) => send(ctx, parts));
  router.post('/sandbox/api/enter', guard, async (ctx) => {
    const place = await readJson(ctx, placeSchema, MAX_BODY);
    // Of a chat opened while the time moves nobody needs to hear.
    const entered = place && (parts.travel.isMoving() ? {} : await parts.conversation.enter(place));
    answer(ctx, entered);
  });
}

async function send(ctx: Context, parts: PageApiParts): Promise<void> {
  // What is signed before a step and read after it would be refused as days old.
  if (parts.travel.isMoving()) return refuse(ctx, 409, '时间正在往前走，走完再发。');
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

function answer(ctx: Context, said: Partial<SayResult> | undefined): void {
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

async function stateOf({ county, botName, history, travel, examplesOf }: PageApiParts): Promise<object> {
  const people = county.people.map(async (person, index) => ({
    id: `p${index}`,
    name: person.name,
    role: person.role,
    place: person.place,
    platforms: { wecom: person.wecom ?? null, dingtalk: person.dingtalk ?? null },
    examples: await examplesOf(person),
  }));
  return {
    county: county.name,
    bot: botName,
    people: await Promise.all(people),
    newcomer: `p${county.newcomer ?? 0}`,
    groups: county.groups.map(({ name, wecom, dingtalk }, index) => ({
      id: `g${index}`,
      name,
      platforms: { wecom: wecom ?? null, dingtalk: dingtalk ?? null },
    })),
    rooms: history.rooms(),
    clock: await travel.view(),
  };
}

/** Lines are the default kind of event, steps of the time are `clock`. */
function events({ history, travel, signal }: PageApiParts): (ctx: Context) => void {
  return eventStream(
    signal,
    (tell) => {
      const stops = [history.listen((line) => tell(line)), travel.listen((view) => tell(view, 'clock'))];
      return () => {
        for (const stop of stops) stop();
      };
    },
    (ctx) => refuse(ctx, 503, '打开的页面太多，请关掉几个。'),
  );
}
