import type { Answer } from '../platform.ts';
import { type ButtonCard, buttonCard, doneCard } from './cards.ts';
import type { PassiveReply } from './payload.ts';
import { cutToFit, render, renderPlain, STREAM_BYTES } from './render.ts';

/** What is being answered: it decides which reply the vendor allows. */
export type Occasion = 'message' | 'legacy-message' | 'enter' | 'card';

/** Stands on locked screens: official words only. */
const TITLE = '校园哨兵';
const DONE = { title: TITLE, text: '已收到，结果马上发给您。', next: { label: '帮助', line: '帮助' } };
const WORKING = '正在处理，请稍候…';
const GREETING = '您好，请发送：\n帮助';

/** Plain texts and the older robot's markdown hold less than a stream. */
const TEXT_BYTES = 2_048;
const MARKDOWN_BYTES = 4_096;

/** What else decides how an answer looks. */
export interface ReplyOptions {
  /** Of a click: the task of the card. */
  readonly task?: string;
  /** A card may come with the words, in one reply; long connections take none. */
  readonly withCard?: boolean;
}

/** The passive reply to a message or event; undefined when nothing may, or need, be said. */
export function replyTo(
  occasion: Occasion,
  answer: Answer,
  { task, withCard = true }: ReplyOptions = {},
): PassiveReply | undefined {
  if (answer.kind === 'nothing' || (answer.kind === 'reply' && answer.text === '')) return undefined;
  switch (occasion) {
    case 'message':
      return (withCard ? wordsAndCard(answer) : undefined) ?? stream(answer.stream, answer);
    case 'legacy-message':
      return markdown(answer.kind === 'reply' ? answer.text : WORKING);
    case 'enter':
      return plain(answer.kind === 'reply' ? answer.text : GREETING);
    case 'card':
      // A click takes a new card or nothing; the words follow by themselves.
      return task === undefined || answer.kind !== 'later' ? undefined : doneCard(task, DONE);
  }
}

/** The choices of an answer as a card of its own; undefined when it has none, or they fit no card. */
export function cardOf(answer: Answer): ButtonCard | undefined {
  if (answer.kind !== 'reply' || answer.buttons === undefined) return undefined;
  return buttonCard({
    key: answer.stream,
    title: TITLE,
    text: firstLine(answer.text),
    buttons: answer.buttons,
  });
}

function wordsAndCard(answer: Answer): PassiveReply | undefined {
  const card = cardOf(answer);
  if (card === undefined || answer.kind !== 'reply') return undefined;
  const { stream: words } = stream(answer.stream, answer);
  return { msgtype: 'stream_with_template_card', stream: { ...words, finish: true }, template_card: card };
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** The answer to a poll. One that nobody knows of is ended, so that the vendor stops asking. */
export function replyToPoll(id: string, answer: Answer): Extract<PassiveReply, { msgtype: 'stream' }> {
  return stream(id, answer);
}

function stream(id: string, answer: Answer): Extract<PassiveReply, { msgtype: 'stream' }> {
  const finish = answer.kind !== 'later';
  return { msgtype: 'stream', stream: { id, finish, content: contentOf(answer) } };
}

function contentOf(answer: Answer): string {
  if (answer.kind === 'nothing') return '';
  return answer.kind === 'later' ? WORKING : cutToFit(render(answer.text), STREAM_BYTES);
}

const plain = (text: string): PassiveReply => ({
  msgtype: 'text',
  text: { content: cutToFit(renderPlain(text), TEXT_BYTES) },
});

const markdown = (text: string): PassiveReply => ({
  msgtype: 'markdown',
  markdown: { content: cutToFit(render(text), MARKDOWN_BYTES) },
});
