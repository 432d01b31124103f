import { utf8Bytes, utf8Prefix } from '../../kit/bytes.ts';

/** The most bytes a stream's content or a late markdown answer may have. */
export const STREAM_BYTES = 20_480;

/**
 * Our small markdown as WeCom's. Whether its renderer keeps single line breaks is not documented, so they are
 * spelled to survive one that folds paragraphs: a line another one follows ends in two blanks, a quote or list
 * ends in an empty line. What the vendor reads as a tag (`<think>`, `<@user>`, `<font>`) is defused.
 */
export function render(text: string): string {
  const lines = text.replace(/<(?=[a-z/@!])/gi, '＜').split(/\r\n?|\n/);
  return lines.map((line, n) => line.trimEnd() + breakBetween(line, lines[n + 1])).join('');
}

function breakBetween(line: string, next: string | undefined): string {
  if (next === undefined) return '';
  if (line.trim() === '' || next.trim() === '') return '\n';
  const [block, nextBlock] = [blockOf(line), blockOf(next)];
  if (block !== 'plain' && block !== nextBlock) return '\n\n';
  return nextBlock === 'item' || block !== nextBlock ? '\n' : '  \n';
}

function blockOf(line: string): 'quote' | 'item' | 'plain' {
  if (line.startsWith('>')) return 'quote';
  return line.startsWith('- ') ? 'item' : 'plain';
}

/** The same without any markup, for the one kind of answer that is plain text. */
export function renderPlain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/^> ?/gm, '').replaceAll('**', '');
}

/** The beginning of a text that fits, ended at a line break where there is one. The chat layer pages; this is the last guard. */
export function cutToFit(text: string, maxBytes: number): string {
  if (utf8Bytes(text) <= maxBytes) return text;
  const start = utf8Prefix(text, maxBytes);
  const end = start.lastIndexOf('\n');
  return end > 0 ? start.slice(0, end).trimEnd() : start;
}
