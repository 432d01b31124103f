import { randomBytes } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { type SandboxCounty, singleRoom } from '../county.ts';
import type { ChatLine, History } from '../history.ts';
import type { Pictures } from '../pictures.ts';
import { readJson } from '../read-json.ts';
import { readUpload } from '../read-upload.ts';
import type { WecomServer } from './server.ts';

/** What the simulated WeCom knows of the self-built app. */
export interface WecomApp {
  readonly corpId: string;
  readonly secret: string;
  readonly agentId: number;
}

/** What WeCom's own addresses work on. */
export interface WecomApiParts {
  readonly county: SandboxCounty;
  readonly wecom: WecomServer;
  readonly app: WecomApp;
  readonly botName: string;
  readonly history: History;
  readonly pictures: Pictures;
}

const WECOM = '/sandbox/vendor/wecom';
const MAX_BODY = 64 * 1024;
const TOKEN_SECONDS = 7200;
/** How the real app's messages differ from the robot's: they come from the app. */
const VIA = '应用消息';

const activeReply = z.object({
  msgtype: z.literal('markdown'),
  markdown: z.object({ content: z.string().min(1) }),
});

/** Adds the addresses of WeCom that the program calls: the robot's late answers and media, and the self-built app's. */
export function addWecomApi(router: Router, parts: WecomApiParts): void {
  const { wecom } = parts;
  router.post(`${WECOM}/cgi-bin/aibot/response`, async (ctx) => {
    const reply = await readJson(ctx, activeReply, MAX_BODY);
    const code = String(ctx.query.response_code ?? '');
    if (!reply) ctx.body = { errcode: 40008, errmsg: 'invalid message type' };
    else if (wecom.respond(code, reply.markdown.content)) ctx.body = OK;
    else ctx.body = { errcode: 40029, errmsg: 'invalid code' };
  });
  router.get(`${WECOM}/media/:ticket`, (ctx) => {
    const file = wecom.media(ctx.params.ticket ?? '');
    if (!file) return;
    ctx.type = 'application/octet-stream';
    ctx.body = file;
  });
  addApp(router, parts);
}

const OK = { errcode: 0, errmsg: 'ok' } as const;

const common = { touser: z.string().min(1), agentid: z.number() };
const appMessage = z.discriminatedUnion('msgtype', [
  z.object({ ...common, msgtype: z.literal('markdown'), markdown: z.object({ content: z.string().min(1) }) }),
  z.object({ ...common, msgtype: z.literal('image'), image: z.object({ media_id: z.string() }) }),
  z.object({ ...common, msgtype: z.literal('file'), file: z.object({ media_id: z.string() }) }),
]);
type AppMessage = z.infer<typeof appMessage>;

/** The self-built app: what it sends to a person is shown in their single chat. */
function addApp(router: Router, { county, app, botName, history, pictures }: WecomApiParts): void {
  const accessToken = randomBytes(16).toString('hex');
  const isRefused = (ctx: Context): boolean => {
    const isOurs = ctx.query.access_token === accessToken;
    if (!isOurs) ctx.body = { errcode: 40014, errmsg: 'invalid access_token' };
    return !isOurs;
  };

  router.get(`${WECOM}/cgi-bin/gettoken`, (ctx) => {
    const { corpid, corpsecret } = ctx.query;
    const known = corpid === app.corpId && corpsecret === app.secret;
    ctx.body = known
      ? { ...OK, access_token: accessToken, expires_in: TOKEN_SECONDS }
      : { errcode: 40001, errmsg: 'invalid credential' };
  });

  router.post(`${WECOM}/cgi-bin/media/upload`, async (ctx) => {
    if (isRefused(ctx)) return;
    const upload = await readUpload(ctx);
    const picture = upload && ctx.query.type === 'image' ? pictures.keep(upload.bytes) : undefined;
    if (!upload || (ctx.query.type === 'image' && !picture))
      ctx.body = { errcode: 40006, errmsg: 'invalid media' };
    // A file is not kept: the page shows its name only.
    else ctx.body = { ...OK, type: ctx.query.type, media_id: picture?.id ?? upload.name };
  });

  router.post(`${WECOM}/cgi-bin/message/send`, async (ctx) => {
    if (isRefused(ctx)) return;
    const message = await readJson(ctx, appMessage, MAX_BODY);
    if (!message) ctx.body = { errcode: 40008, errmsg: 'invalid message type' };
    else if (message.agentid !== app.agentId) ctx.body = { errcode: 40056, errmsg: 'invalid agentid' };
    else {
      const wanted = message.touser.split('|');
      const known = wanted.filter((id) => county.people.some((person) => person.wecom === id));
      const shown = { author: 'bot', name: botName, via: VIA, state: 'sent', ...shownOf(message) } as const;
      for (const id of known) history.add({ room: singleRoom('wecom', id), ...shown });
      const missing = wanted.filter((id) => !known.includes(id)).map((id) => id.toLowerCase());
      ctx.body =
        known.length > 0 ? { ...OK, invaliduser: missing.join('|') } : { errcode: 81013, errmsg: 'no user' };
    }
  });

  // Everybody in the sandbox goes by their account name already.
  router.post(`${WECOM}/cgi-bin/batch/openuserid_to_userid`, (ctx) => {
    if (!isRefused(ctx)) ctx.body = { ...OK, userid_list: [] };
  });
}

function shownOf(message: AppMessage): Pick<ChatLine, 'text' | 'format' | 'picture'> {
  if (message.msgtype === 'markdown') return { text: message.markdown.content, format: 'markdown' };
  if (message.msgtype === 'image') return { text: '', format: 'plain', picture: message.image.media_id };
  return { text: `［文件］${message.file.media_id}`, format: 'plain' };
}
