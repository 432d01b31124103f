import { halfWidth, visibleText } from '../../kit/width.ts';

/** Words that, said alone or one behind the other, are a yes to what was offered. */
const YES_WORD =
  '是|对头|对|好|行|就这么|照[这那]个?|按[这那]个?|没毛病|没问题|整|弄|办|嗯|恩|哦|噢|可以|可得|要得|得行|中|成|没错|正是|就是|确认|确定|同意|ok|yes|登记|登上|登|报上去|报上|报|提交|记上|记下|录上|录入|要';
/** What stands around it. */
const FILLER =
  '的|滴|嘞|样|吧|嘛|啊|呀|呢|哈|哒|了|你|您|给|帮|我|麻烦|请|那就|就|这个意思|这样|一下|它|个|头|它|快|谢谢|辛苦';
const YES = new RegExp(`^(?![你您]好)(?:${FILLER})*(?:${YES_WORD})(?:${YES_WORD}|${FILLER})*$`, 'i');
/** One that begins so is a no, whatever is added: 不登 我先问问家长. */
const NO =
  /^(?:算了|不了|不用|不要|不必|不登|不报|不是|不对|不行|不需要|没有要|先不|先别|不整|不弄|不办|不搞|莫|别|甭|勿|取消|免了|放弃|搞错|弄错|发错|误会|拉倒|算[求逑球]|没事|随便问|问问|我就问|只是问|就是问|开玩笑|还没(?:确定|核实|弄清)|no$)/i;
/** 不 said by itself, with the reason behind it: 不 我随便问问. */
const NO_APART = /^不+[\s,，。.!！、]+/u;

/** A longer yes says more than that. */
const LONGEST_YES = 16;

/** Whether words take what was offered; numbers are read elsewhere. */
export function acceptsOffer(text: string): boolean {
  const words = plain(text);
  return words.length <= LONGEST_YES && YES.test(words);
}

/** Whether words decline what was offered. */
export function declinesOffer(text: string): boolean {
  return NO.test(plain(text)) || NO_APART.test(visibleText(text).trim());
}

const plain = (text: string): string => halfWidth(visibleText(text)).replace(/[\s\p{P}\p{S}]+/gu, '');
