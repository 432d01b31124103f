import { namedDuties } from './names.ts';
import { fits, readAnswer } from './read-answer.ts';
import { isAllZero } from './read-zero.ts';
import { tidy, trimMarks } from './said.ts';
import type { Duty } from './types.ts';
import { asWritten } from './written.ts';

/** Names and words shorter than this stand inside other words. */
const SHORTEST = 2;
const MOST = 6;

/**
 * The answers of one sentence that begins with the name of one duty and goes on with that of another: 零报告0 月报0 0 0.
 * Undefined where it holds one at most, or where a part of it is no answer.
 */
export function answersInOne(open: readonly Duty[], said: string): readonly string[] | undefined {
  const text = tidy(said);
  const starts = beginnings(open, text);
  if (starts.length < 2 || starts.length > MOST || starts[0] !== 0) return undefined;
  const parts = starts.map((from, at) => trimMarks(text.slice(from, starts[at + 1] ?? text.length)));
  const meant = parts.map((part) => namedDuties(open, part)?.duties[0]?.id);
  const all = parts.every((part) => open.some(({ answer }) => fits(answer, part) === 'answer'));
  return all && new Set(meant).size === parts.length && !meant.includes(undefined) ? parts : undefined;
}

/** Where names of different duties begin, first come first; a name within a longer one does not count. */
function beginnings(open: readonly Duty[], text: string): readonly number[] {
  const found = open.flatMap((duty) => {
    const { title, answer } = asWritten(duty);
    const names = [title, ...answer.words].map(tidy).filter((name) => name.length >= SHORTEST);
    return names.flatMap((name) => {
      const start = text.indexOf(name);
      return start < 0 ? [] : [{ start, end: start + name.length }];
    });
  });
  const apart = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.start <= one.start &&
          other.end >= one.end &&
          other.end - other.start > one.end - one.start,
      ),
  );
  return [...new Set(apart.map(({ start }) => start))].sort((a, b) => a - b);
}

const OF_ALL = /^(?:我校|本校|我们|[这那]?[两二三四五六几][项个件]任?务?|任务|[,，\s])*(?:都|全部?|均)/;

/** 都是0, 两项都没有: said of everything that is owed. */
export const saysNoneOfAll = (said: string): boolean => {
  const text = tidy(said);
  return OF_ALL.test(text) && isAllZero(text);
};

/** The duties to which nothing at all may be answered, as the line that says so. */
export function zeroLine({ answer }: Pick<Duty, 'answer'>): string | undefined {
  const read = readAnswer(answer, '0');
  return read.kind === 'answer' ? '0' : undefined;
}
