import { afterPiece, endOfPiece } from '../kit/cut-text.ts';

/**
 * Cuts `text` into pieces that `fits` accepts: between lines where that is possible, inside a line (between
 * characters) where a single line is too long. The pieces hold every line in order; empty pieces are left out.
 */
export function splitText(text: string, fits: (piece: string) => boolean): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest !== '') {
    const end = endOfPiece(rest, fits);
    pieces.push(rest.slice(0, end));
    rest = afterPiece(rest, end);
  }
  return pieces.filter((each) => each.trim() !== '');
}
