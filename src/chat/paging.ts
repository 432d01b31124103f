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
  const pages = cut(text.split('\n'), surface, next);
  const index = Math.min(number, pages.length);
  const body = pages[index - 1] ?? '';
  return index < pages.length ? `${body}\n${next(index + 1)}` : body;
}

function cut(lines: readonly string[], surface: Surface, next: (n: number) => string): string[] {
  const room = surface.replyBytes - surface.measure(`\n${next(999)}`);
  const fits = (text: string) => surface.measure(text) <= room;
  const pages: string[] = [];
  let current: string | undefined;
  for (const piece of lines.flatMap((line) => splitLine(line, fits))) {
    const grown: string = current === undefined ? piece : `${current}\n${piece}`;
    if (current !== undefined && !fits(grown)) {
      pages.push(current);
      current = piece;
    } else current = grown;
  }
  if (current !== undefined) pages.push(current);
  return pages;
}

function splitLine(line: string, fits: (text: string) => boolean): string[] {
  if (fits(line)) return [line];
  const pieces: string[] = [];
  let current = '';
  for (const character of line) {
    if (fits(current + character)) current += character;
    else {
      pieces.push(current);
      current = character;
    }
  }
  return [...pieces, current];
}
