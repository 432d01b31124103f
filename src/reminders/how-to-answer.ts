import type { AnswerSpec } from '../duties/types.ts';

/** How a duty is answered, for who did not see its first text, or has forgotten it: data of a template. */
export interface HowToAnswer {
  /** What is to be counted, in the order it is written: 疑似、辍学、返校. */
  readonly fields: string;
  /** The line carries numbers that are an example's and must be changed. */
  readonly ownNumbers: boolean;
  /** Of a check: the line for who found something. */
  readonly found?: string;
  readonly line: string;
}

/** The line a tired reader may copy: of a check the one that says that all is well. */
export function howToAnswer({ kind, words, fields, example }: AnswerSpec): HowToAnswer {
  const [word] = words;
  if (kind === 'items' && word !== undefined)
    return { fields: '', ownNumbers: false, found: example, line: `${word} 正常` };
  const names = fields.filter(({ optional }) => optional !== true).map(({ name }) => name);
  return { fields: names.join('、'), ownNumbers: /[1-9]/.test(example), line: example };
}
