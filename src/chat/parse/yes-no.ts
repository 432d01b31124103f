import { halfWidth, visibleText } from '../../kit/width.ts';

/** Words that, said alone or one behind the other, are a yes to what was offered. */
const YES_WORD =
  '是|对|好|行|嗯|恩|哦|噢|可以|可得|要得|得行|中|成|没错|正是|就是|确认|确定|同意|ok|yes|登记|登上|登|报上去|报上|报|提交|记上|记下|录上|录入|要';
/** What stands around it. */
const FILLER =
  '的|滴|嘞|吧|嘛|啊|呀|呢|哈|哒|了|你|您|给|帮|我|麻烦|请|那就|就|这个意思|这样|一下|它|个|头|它|快|谢谢|辛苦';
const YES = new RegExp(`^(?![你您]好)(?:${FILLER})*(?:${YES_WORD})(?:${YES_WORD}|${FILLER})*$`, 'i');
/** One that begins so is a no, whatever is added: 不登 我先问问家长. */
const NO =
  /^(?:算了|不了|不用|不要|不必|不登|不报|不是|不对|不行|不需要|没有要|先不|先别|莫|别|甭|勿|取消|免了|放弃|搞错|弄错|发错|no$)/i;

/** Whether words take what was offered; numbers are read elsewhere. */
export function acceptsOffer(text: string): boolean {
  return YES.test(plain(text));
}

/** Whether words decline what was offered. */
export function declinesOffer(text: string): boolean {
  return NO.test(plain(text));
}

const plain = (text: string): string => halfWidth(visibleText(text)).replace(/[\s\p{P}\p{S}]+/gu, '');
