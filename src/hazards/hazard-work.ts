import { addDays, type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import { covers } from '../people/scope.ts';
import type { HazardRow } from './hazard-list.ts';

/** When something of a hazard is to be done; `waiting`: nobody set a day for it. */
export const HAZARD_WHEN = { overdue: '超期', today: '今天', week: '七天内', waiting: '等您办' } as const;
/** One of HAZARD_WHEN. */
export type HazardWhen = keyof typeof HAZARD_WHEN;

/** What somebody has to do about a hazard, with the line that does it. */
export interface HazardWork {
  readonly no: string;
  readonly when: HazardWhen;
  readonly what: string;
  readonly line: string;
}

/** Whose work it is, on which day. */
export interface WorkOn {
  readonly actor: Actor;
  /** All account keys of the person. */
  readonly accounts: readonly string[];
  readonly today: LocalDate;
}

const DAYS_AHEAD = 7;
const HEADS: readonly string[] = ['school', 'township'];
const STRIKE_OFF: readonly string[] = ['township', 'bureau'];

/** What waits for this person among the hazards in their sight, read from the heads: one thing each, the most urgent first. */
export function hazardWork(rows: readonly HazardRow[], who: WorkOn): readonly HazardWork[] {
  const order = Object.keys(HAZARD_WHEN);
  return rows
    .flatMap((row) => ownWork(row, who) ?? officersWork(row, who) ?? [])
    .sort((a, b) => order.indexOf(a.when) - order.indexOf(b.when));
}

/** Of who rectifies, and of who follows up. */
function ownWork(row: HazardRow, { actor, today }: WorkOn): HazardWork | undefined {
  if (actor.memberId === undefined || row.waitsFor !== actor.memberId) return undefined;
  const when = whenOf(row.nextDue, today) ?? 'waiting';
  const due = row.nextDue === undefined ? '' : `，${spokenDate(row.nextDue)}到期`;
  switch (row.state) {
    case 'assigned':
    case 'rectifying':
    case 'rejected':
      return { no: row.no, when, what: `由您整改${due}`, line: `整改 ${row.no} 修好了` };
    case 'submitted':
      return mayJudge(row, actor)
        ? { no: row.no, when, what: '已整改，等验收', line: `验收 ${row.no} 通过` }
        : { no: row.no, when, what: '已整改，请您催验收', line: `个案 ${row.no}` };
    default:
      return undefined;
  }
}

/** Of those whose place it is: nobody has it yet, it is to be judged or looked at again; the bureau sees what is late. */
function officersWork(row: HazardRow, who: WorkOn): HazardWork | undefined {
  const { actor, today } = who;
  const { no, state, nextDue } = row;
  if (!covers(actor, row)) return undefined;
  const head = HEADS.includes(actor.role);
  if (row.toJudge !== undefined && STRIKE_OFF.includes(actor.role) && !who.accounts.includes(row.reporterKey))
    return { no, when: 'waiting', what: '可能重大，等判定', line: `判定 ${no} 重大` };
  if (state === 'reported' && head)
    return { no, when: whenOf(nextDue, today) ?? 'waiting', what: '等分派', line: `分派 ${no}` };
  if (row.toLook !== undefined && head)
    return { no, when: 'waiting', what: '抽中回头查', line: `验收 ${no} 复查 完好` };
  const judged = judging(row, who);
  if (judged !== undefined) return judged;
  if (actor.role !== 'bureau' || nextDue === undefined || nextDue >= today) return undefined;
  return { no, when: 'overdue', what: `${spokenDate(nextDue)}到期，还没整改好`, line: `个案 ${no}` };
}

/** Who reported it, or rectifies it, judges nothing of it. */
function judging({ no, state, ...row }: HazardRow, { actor, accounts }: WorkOn): HazardWork | undefined {
  if (accounts.includes(row.reporterKey) || !mayJudge(row, actor)) return undefined;
  if (state === 'submitted' && HEADS.includes(actor.role))
    return { no, when: 'waiting', what: '等验收', line: `验收 ${no} 通过` };
  return state === 'accepted' && STRIKE_OFF.includes(actor.role)
    ? { no, when: 'waiting', what: '等销号', line: `验收 ${no} 销号` }
    : undefined;
}

/** Who rectifies it judges nothing of it. */
const mayJudge = ({ owners = [] }: Pick<HazardRow, 'owners'>, { memberId }: Actor): boolean =>
  memberId === undefined || owners[0] !== memberId;

function whenOf(due: LocalDate | undefined, today: LocalDate): HazardWhen | undefined {
  if (due === undefined) return undefined;
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return due <= addDays(today, DAYS_AHEAD) ? 'week' : undefined;
}
