import { halfWidth, visibleText } from '../../kit/width.ts';
import type { Said } from './setting.ts';
import { SIGNS } from './signs.ts';

const SIGN_LIST = Object.entries(SIGNS);

const LONGEST = 240;

/** The features of a message, each once: runs of one to three characters, signs, and what it was said in. */
export function featuresOf({ text, setting }: Said): readonly string[] {
  const plain = halfWidth(visibleText(text)).toLowerCase().replace(/\s+/g, ' ').trim().slice(0, LONGEST);
  const shape = plain.replace(/\d+/g, (digits) =>
    digits.length > 4 ? '9' : '0'.repeat(Math.min(digits.length, 3)),
  );
  const found = new Set<string>(['+']);
  const edged = `^${shape}$`;
  for (let at = 0; at < edged.length; at += 1)
    for (let size = 1; size <= 3 && at + size <= edged.length; size += 1)
      found.add(`n${edged.slice(at, at + size)}`);
  const signs = SIGN_LIST.flatMap(([sign, pattern]) => (pattern.test(plain) ? [sign] : []));
  const circumstances = [...setting].filter((one) => one !== 'dingtalk');
  for (const sign of signs) found.add(`s${sign}`);
  signs.forEach((sign, index) => {
    for (const other of signs.slice(index + 1)) found.add(`p${sign}|${other}`);
  });
  const length = lengthOf(plain);
  found.add(`l${length}`);
  const where = circumstances.length === 0 ? ['alone'] : circumstances;
  for (const one of where) {
    found.add(`c${one}`);
    found.add(`cl${one}|${length}`);
    for (const sign of signs) found.add(`cs${one}|${sign}`);
    if (plain.length <= 6) found.add(`cw${one}|${plain}`);
    found.add(`cb${one}|${plain.slice(0, 2)}`);
  }
  return [...found];
}

function lengthOf(text: string): string {
  if (text.length <= 2) return 'xs';
  if (text.length <= 6) return 's';
  if (text.length <= 14) return 'm';
  if (text.length <= 30) return 'l';
  return text.length <= 70 ? 'xl' : 'xxl';
}
