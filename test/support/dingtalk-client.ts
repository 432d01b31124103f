import { createHmac } from 'node:crypto';
import type { RawRequest } from '../../src/platforms/platform.ts';

// Plays DingTalk's server towards ours. It shares no code with src/platforms/dingtalk on purpose.

/** The robot DingTalk would know. */
export interface TestRobot {
  readonly secret: string;
  readonly robotCode: string;
  readonly corpId: string;
  /** Where session webhooks are said to live. */
  readonly oapiBase: string;
}

export const TEST_ROBOT: TestRobot = {
  secret: 'a robot secret of the tests',
  robotCode: 'dingtestrobot',
  corpId: 'dingtestcorp',
  oapiBase: 'https://oapi.dingtalk.com',
};

/** One message of one person; `group` unset means a single chat. */
export interface TestMessage {
  readonly text: string;
  readonly sender: string;
  readonly group?: string;
  readonly id?: string;
  /** Of another corporation. */
  readonly senderCorpId?: string;
}

let serial = 0;

/** The callback body of a text message; `extra` overrides members (undefined takes them away). */
export function textBody(
  robot: TestRobot,
  { text, sender, group, id, senderCorpId }: TestMessage,
  at: Date,
  extra: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  serial += 1;
  return {
    senderPlatform: 'Android',
    conversationId: group ?? `cid-single-${sender}`,
    chatbotCorpId: robot.corpId,
    chatbotUserId: '$:LWCP_v1:$bot',
    msgId: id ?? `msg${at.getTime()}-${serial}==`,
    senderNick: '测试',
    isAdmin: false,
    senderStaffId: sender,
    sessionWebhookExpiredTime: at.getTime() + 5_400_000,
    createAt: at.getTime(),
    senderCorpId: senderCorpId ?? robot.corpId,
    conversationType: group === undefined ? '1' : '2',
    senderId: `$:LWCP_v1:$${sender}`,
    ...(group === undefined
      ? {}
      : { conversationTitle: '测试群', isInAtList: true, atUsers: [{ dingtalkId: '$:LWCP_v1:$bot' }] }),
    sessionWebhook: `${robot.oapiBase}/robot/sendBySession?session=${'0'.repeat(31)}1`,
    robotCode: robot.robotCode,
    msgtype: 'text',
    // The mention is gone from group texts, one blank is left.
    text: { content: group === undefined ? text : ` ${text}` },
    ...extra,
  };
}

let pushed = 0;

/** The millisecond DingTalk signs a push in, which is hardly ever that of another; tests may stop the clock. */
export function ownMillisecond(at: Date): Date {
  pushed = (pushed + 1) % 1_000;
  return new Date(at.getTime() + pushed);
}

/** The headers DingTalk signs a callback with. */
export function signedHeaders(
  secret: string,
  at: Date,
): { readonly timestamp: string; readonly sign: string } {
  const timestamp = String(at.getTime());
  const sign = createHmac('sha256', Buffer.from(secret, 'utf8'))
    .update(Buffer.from([timestamp, secret].join('\n'), 'utf8'))
    .digest('base64');
  return { timestamp, sign };
}

/** A callback as it goes over the wire. */
export interface WireCallback {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sign any body. */
export function signed(robot: TestRobot, body: unknown, at: Date): WireCallback {
  return {
    headers: { 'content-type': 'application/json; charset=utf-8', ...signedHeaders(robot.secret, at) },
    body: JSON.stringify(body),
  };
}

/** A signed text message, ready to be posted to `/webhooks/dingtalk`. */
export function signedText(robot: TestRobot, message: TestMessage, at: Date): WireCallback {
  return signed(robot, textBody(robot, message, at), at);
}

/** A callback as the adapter sees it. */
export function rawRequest({ headers, body }: WireCallback, now: Date): RawRequest {
  return { method: 'POST', query: new URLSearchParams(), headers, body: Buffer.from(body), now };
}

/** What the person sees of an answer body; throws where DingTalk could not read it. `''` for nothing. */
export function shownText(body: string): string {
  if (body === '') return '';
  const message = JSON.parse(body) as { msgtype: string; [kind: string]: unknown };
  if (message.msgtype === 'empty') return '';
  const content = message[message.msgtype] as { title?: string; text?: string; content?: string } | undefined;
  if (message.msgtype === 'text' && typeof content?.content === 'string') return content.content;
  if (message.msgtype === 'markdown' && content?.title && typeof content.text === 'string')
    return asPlainLines(content.text);
  throw new Error(`DingTalk cannot show a message of type ${message.msgtype}`);
}

/** Hard breaks and paragraphs as lines; a lone line feed joins, as their clients do outside lists and quotes. */
function asPlainLines(markdown: string): string {
  return markdown
    .replace(/ {2,}\n/g, '\u0000')
    .replace(/\n{2,}/g, '\u0000')
    .replace(/\n(?=\s*(?:-|\d+\.)\s)/g, '\u0000')
    .replace(/\n/g, ' ')
    .replaceAll('\u0000', '\n');
}
