import { legalMoves } from '../casefiles/check-move.ts';
import { forbids, type Reader } from '../casefiles/rights.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { DROPOUT_MOVES, type DropoutMove } from './transitions.ts';
import type { DropoutCase } from './types.ts';

/** Who asks what is next, and when. */
export interface NextFor extends Reader {
  readonly today: LocalDate;
  /** Moves that still wait for something: no line is offered for them. */
  readonly unready?: readonly DropoutMove[];
}

/**
 * The line that makes each move, behind the number of the file, in the order in which they are offered. Moves of the
 * program and those that open a file have none.
 */
const LINES: Partial<Record<DropoutMove, (no: string) => string>> = {
  verified: (no) => `认定 ${no} 属实`,
  dismissed: (no) => `认定 ${no} 不属实`,
  visited: (no) => `劝返 ${no} 家访 见到监护人 答应返校`,
  returned: (no) => `复学 ${no} 普通班`,
  checked: (no) => `认定 ${no} 已核`,
  recognised: (no) => `认定 ${no} 同意`,
  excluded: (no) => `认定 ${no} 不计入 休学`,
  'checked-in': (no) => `巩固 ${no} 在校`,
  closed: (no) => `销号 ${no}`,
  vouched: (no) => `销号 ${no} 属实`,
  relapsed: (no) => `复学 ${no} 又没来`,
  absent: (no) => `复学 ${no} 又没来`,
  lost: (no) => `劝返 ${no} 失联`,
  escalated: (no) => `劝返 ${no} 宣传教育`,
  transferring: (no) => `转出 ${no}`,
  transferred: (no) => `转出 ${no} 确认`,
  unmerged: (no) => `并案 ${no} 拆开`,
  overruled: (no) => `更正 ${no}`,
  amended: (no) => `改 ${no}`,
  withdrawn: (no) => `撤回 ${no}`,
};

/** At most so many are shown: the rest is one 个案 away. */
const MOST = 4;

/** The lines that this person could send about the file now, the likeliest first; the one that shows it at last. */
export function nextLines(
  file: DropoutCase,
  { actor, accounts, today, unready = [] }: NextFor,
): readonly string[] {
  const legal = new Set(legalMoves(DROPOUT_MOVES, { accounts, day: today }, file));
  const theirs = (Object.keys(LINES) as DropoutMove[]).filter(
    (move) =>
      legal.has(move) &&
      !unready.includes(move) &&
      forbids({ actor, accounts }, DROPOUT_MOVES[move].who, file, { ownFor: 'bound' }) === undefined,
  );
  const lines = theirs.flatMap((move) => LINES[move]?.(file.no) ?? []);
  return [...new Set(lines)].slice(0, MOST).concat(`个案 ${file.no}`);
}
