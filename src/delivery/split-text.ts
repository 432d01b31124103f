/**
 * Cuts `text` into pieces that `fits` accepts: between lines where that is possible, inside a line (between
 * characters) where a single line is too long. The pieces hold every line in order; empty pieces are left out.
 */
export function splitText(text: string, fits: (piece: string) => boolean): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text.split('\n').flatMap((line) => splitLine(line, fits))) {
    const longer = piece === '' ? line : `${piece}\n${line}`;
    if (piece === '' || fits(longer)) {
      piece = longer;
      continue;
    }
    pieces.push(piece);
    piece = line;
  }
  return [...pieces, piece].filter((each) => each.trim() !== '');
}

function splitLine(line: string, fits: (piece: string) => boolean): readonly string[] {
  if (fits(line)) return [line];
  const pieces: string[] = [];
  let rest = [...line];
  while (rest.length > 0) {
    const length = longestFit(rest, fits);
    pieces.push(rest.slice(0, length).join(''));
    rest = rest.slice(length);
  }
  return pieces;
}

/** How many characters fit, at least one so that there is an end to it; by halving, for lines are long here. */
function longestFit(characters: readonly string[], fits: (piece: string) => boolean): number {
  let fitting = 1;
  let failing = characters.length + 1;
  while (failing - fitting > 1) {
    const middle = Math.floor((fitting + failing) / 2);
    if (fits(characters.slice(0, middle).join(''))) fitting = middle;
    else failing = middle;
  }
  return fitting;
}
