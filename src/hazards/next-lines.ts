import { legalMoves } from '../casefiles/check-move.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { peopleOf } from './heads.ts';
import { offersListing } from './offers-listing.ts';
import { HAZARD_MOVES, type HazardMove } from './transitions.ts';
import type { Hazard } from './types.ts';
import { hazardForbids } from './whose.ts';

/** Who asks what is next, and when. */
export interface NextFor extends Reader {
  readonly today: LocalDate;
}

/** The line that makes each move, behind the number, in the order in which they are offered. */
const LINES: Partial<Record<HazardMove, (no: string) => string>> = {
  taken: (no) => `报隐患 接收 ${no}`,
  assigned: (no) => `分派 ${no}`,
  delisted: (no) => `摘牌 ${no} 文号望安办〔2026〕12号`,
  listed: (no) => `挂牌 ${no} 县级 文号望安办〔2026〕12号`,
  'listing-passed': (no) => `挂牌 ${no} 核实 转报县级`,
  'extension-agreed': (no) => `挂牌 ${no} 同意延期`,
  'extension-refused': (no) => `挂牌 ${no} 不同意延期`,
  accepted: (no) => `验收 ${no} 通过`,
  rejected: (no) => `验收 ${no} 退回 还没修好`,
  closed: (no) => `验收 ${no} 销号`,
  submitted: (no) => `整改 ${no} 修好了`,
  planned: (no) => `整改 ${no} 措施维修更换`,
  resumed: (no) => `整改 ${no} 继续整改`,
  paused: (no) => `整改 ${no} 暂停 等拨款`,
  referred: (no) => `整改 ${no} 转给消防大队`,
  progress: (no) => `挂牌 ${no} 进展 已清空停用，正在招标`,
  'extension-asked': (no) => `挂牌 ${no} 延期 30天内 原因等拨款`,
  'listing-asked': (no) => `挂牌 ${no} 报县挂牌`,
  rechecked: (no) => `验收 ${no} 复查 完好`,
  reopened: (no) => `验收 ${no} 复查 又坏了`,
  unseconded: (no) => `同一处 ${no} 拆开`,
  unmerged: (no) => `并案 ${no} 拆开`,
  withdrawn: (no) => `撤回 ${no}`,
};

/** At most so many are shown: the rest is one 个案 away. */
const MOST = 4;

/** The lines that this person could send about the hazard now, the likeliest first; the one that shows it at last. */
export function nextLines(file: Hazard, who: NextFor): readonly string[] {
  return [...linesFor(file, who), `个案 ${file.no}`];
}

/** The same without the line that shows it. */
export function linesFor(file: Hazard, { actor, accounts, today }: NextFor): readonly string[] {
  const legal = new Set(legalMoves(HAZARD_MOVES, { accounts, day: today }, file));
  const given = peopleOf(file).supervisor !== undefined;
  const theirs = (Object.keys(LINES) as HazardMove[])
    .filter((move) => legal.has(move) && hazardForbids({ actor, accounts }, move, file) === undefined)
    // What was given to two people is given anew only by who thinks of it; what was not cannot be accepted.
    .filter((move) => offersListing(file, move))
    .filter((move) => (given ? move !== 'assigned' : move !== 'accepted' && move !== 'closed'));
  return theirs.flatMap((move) => LINES[move]?.(file.no) ?? []).slice(0, MOST);
}
