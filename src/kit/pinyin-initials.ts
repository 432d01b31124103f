import { pinyin } from 'pinyin-pro';

/** First letters of the syllables, lower case: `bcx` for 报辍学. Letters and digits stay, other marks go. */
export function pinyinInitials(text: string): string {
  return letters(pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }));
}

/** The syllables without tones, joined: `baochuoxue`. Words that sound alike give the same text. */
export function pinyinSound(text: string): string {
  return letters(pinyin(text, { toneType: 'none', type: 'array' }));
}

function letters(syllables: readonly string[]): string {
  return syllables
    .join('')
    .toLowerCase()
    .replace(/ü/g, 'v')
    .replace(/[^a-z0-9]/g, '');
}
