import { randomBytes } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { groupRoom, type SandboxCounty, singleRoom } from './county.ts';
import { type DingtalkBot, readMessage, readTemplate, type ShownMessage } from './dingtalk-payload.ts';
import type { DingtalkServer } from './dingtalk-server.ts';
import type { Pictures } from './pictures.ts';
import { readJson } from './read-json.ts';
import type { WecomServer } from './wecom-server.ts';

/** What the simulated vendors' own addresses work on. */
export interface VendorApiParts {
  readonly county: SandboxCounty;
  readonly wecom: WecomServer;
  readonly dingtalk: DingtalkServer;
  readonly dingtalkBot: DingtalkBot;
  readonly pictures: Pictures;
  /** `http://127.0.0.1:PORT/sandbox/vendor/dingtalk` */
  readonly dingtalkUrl: () => string;
}

const MAX_BODY = 64 * 1024;
const MAX_PARAM = 15_000;
const TOKEN_SECONDS = 7200;
const FILE_MINUTES = 10;

/** Adds the addresses of both vendors that the program calls, under `/sandbox/vendor/`. */
export function addVendorApi(router: Router, parts: VendorApiParts): void {
  addWecom(router, parts);
  addDingtalkChat(router, parts);
  addDingtalkOpenApi(router, parts);
}

const WECOM = '/sandbox/vendor/wecom';
const DINGTALK = '/sandbox/vendor/dingtalk';

const activeReply = z.object({
  msgtype: z.literal('markdown'),
  markdown: z.object({ content: z.string().min(1) }),
});

function addWecom(router: Router, { wecom }: VendorApiParts): void {
  router.post(`${WECOM}/cgi-bin/aibot/response`, async (ctx) => {
    const reply = await readJson(ctx, activeReply, MAX_BODY);
    const code = String(ctx.query.response_code ?? '');
    if (!reply) ctx.body = { errcode: 40008, errmsg: 'invalid message type' };
    else if (wecom.respond(code, reply.markdown.content)) ctx.body = { errcode: 0, errmsg: 'ok' };
    else ctx.body = { errcode: 40029, errmsg: 'invalid code' };
  });
  router.get(`${WECOM}/media/:ticket`, (ctx) => {
    const file = wecom.media(ctx.params.ticket ?? '');
    if (!file) return;
    ctx.type = 'application/octet-stream';
    ctx.body = file;
  });
}

function addDingtalkChat(router: Router, { dingtalk, pictures }: VendorApiParts): void {
  router.post(`${DINGTALK}/robot/sendBySession`, async (ctx) => {
    const body = await readJson(ctx, z.unknown(), MAX_BODY);
    const message = readMessage(body);
    if (!message) ctx.body = { errcode: 400105, errmsg: 'unsupported msgtype' };
    else if (dingtalk.toSession(String(ctx.query.session ?? ''), message))
      ctx.body = { errcode: 0, errmsg: 'ok' };
    else ctx.body = { errcode: 300001, errmsg: 'session 不存在' };
  });
  router.get(`${DINGTALK}/media/:ticket`, (ctx) => {
    const picture = pictures.redeem(ctx.params.ticket ?? '');
    if (!picture) return;
    ctx.type = picture.type;
    ctx.body = picture.bytes;
  });
}

const tokenBody = z.object({ appKey: z.string(), appSecret: z.string() });
const templateFields = { robotCode: z.string(), msgKey: z.string(), msgParam: z.string() };
const groupBody = z.object({ ...templateFields, openConversationId: z.string() });
const peopleBody = z.object({ ...templateFields, userIds: z.array(z.string()).min(1).max(20) });
const downloadBody = z.object({ robotCode: z.string(), downloadCode: z.string() });

function addDingtalkOpenApi(
  router: Router,
  { county, dingtalk, dingtalkBot, pictures, dingtalkUrl }: VendorApiParts,
): void {
  const accessToken = randomBytes(16).toString('hex');

  router.post(`${DINGTALK}/v1.0/oauth2/accessToken`, async (ctx) => {
    const body = await readJson(ctx, tokenBody, MAX_BODY);
    const known = body?.appKey === dingtalkBot.clientId && body.appSecret === dingtalkBot.clientSecret;
    if (!known) return fail(ctx, 'invalidClientIdOrSecret');
    ctx.body = { accessToken, expireIn: TOKEN_SECONDS };
  });

  /** The checks every robot call shares; answers the request itself when one fails. */
  const checked = async <T extends { robotCode: string }>(
    ctx: Context,
    schema: z.ZodType<T>,
  ): Promise<T | undefined> => {
    if (ctx.get('x-acs-dingtalk-access-token') !== accessToken) return fail(ctx, 'InvalidAuthentication');
    const body = await readJson(ctx, schema, MAX_BODY);
    if (!body) return fail(ctx, 'invalidParameter');
    return body.robotCode === dingtalkBot.robotCode ? body : fail(ctx, 'invalidParameter.robotCode.auth');
  };

  router.post(`${DINGTALK}/v1.0/robot/groupMessages/send`, async (ctx) => {
    const body = await checked(ctx, groupBody);
    const message = body && template(ctx, body);
    if (!message) return;
    if (!county.groups.some((group) => group.dingtalk === body.openConversationId)) {
      return fail(ctx, 'invalid.openConversationId');
    }
    dingtalk.toRoom(groupRoom('dingtalk', body.openConversationId), message);
    ctx.body = { processQueryKey: randomBytes(12).toString('hex') };
  });

  router.post(`${DINGTALK}/v1.0/robot/oToMessages/batchSend`, async (ctx) => {
    const body = await checked(ctx, peopleBody);
    const message = body && template(ctx, body);
    if (!message) return;
    const known = body.userIds.filter((id) => county.people.some((person) => person.dingtalk === id));
    for (const id of known) dingtalk.toRoom(singleRoom('dingtalk', id), message);
    const invalidStaffIdList = body.userIds.filter((id) => !known.includes(id));
    ctx.body = {
      processQueryKey: randomBytes(12).toString('hex'),
      invalidStaffIdList,
      flowControlledStaffIdList: [],
    };
  });

  router.post(`${DINGTALK}/v1.0/robot/messageFiles/download`, async (ctx) => {
    const body = await checked(ctx, downloadBody);
    if (!body) return;
    const picture = pictures.redeem(body.downloadCode);
    if (!picture) return fail(ctx, 'invalidParameter.robotCode.downloadCode');
    ctx.body = { downloadUrl: `${dingtalkUrl()}/media/${pictures.ticket(picture.id, FILE_MINUTES)}` };
  });
}

function template(ctx: Context, body: { msgKey: string; msgParam: string }): ShownMessage | undefined {
  if (Buffer.byteLength(body.msgParam) > MAX_PARAM) return fail(ctx, 'invalidParameter.msgParam.tooLong');
  return readTemplate(body.msgKey, body.msgParam) ?? fail(ctx, 'invalidParameter.msgParam.invalid');
}

/** The new API's error shape. */
function fail(ctx: Context, code: string): undefined {
  ctx.status = 400;
  ctx.body = { code, message: code, requestid: randomBytes(8).toString('hex') };
  return undefined;
}
