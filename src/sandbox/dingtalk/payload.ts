import type { Scene } from '../county.ts';
import type { Picture } from '../pictures.ts';
import { type Quoted, type Utterance, withoutMention } from '../utterance.ts';

/** What the simulated DingTalk knows of the robot. */
export interface DingtalkBot {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  readonly corpId: string;
  readonly botName: string;
}

/** The conversation one reply may go to for 90 minutes. */
export interface SessionTicket {
  readonly sessionWebhook: string;
  readonly sessionWebhookExpiredTime: number;
}

const ROBOT_USER = '$:LWCP_v1:$sandbox-robot';

/** The callback body, everything but the words. */
export function commonFields(
  scene: Scene,
  bot: DingtalkBot,
  ids: { readonly msgId: string; readonly createAt: number },
  session: SessionTicket,
): Record<string, unknown> {
  const sender = {
    senderId: `$:LWCP_v1:$${scene.userId}`,
    senderStaffId: scene.userId,
    senderNick: scene.person.name,
    senderCorpId: bot.corpId,
    senderPlatform: 'Win',
    isAdmin: false,
  };
  const common = { ...ids, ...session, ...sender, chatbotCorpId: bot.corpId, chatbotUserId: ROBOT_USER };
  const conversation = { robotCode: bot.robotCode, conversationId: conversationId(scene) };
  if (scene.kind === 'single') return { ...common, ...conversation, conversationType: '1' };
  return {
    ...common,
    ...conversation,
    conversationType: '2',
    conversationTitle: scene.chatName,
    isInAtList: true,
    atUsers: [{ dingtalkId: ROBOT_USER, staffId: '', unionId: '' }],
  };
}

function conversationId(scene: Scene): string {
  return scene.kind === 'group' ? scene.chatId : `cid-single-${scene.userId}`;
}

/**
 * Text (mention cut out, one space left), picture, or both as richText (mention kept), as DingTalk words it.
 * `codeOf` hands out a picture's download code.
 */
export function contentFields(
  { scene, text, picture, quote }: Utterance,
  botName: string,
  codeOf: (picture: Picture) => string,
): Record<string, unknown> {
  const replied = quote ? { isReplyMsg: true, repliedMsg: repliedFields(quote, codeOf) } : {};
  if (!picture) {
    const words = withoutMention(text, botName);
    return { msgtype: 'text', text: { content: scene.kind === 'group' ? ` ${words}` : words, ...replied } };
  }
  const image = imageFields(picture, codeOf);
  if (text === '') return { msgtype: 'picture', content: { ...image, ...replied } };
  return {
    msgtype: 'richText',
    content: { richText: [{ text }, { type: 'picture', ...image }], ...replied },
  };
}

function repliedFields(
  { text, picture }: Quoted,
  codeOf: (picture: Picture) => string,
): Record<string, unknown> {
  if (!picture) return { msgType: 'text', content: { text } };
  const image = imageFields(picture, codeOf);
  if (text === '') return { msgType: 'picture', content: image };
  return { msgType: 'richText', content: { richText: [{ text }, { type: 'picture', ...image }] } };
}

function imageFields(picture: Picture, codeOf: (picture: Picture) => string): Record<string, unknown> {
  const downloadCode = codeOf(picture);
  return { downloadCode, pictureDownloadCode: downloadCode };
}
