import type { CommandLine } from './command-line.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import type { Turn } from './turn.ts';
import { SIGNS } from './understand/signs.ts';
import { type Several, type Split, splitReports } from './understand/split.ts';

/** What a text without a command tells of more than once; undefined for one that tells of one thing. */
export function severalIn(turn: Turn, text: string): Split | undefined {
  return splitReports(text, { tellsOf, placeIn: placeIn(turn) });
}

/** The same where no county says which words are places. */
export function partsIn(text: string): Split | undefined {
  return splitReports(text, { tellsOf, placeIn: () => undefined });
}

/** The lines of commands, a report of several children as one line for each of them. */
export function eachChildALine(turn: Turn, lines: readonly CommandLine[]): readonly CommandLine[] {
  return lines
    .flatMap((line): readonly CommandLine[] => {
      if (line.command.name !== '报辍学') return [line];
      const split = splitReports(line.rest, { tellsOf: childUnlessThing, placeIn: placeIn(turn) });
      return split?.kind === 'children' && split.parts !== undefined
        ? split.parts.map((rest) => ({ ...line, rest }))
        : [line];
    })
    .map((line, at) => ({ ...line, number: at + 1 }));
}

function tellsOf(part: string): Several | undefined {
  const report = soundsLikeReport(part);
  if (report === '报辍学') return 'children';
  return report === '报隐患' || (SIGNS.broken.test(part) && SIGNS.thing.test(part)) ? 'hazards' : undefined;
}

/** Behind 报辍学 whoever is told of is a child. */
const childUnlessThing = (): Several => 'children';

const placeIn =
  ({ gazetteer }: Turn) =>
  (part: string): string | undefined => {
    const [mention] = gazetteer.scan(part);
    return mention === undefined ? undefined : part.slice(mention.start, mention.end);
  };
