/** The colours every part of a picture uses. */
export const INK = '#1f2a37';
export const QUIET = '#5b6672';
export const RULE = '#e5e9ef';
/** The family name inside the font file. */
export const FONT = 'Noto Sans SC';

/** How words are set. */
export interface Style {
  readonly size: number;
  readonly color?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Room there is: words that are wider are set smaller. */
  readonly width?: number;
}

/** A line of words with its baseline at `y`. */
export function svgWords(text: string, x: number, y: number, style: Style): string {
  const { color = INK, anchor = 'start', width } = style;
  const natural = widthOf(text) * style.size;
  const size =
    width === undefined || natural <= width ? style.size : Math.floor((style.size * width) / natural);
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${color}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

/** The width of words in ems, on the safe side: Chinese signs are square, others about half as wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffff]/u.test(sign) ? 1 : 0.58), 0);
}

/** A white field with round corners. */
export function svgPanel(x: number, y: number, width: number, height: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="16" fill="#ffffff" stroke="${RULE}"/>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
