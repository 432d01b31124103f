import { z } from 'zod';
import type { LineButton } from '../history.ts';

/** A message DingTalk can show. */
export interface ShownMessage {
  readonly text: string;
  readonly format: 'plain' | 'markdown';
  /** Id of an uploaded picture. */
  readonly picture?: string;
  readonly buttons?: readonly LineButton[];
}

const textMessage = z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) });
const markdownMessage = z.object({
  msgtype: z.literal('markdown'),
  markdown: z.object({ title: z.string().min(1), text: z.string() }),
});
const cardButton = z.object({ title: z.string().min(1), actionURL: z.string() });
const cardMessage = z.object({
  msgtype: z.literal('actionCard'),
  actionCard: z.object({ title: z.string().min(1), text: z.string(), btns: z.array(cardButton).min(1) }),
});
const messageSchema = z.union([textMessage, markdownMessage, cardMessage]);

/** Reads a message for a session webhook or in a callback's answer; undefined for what DingTalk would not show. */
export function readMessage(body: unknown): ShownMessage | undefined {
  const message = messageSchema.safeParse(body);
  if (!message.success) return undefined;
  if (message.data.msgtype === 'text') return { text: message.data.text.content, format: 'plain' };
  if (message.data.msgtype === 'markdown') return shown(message.data.markdown.text);
  const { text, btns } = message.data.actionCard;
  return { ...shown(text), buttons: buttonsOf(btns.map(({ title, actionURL }) => [title, actionURL])) };
}

const pictureParam = z.object({ photoURL: z.string().min(1) });
const fileParam = z.object({ mediaId: z.string().min(1), fileName: z.string().min(1), fileType: z.string() });
const wordsParam = z.looseObject({ title: z.string().min(1), text: z.string() });

/** Reads an OpenAPI message: `msgParam` is a JSON string whose keys depend on `msgKey`. */
export function readTemplate(msgKey: string, msgParam: string): ShownMessage | undefined {
  try {
    return templateOf(msgKey, JSON.parse(msgParam));
  } catch {
    return undefined;
  }
}

function templateOf(msgKey: string, param: unknown): ShownMessage | undefined {
  switch (msgKey) {
    case 'sampleText':
      return { text: z.object({ content: z.string() }).parse(param).content, format: 'plain' };
    case 'sampleMarkdown':
      return shown(wordsParam.parse(param).text);
    case 'sampleImageMsg':
      return shown(`![](${pictureParam.parse(param).photoURL})`);
    case 'sampleFile':
      return { text: `［文件］${fileParam.parse(param).fileName}`, format: 'plain' };
    default:
      return /^sampleActionCard[2-5]?$/.test(msgKey) ? cardOf(wordsParam.parse(param)) : undefined;
  }
}

function cardOf(card: z.infer<typeof wordsParam>): ShownMessage {
  const numbered = [1, 2, 3, 4, 5].map((n) => [card[`actionTitle${n}`], card[`actionURL${n}`]] as const);
  const all = [[card.singleTitle, card.singleURL] as const, ...numbered];
  const buttons = all.filter((one): one is [string, string] => one.every((part) => typeof part === 'string'));
  return { ...shown(card.text), buttons: buttonsOf(buttons) };
}

/** What a button says when it is tapped stands in its link. */
function buttonsOf(buttons: readonly (readonly [label: string, link: string])[]): readonly LineButton[] {
  return buttons.flatMap(([label, link]) => {
    const line = URL.canParse(link) ? new URL(link).searchParams.get('content') : null;
    return line === null ? [] : [{ label, line }];
  });
}

const PICTURE = /!\[[^\]]*\]\(@([\w-]+)\)/;

/** Words, and the first of the uploaded pictures among them. */
function shown(text: string): ShownMessage {
  const picture = PICTURE.exec(text)?.[1];
  if (picture === undefined) return { text, format: 'markdown' };
  return { text: text.replace(PICTURE, '').trim(), format: 'markdown', picture };
}
