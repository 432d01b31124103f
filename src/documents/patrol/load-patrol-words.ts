import { z } from 'zod';
import { loadYaml } from '../../texts/load-yaml.ts';

const words = z.string().min(1);

const patrolWords = z.strictObject({
  title: words,
  heading: words,
  rule: words,
  columns: z.strictObject({
    day: words,
    items: z.array(words).min(1).max(10),
    remarks: words,
    signature: words,
  }),
  vacation: words,
  closing: words,
  footer: words,
});

/** What stands in a patrol book; `{学校}` and `{月份}` are filled in by `fillPatrolWords`. */
export type PatrolWords = z.output<typeof patrolWords>;

/** The words of a file; one of another shape stops the start. */
export function loadPatrolWords(path: string): PatrolWords {
  return loadYaml(path, patrolWords);
}

/** One text of the book for a school and a month. */
export function fillPatrolWords(
  text: string,
  of: { readonly school: string; readonly month: string },
): string {
  return text.replaceAll('{学校}', of.school).replaceAll('{月份}', of.month);
}
