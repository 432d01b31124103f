import { randomBytes } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { groupRoom, type SandboxCounty, singleRoom } from '../county.ts';
import type { Pictures } from '../pictures.ts';
import { readJson } from '../read-json.ts';
import { readUpload } from '../read-upload.ts';
import { readMessage, readTemplate, type ShownMessage } from './messages.ts';
import type { DingtalkBot } from './payload.ts';
import type { DingtalkServer } from './server.ts';

/** What DingTalk's own addresses work on. */
export interface DingtalkApiParts {
  readonly county: SandboxCounty;
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

const DINGTALK = '/sandbox/vendor/dingtalk';

/** Adds the addresses of DingTalk that the program calls, under `/sandbox/vendor/dingtalk`. */
export function addDingtalkApi(router: Router, parts: DingtalkApiParts): void {
  addChat(router, parts);
  addOpenApi(router, parts);
}

function addChat(router: Router, { dingtalk, pictures }: DingtalkApiParts): void {
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
const recallBody = z.object({
  robotCode: z.string(),
  processQueryKeys: z.array(z.string()).min(1).max(20),
});
const downloadBody = z.object({ robotCode: z.string(), downloadCode: z.string() });

function addOpenApi(
  router: Router,
  { county, dingtalk, dingtalkBot, pictures, dingtalkUrl }: DingtalkApiParts,
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
    const processQueryKey = randomBytes(12).toString('hex');
    for (const id of known) dingtalk.toRoom(singleRoom('dingtalk', id), message, processQueryKey);
    const invalidStaffIdList = body.userIds.filter((id) => !known.includes(id));
    ctx.body = {
      processQueryKey,
      invalidStaffIdList,
      flowControlledStaffIdList: [],
    };
  });

  router.post(`${DINGTALK}/v1.0/robot/otoMessages/batchRecall`, async (ctx) => {
    const body = await checked(ctx, recallBody);
    if (!body) return;
    const successResult = body.processQueryKeys.filter((key) => dingtalk.recall(key));
    const failed = body.processQueryKeys.filter((key) => !successResult.includes(key));
    const failedResult = Object.fromEntries(failed.map((key) => [key, 'message.notExist']));
    ctx.body = { successResult, failedResult };
  });

  // The old API: a picture or a file is uploaded first and shown by its media id.
  router.post(`${DINGTALK}/media/upload`, async (ctx) => {
    if (ctx.query.access_token !== accessToken) {
      ctx.body = { errcode: 40014, errmsg: '不合法的access_token' };
      return;
    }
    const upload = await readUpload(ctx);
    const isImage = ctx.query.type === 'image';
    const picture = upload && isImage ? pictures.keep(upload.bytes) : undefined;
    if (!upload || (isImage && !picture)) ctx.body = { errcode: 40005, errmsg: '不合法的媒体文件' };
    // A file is not kept: its message names it, and the page shows no more.
    else
      ctx.body = { errcode: 0, errmsg: 'ok', media_id: `@${picture?.id ?? randomBytes(12).toString('hex')}` };
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
