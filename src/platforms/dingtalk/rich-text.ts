import type { Attachment } from '../../chat/message.ts';
import { type RichItem, richItemSchema } from './payload.ts';

/** Who is spoken to, so that the mention of the robot can be told from a mention of people. */
export interface Mentions {
  readonly group: boolean;
  readonly botId?: string;
  /** People mentioned beside the robot. */
  readonly others: number;
}

/** The readable items of a rich text; anything else in it is skipped. */
export function richItems(raw: readonly unknown[]): RichItem[] {
  return raw.flatMap((item) => {
    const parsed = richItemSchema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/** What the items say, put together without the mention of the robot. */
export function richTextOf(items: readonly RichItem[], mentions?: Mentions): string {
  const kept = mentions?.group ? withoutBot(items, mentions) : items;
  return kept.map(wordsOf).join('');
}

/** The pictures among the items. */
export function richPictures(items: readonly RichItem[]): Attachment[] {
  return items.flatMap((item) => {
    const downloadCode = item.downloadCode ?? item.pictureDownloadCode;
    return downloadCode && (item.type === undefined || item.type === 'picture')
      ? [{ kind: 'image' as const, downloadCode }]
      : [];
  });
}

function wordsOf(item: RichItem): string {
  if (item.type === 'at') return item.atName ? ` @${item.atName.replace(/^@/, '')} ` : ' ';
  return item.type === undefined || item.type === 'text' ? (item.text ?? '') : '';
}

/**
 * DingTalk leaves the robot's name standing in rich text and does not tell what it is. A mention that opens the
 * message is the robot; elsewhere a mention standing alone is, when nobody else was mentioned.
 */
function withoutBot(items: readonly RichItem[], { botId, others }: Mentions): RichItem[] {
  const first = items.findIndex((item) => wordsOf(item).trim() !== '');
  return items.flatMap((item, n) => {
    const isBot = item.type === 'at' && botId !== undefined && item.atUserId === botId;
    if (isBot || (isMention(item) && (n === first || others === 0))) return [];
    return n === first ? [{ ...item, text: withoutLeadingMention(item.text ?? '') }] : [item];
  });
}

/** A mention and nothing else. */
function isMention(item: RichItem): boolean {
  return item.type === 'at' || /^\s*@\S+\s*$/.test(item.text ?? '');
}

/** Text without the mention it begins with. */
export function withoutLeadingMention(text: string): string {
  return text.replace(/^\s*@\S+(?:\s+|$)/, '');
}
