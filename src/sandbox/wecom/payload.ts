import { z } from 'zod';
import { defined } from '../../kit/defined.ts';
import type { Scene } from '../county.ts';
import type { Picture } from '../pictures.ts';
import type { Quoted, Utterance } from '../utterance.ts';

/** The most bytes a stream's content may have before WeCom refuses it. */
const MAX_CONTENT = 20_480;

/** What a WeCom answer shows, once decrypted. */
export type WecomReply =
  | { readonly kind: 'stream'; readonly id: string; readonly finish: boolean; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' };

/** The fields every callback of a chat has. */
export function commonFields(scene: Scene, botId: string, msgid: string): Record<string, unknown> {
  return {
    msgid,
    aibotid: botId,
    ...(scene.kind === 'group' ? { chatid: scene.chatId } : {}),
    chattype: scene.kind,
    from: { userid: scene.userId },
  };
}

/** The words and pictures of a message, as WeCom words them; `urlOf` hands out a picture's address. */
export function contentFields(
  utterance: Utterance,
  urlOf: (picture: Picture) => string,
): Record<string, unknown> {
  const { quote } = utterance;
  return {
    ...contentOf(utterance, utterance.scene.kind === 'single', urlOf),
    ...defined({ quote: quote && contentOf(quote, true, urlOf) }),
  };
}

/** Text, a bare picture (only where the platform allows one) or both. */
function contentOf(
  { text, picture }: Quoted,
  bareImages: boolean,
  urlOf: (picture: Picture) => string,
): Record<string, unknown> {
  const words = { msgtype: 'text', text: { content: text } };
  if (!picture) return words;
  const image = { msgtype: 'image', image: { url: urlOf(picture) } };
  if (text === '' && bareImages) return image;
  return { msgtype: 'mixed', mixed: { msg_item: text === '' ? [image] : [words, image] } };
}

/** The event of a person opening the bot's chat for the first time that day. */
export function enterEvent(
  scene: Scene,
  botId: string,
  msgid: string,
  seconds: number,
): Record<string, unknown> {
  return {
    msgid,
    create_time: seconds,
    aibotid: botId,
    from: { userid: scene.userId },
    msgtype: 'event',
    event: { eventtype: 'enter_chat' },
  };
}

const streamPart = z.object({ id: z.string().min(1), finish: z.boolean(), content: z.string().default('') });
const replySchema = z.union([
  z.object({ msgtype: z.literal('stream'), stream: streamPart }),
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string().min(1) }) }),
  z.strictObject({}),
]);

/**
 * Reads a decrypted answer by WeCom's own rules of what may answer what: a message or a poll takes a stream,
 * entering a chat takes a text. Throws an Error with a Chinese sentence otherwise.
 */
export function readReply(plain: string, to: 'message' | 'poll' | 'enter'): WecomReply {
  const reply = replySchema.safeParse(JSON.parse(plain));
  if (!reply.success) throw new Error('企业微信不认识程序的回答格式。');
  if (!('msgtype' in reply.data)) return { kind: 'nothing' };
  if (reply.data.msgtype === 'text') {
    if (to !== 'enter') throw new Error('企业微信只允许在进入会话时用 text 回答。');
    return { kind: 'text', text: reply.data.text.content };
  }
  if (to === 'enter') throw new Error('企业微信不允许用 stream 回答进入会话。');
  const { id, finish, content } = reply.data.stream;
  if (Buffer.byteLength(content) > MAX_CONTENT)
    throw new Error(`回答超过 ${MAX_CONTENT} 字节，企业微信会拒收。`);
  return { kind: 'stream', id, finish, text: content };
}
