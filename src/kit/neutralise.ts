/** Marks that mean something in either platform's markdown, or that ping people, and the look-alikes we print. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  '#': '＃',
  '`': '｀',
  '|': '｜',
  '~': '～',
  '@': '＠',
  '\\': '＼',
  '!': '！',
};

/**
 * User text made harmless inside a reply: no markup, no mention, no clickable address, one line.
 * Neither platform honours backslash escapes everywhere, hence look-alike marks.
 */
export function neutralise(text: string): string {
  return (
    text
      .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .replace(/[<>[\]*#`|~@\\!]/g, (mark) => LOOK_ALIKES[mark] ?? mark)
      // The end of a scheme is enough: without a bound a long word would be read from every one of its letters.
      .replace(/([a-z][a-z0-9+.-]{0,20}):\/\//gi, '$1：//')
      .replace(/__+/g, '＿')
  );
}
