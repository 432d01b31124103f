/**
 * Where the longest beginning of `text` that `fits` ends: before a line break where there is one to end at, else
 * between characters, never before the first. `fits` is asked about beginnings not much longer than the one found,
 * so that a long text is cut in time that grows with its length. What fits must fit shortened, too.
 */
export function endOfPiece(text: string, fits: (piece: string) => boolean): number {
  const longest = longestFit(text, fits);
  if (longest === text.length || text[longest] === '\n') return longest;
  const line = text.lastIndexOf('\n', longest - 1);
  return line > 0 ? line : betweenCharacters(text, longest);
}

/** What follows a piece that ended at `end`; the line break between the two belongs to neither. */
export function afterPiece(text: string, end: number): string {
  return text.slice(text[end] === '\n' ? end + 1 : end);
}

const FIRST_TRY = 256;

/** Doubled until it is too much, then halved. */
function longestFit(text: string, fits: (piece: string) => boolean): number {
  let fitting = 0;
  let failing = Math.min(FIRST_TRY, text.length);
  while (fits(text.slice(0, failing))) {
    if (failing === text.length) return failing;
    fitting = failing;
    failing = Math.min(failing * 2, text.length);
  }
  while (failing - fitting > 1) {
    const middle = Math.floor((fitting + failing) / 2);
    if (fits(text.slice(0, middle))) fitting = middle;
    else failing = middle;
  }
  return fitting;
}

function betweenCharacters(text: string, end: number): number {
  const first = text.codePointAt(0) ?? 0;
  const least = first > 0xffff ? 2 : 1;
  const splits = (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return Math.max(splits ? end - 1 : end, least);
}
