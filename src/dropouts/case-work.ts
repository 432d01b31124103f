import { addDays, type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { covers } from '../people/scope.ts';
import type { DropoutRules, RecognitionStep } from '../places/dropout-rules.ts';
import type { ListedCase } from './case-list.ts';

/** When something of a case is to be done; `waiting`: a step that nobody set a day for. */
export const WORK_WHEN = { overdue: '超期', today: '今天', week: '七天内', waiting: '等您办' } as const;
/** One of WORK_WHEN. */
export type WorkWhen = keyof typeof WORK_WHEN;

/** What somebody has to do about a case, with the line that does it. */
export interface CaseWork {
  readonly no: string;
  readonly when: WorkWhen;
  readonly what: string;
  readonly line: string;
}

/** Whose work it is, on which day, by which steps. */
export interface WorkFor {
  readonly actor: Actor;
  /** All account keys of the person. */
  readonly accounts: readonly string[];
  readonly today: LocalDate;
  readonly rules: Pick<DropoutRules, 'recognition'>;
}

/** So many days ahead are looked at. */
export const WORK_DAYS = 7;
const VISIT_THE_FAMILY: readonly Role[] = ['teacher', 'school', 'village', 'township'];
const STEPS: Readonly<Record<RecognitionStep, { roles: readonly Role[]; what: string; word: string }>> = {
  proposed: { roles: ['teacher', 'school', 'village'], what: '等上报认定', word: '上报' },
  checked: { roles: ['township'], what: '等乡镇核实', word: '已核' },
  recognised: { roles: ['bureau'], what: '等县局认定', word: '同意' },
};

/** What waits for this person among the files of their own area, read from the heads: one thing a file, the most urgent. */
export function caseWork(files: readonly ListedCase[], who: WorkFor): readonly CaseWork[] {
  const order = Object.keys(WORK_WHEN);
  return files
    .filter((file) => covers(who.actor, file))
    .flatMap((file) => lostOf(file, who) ?? dueOf(file, who) ?? stepOf(file, who) ?? [])
    .sort((a, b) => order.indexOf(a.when) - order.indexOf(b.when));
}

function lostOf({ no, lost, bucket, since }: ListedCase, { actor }: WorkFor): CaseWork | undefined {
  if (!lost || bucket === 'closed') return undefined;
  const what = `失联（${spokenDate(since)}起）`;
  if (actor.role === 'bureau') return { no, when: 'overdue', what, line: `个案 ${no}` };
  return VISIT_THE_FAMILY.includes(actor.role) ? { no, when: 'overdue', what, line: visit(no) } : undefined;
}

function dueOf({ no, nextDue, bucket }: ListedCase, { actor, today }: WorkFor): CaseWork | undefined {
  const when = nextDue === undefined ? undefined : whenOf(nextDue, today);
  if (nextDue === undefined || when === undefined) return undefined;
  const isBack = bucket === 'returned' || bucket === 'closed';
  const what = `${spokenDate(nextDue)}${isBack ? '该回访' : '约好再联系'}`;
  if (actor.role === 'bureau')
    return when === 'overdue' ? { no, when, what: `${what}，还没办`, line: `个案 ${no}` } : undefined;
  if (!VISIT_THE_FAMILY.includes(actor.role)) return undefined;
  return { no, when, what, line: isBack ? `巩固 ${no} 在校` : visit(no) };
}

function whenOf(due: LocalDate, today: LocalDate): WorkWhen | undefined {
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return due <= addDays(today, WORK_DAYS) ? 'week' : undefined;
}

function stepOf(
  { no, bucket, recognition, reporterKey }: ListedCase,
  { actor, accounts, rules }: WorkFor,
): CaseWork | undefined {
  if (bucket === 'lead' && actor.role === 'township')
    return { no, when: 'waiting', what: '线索待核', line: `认定 ${no} 属实` };
  if (bucket !== 'suspected' || accounts.includes(reporterKey)) return undefined;
  const done = recognition === undefined ? -1 : rules.recognition.indexOf(recognition);
  const next = rules.recognition[done + 1];
  if (next === undefined || !STEPS[next].roles.includes(actor.role)) return undefined;
  return { no, when: 'waiting', what: STEPS[next].what, line: `认定 ${no} ${STEPS[next].word}` };
}

const visit = (no: string): string => `劝返 ${no} 家访 见到监护人 答应返校`;
