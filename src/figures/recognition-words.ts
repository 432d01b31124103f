import type { AreaRecognition } from './recognition.ts';

/** 上报14＝认定10＋不计入4; ＋未定 where somebody has still to decide. */
export function recognitionWords(
  of: Pick<AreaRecognition, 'reported' | 'recognised' | 'excluded' | 'undecided'>,
): string {
  const { reported, recognised, excluded, undecided } = of;
  return `上报${reported}＝认定${recognised}＋不计入${excluded}${undecided > 0 ? `＋未定${undecided}` : ''}`;
}

/** `学校4，督查2`: the most frequent first. */
export function listed(counts: Readonly<Record<string, number>>, between: string): string {
  const inOrder = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return inOrder.map(([word, n]) => `${word}${n}`).join(between);
}
