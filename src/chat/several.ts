import type { Command } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import type { Turn } from './turn.ts';
import type { Several } from './understand/pieces.ts';
import { SIGNS } from './understand/signs.ts';
import { type Signs, type Split, splitReports } from './understand/split.ts';

/** The command by which each of them is reported. */
export const REPORT_OF: Readonly<Record<Several, '报辍学' | '报隐患'>> = {
  children: '报辍学',
  hazards: '报隐患',
};

/** What a text without a command tells of more than once; undefined for one that tells of one thing. */
export function severalIn(turn: Turn, text: string): Split | undefined {
  return splitReports(text, { tellsOf, ...placesOf(turn) });
}

/** The same where no county says which words are places. */
export function partsIn(text: string): Split | undefined {
  return splitReports(text, { tellsOf, placeIn: () => undefined, spotsIn: () => [] });
}

/** The lines of commands, a report of several as one line for each of them. */
export function eachReportALine(turn: Turn, lines: readonly CommandLine[]): readonly CommandLine[] {
  const places = placesOf(turn);
  return lines
    .flatMap((line) => partsOfLine(line, places, (name) => turn.deps.registry.byName(name)))
    .map((line, at) => ({ ...line, number: at + 1 }));
}

function partsOfLine(
  line: CommandLine,
  places: Pick<Signs, 'placeIn' | 'spotsIn'>,
  byName: (name: string) => Command | undefined,
): readonly CommandLine[] {
  const behind = BEHIND[line.command.name];
  if (behind === undefined) return [line];
  const split = splitReports(line.rest, { tellsOf: (part) => behind(part, places), ...places });
  if (split?.parts === undefined) return [line];
  return split.parts.map(({ kind, text }) => ({
    ...line,
    command: byName(REPORT_OF[kind]) ?? line.command,
    rest: text,
  }));
}

/** 班上少了俩: so many pupils are gone, whatever is said of each. */
const GONE =
  /(?:班|学生|男生|女生|娃).*(?<![冲卷拖抢带刮领接])(?:少|走|跑|缺)了?(?:[俩仨]|[两三四2-4]个(?!小时|钟|月|星期|礼拜))|(?<![冲卷拖抢带刮领接])(?:少|走|跑|缺)了?(?:[俩仨]|[两三四2-4]个).*(?:班|学生|男生|女生|娃)/u;

function tellsOf(part: string): Several | undefined {
  const report = soundsLikeReport(part);
  if (report === '报辍学' || GONE.test(part)) return 'children';
  return report === '报隐患' || isBroken(part) ? 'hazards' : undefined;
}

const DAMAGED = /翘|鼓包|晃|摇|渗|失效|不灵|短路|烧焦|火花|生锈|锈[断蚀]|倾斜|没有?(?:盖|锁|罩|栏|纱窗|网)/u;
const isBroken = (part: string): boolean =>
  SIGNS.thing.test(part) && (SIGNS.broken.test(part) || DAMAGED.test(part));

/** What a part tells of behind the command: a child whoever it is, and of a hazard a child only where it says so. */
const BEHIND: Readonly<
  Record<string, (part: string, places: Pick<Signs, 'spotsIn'>) => Several | undefined>
> = {
  报辍学: () => 'children',
  报隐患: (part, { spotsIn }) =>
    tellsOf(part) ?? (spotsIn(part)[0] === 0 && part.length >= SPOT_AND_MORE ? 'hazards' : undefined),
};
/** A school's name, and what is the matter there. */
const SPOT_AND_MORE = 9;

function placesOf({ gazetteer }: Turn): Pick<Signs, 'placeIn' | 'spotsIn'> {
  return {
    placeIn: (part) => {
      const [mention] = gazetteer.scan(part);
      return mention === undefined ? undefined : part.slice(mention.start, mention.end);
    },
    spotsIn: (part) => {
      const spots = gazetteer
        .scan(part)
        .filter(({ candidates }) => candidates.some(({ kind }) => kind === 'school' || kind === 'water'));
      const names = spots.map(({ candidates }) => candidates[0]?.id);
      return spots.filter((_, at) => names.indexOf(names[at]) === at).map(({ start }) => start);
    },
  };
}
