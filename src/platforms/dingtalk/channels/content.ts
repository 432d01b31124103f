import { utf8Bytes, utf8Prefix } from '../../../kit/bytes.ts';
import type { OutgoingContent } from '../../channel.ts';
import { renderMarkdown } from '../render.ts';

/** Bytes of one webhook message, its JSON included. */
export const ROBOT_BYTES = 20_000;
/** Bytes of `msgParam`, the JSON string an API message consists of. */
export const PARAM_BYTES = 15_000;

/** Words, title and picture of a message, ready for either way out. */
interface Wording {
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly link: string }[];
}

const MAX_BUTTONS = 5;
const MAX_TITLE_BYTES = 120;
const MAX_LABEL_BYTES = 60;

function wordingOf({ title, text, buttons = [] }: OutgoingContent, picture: string | undefined): Wording {
  // Not every client shows buttons: their lines stand in the text as well.
  const unsaid = buttons.filter(({ line }) => !text.includes(line)).map(({ line }) => line);
  const words = renderMarkdown([text, ...unsaid].join('\n'));
  const shown = [words, ...(picture === undefined ? [] : [`![](${picture})`])].filter((part) => part !== '');
  return {
    title: utf8Prefix(title.replace(/\s+/g, ' ').trim() || '校园哨兵', MAX_TITLE_BYTES),
    text: shown.join('\n\n'),
    buttons: buttons.slice(0, MAX_BUTTONS).map(({ label, line }) => ({
      label: utf8Prefix(label, MAX_LABEL_BYTES),
      link: sendingLink(line),
    })),
  };
}

/** A link that makes who taps it say `line`. With a capital letter in the host it fails without a word. */
export function sendingLink(line: string): string {
  return `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(line)}`;
}

/**
 * The message of a webhook; `picture` is a media id. Buttons are left out when they make it too long;
 * undefined when it is too long without them.
 */
export function robotMessage(content: OutgoingContent, picture?: string): object | undefined {
  const { title, text, buttons } = wordingOf(content, picture);
  const btns = buttons.map(({ label, link }) => ({ title: label, actionURL: link }));
  const plain = { msgtype: 'markdown', markdown: { title, text } };
  const card = { msgtype: 'actionCard', actionCard: { title, text, btnOrientation: '0', btns } };
  const fits = (message: object): boolean => utf8Bytes(JSON.stringify(message)) <= ROBOT_BYTES;
  return (btns.length > 0 ? [card, plain] : [plain]).find(fits);
}

/** A message of the API. */
export interface ApiMessage {
  readonly msgKey: string;
  readonly msgParam: string;
}

/** The words of an API message, under the same rules as a webhook's; a picture alone becomes a picture. */
export function apiMessage(content: OutgoingContent, picture?: string): ApiMessage | undefined {
  if (picture !== undefined && content.text.trim() === '' && !content.buttons?.length)
    return messageOf('sampleImageMsg', { photoURL: picture });
  const { title, text, buttons } = wordingOf(content, picture);
  const plain = messageOf('sampleMarkdown', { title, text });
  const fits = ({ msgParam }: ApiMessage): boolean => utf8Bytes(msgParam) <= PARAM_BYTES;
  return (buttons.length > 0 ? [cardOf(title, text, buttons), plain] : [plain]).find(fits);
}

function cardOf(title: string, text: string, buttons: Wording['buttons']): ApiMessage {
  const [first] = buttons;
  if (buttons.length === 1 && first)
    return messageOf('sampleActionCard', { title, text, singleTitle: first.label, singleURL: first.link });
  const numbered = buttons.flatMap(({ label, link }, n) => [
    [`actionTitle${n + 1}`, label],
    [`actionURL${n + 1}`, link],
  ]);
  return messageOf(`sampleActionCard${buttons.length}`, { title, text, ...Object.fromEntries(numbered) });
}

const FILE_TYPES = new Set(['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx']);

/** A file as an API message; undefined for a kind that DingTalk does not show. */
export function fileMessage(fileName: string, mediaId: string): ApiMessage | undefined {
  const fileType = extensionOf(fileName);
  return FILE_TYPES.has(fileType) ? messageOf('sampleFile', { mediaId, fileName, fileType }) : undefined;
}

/** Lower case, without the dot; `''` without one. */
export function extensionOf(fileName: string): string {
  return /\.([0-9a-z]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

const messageOf = (msgKey: string, param: object): ApiMessage => ({
  msgKey,
  msgParam: JSON.stringify(param),
});
