import { afterPiece, endOfPiece } from '../kit/cut-text.ts';
import type { Surface } from './reply.ts';

/** `查 辍学 第2页` -> the line without the page, and the page. */
export function splitPage(line: string): { readonly line: string; readonly page: number } {
  // Blanks in front are cut afterwards: looked for here, a long run of them would be read from every one of its signs.
  const found = /第\s*(\d{1,3})\s*页\s*$/.exec(line);
  if (!found) return { line, page: 1 };
  return { line: line.slice(0, found.index).trimEnd(), page: Math.max(1, Number(found[1])) };
}

/**
 * One page of a reply that is too long for one answer, cut between lines by the platform's own measure;
 * every page but the last ends on `next(n)`, the line that asks for page n. A single line that is too long
 * by itself is cut between characters.
 */
export function pageOf(text: string, number: number, surface: Surface, next: (n: number) => string): string {
  if (number === 1 && surface.measure(text) <= surface.replyBytes) return text;
  const room = surface.replyBytes - surface.measure(`\n${next(999)}`);
  const fits = (piece: string) => surface.measure(piece) <= room;
  let rest = text;
  for (let n = 1; ; n += 1) {
    const end = endOfPiece(rest, fits);
    const page = rest.slice(0, end);
    rest = afterPiece(rest, end);
    if (rest === '') return page;
    if (n === number) return `${page}\n${next(n + 1)}`;
  }
}
