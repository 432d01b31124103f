import type { Answer } from '../platform.ts';
import type { PassiveReply } from './payload.ts';
import { cutToFit, render, renderPlain, STREAM_BYTES } from './render.ts';

/** What is being answered: it decides which reply the vendor allows. */
export type Occasion = 'message' | 'legacy-message' | 'enter' | 'card';

const WORKING = '正在处理，请稍候…';
const GREETING = '您好，请发送：\n帮助';

/** Plain texts and the older robot's markdown hold less than a stream. */
const TEXT_BYTES = 2_048;
const MARKDOWN_BYTES = 4_096;

/** The passive reply to a message or event; undefined when nothing may, or need, be said. */
export function replyTo(occasion: Occasion, answer: Answer): PassiveReply | undefined {
  if (answer.kind === 'nothing' || (answer.kind === 'reply' && answer.text === '')) return undefined;
  switch (occasion) {
    case 'message':
      return stream(answer.stream, answer);
    case 'legacy-message':
      return markdown(answer.kind === 'reply' ? answer.text : WORKING);
    case 'enter':
      return plain(answer.kind === 'reply' ? answer.text : GREETING);
    case 'card':
      // A click takes a new card or nothing; words follow through its response URL.
      return undefined;
  }
}

/** The answer to a poll. One that nobody knows of is ended, so that the vendor stops asking. */
export function replyToPoll(id: string, answer: Answer): PassiveReply {
  return stream(id, answer);
}

function stream(id: string, answer: Answer): PassiveReply {
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
