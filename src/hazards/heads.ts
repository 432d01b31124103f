import { standing } from '../casefiles/undo.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Assignee, EntryData, PauseReason } from './decisions.ts';
import type { HazardLevel } from './level.ts';
import { levelOf } from './levels.ts';
import { progressDue, standingListing } from './listing.ts';
import { type DuedHazard, dueOn } from './overdue.ts';
import { rewardOf } from './reward.ts';
import { type HazardState, isClockStopped, isOpenHazard } from './states.ts';
import type { HazardMove } from './transitions.ts';

/** What lists, jobs and figures read of a hazard without opening it. */
export interface HazardHeads {
  readonly open: boolean;
  /** The day since which it is in its state. */
  readonly since: LocalDate;
  /** The last day on which it is in time, while it is open and its clock goes. */
  readonly nextDue?: LocalDate;
  /** The person who is next: who rectifies, or who follows up what was handed in. */
  readonly waitsFor?: string;
  /** Who rectifies and who follows up: they see it wherever they work. */
  readonly owners?: readonly string[];
  /** What it costs, in whole fen. */
  readonly money?: number;
  /** Of one that is paused: why. */
  readonly reason?: PauseReason;
  /** The day on which somebody looks again at one that was struck off. */
  readonly recheckOn?: LocalDate;
  /** Of a listed one: the day by which the progress of the week should be told. */
  readonly progressOn?: LocalDate;
  readonly level: HazardLevel;
  /** The day since which an officer is to say whether it is a major one. */
  readonly toJudge?: LocalDate;
  /** The day since which somebody is to look again at one that was struck off. */
  readonly toLook?: LocalDate;
  /** A reward was decided and not fetched yet. */
  readonly rewardOpen?: true;
  /** Of one that was joined to another one: the number of that one. */
  readonly into?: string;
}

/** A hazard as far as its heads follow from it. */
export interface HeadedHazard extends DuedHazard {
  readonly state: HazardState;
  readonly entries: readonly {
    readonly id?: string;
    readonly undoes?: string;
    readonly kind: HazardMove;
    readonly on: LocalDate;
    readonly to: HazardState;
    readonly by?: Partial<By>;
    readonly data?: EntryData;
  }[];
}

/** The heads of a hazard as its entries leave it. */
export function hazardHeads(file: HeadedHazard): HazardHeads {
  const { state } = file;
  const entries = standing(file.entries);
  const open = isOpenHazard(state);
  const { rectifier, supervisor } = peopleOf(file);
  const listing = standingListing(file);
  const named = [rectifier, supervisor, listing?.person, listing?.monitor];
  const owners = [...new Set(named.flatMap((one) => one?.id ?? []))];
  const next = state === 'submitted' ? supervisor : rectifier;
  const stopped = isClockStopped(state);
  return {
    open,
    level: levelOf(file),
    since: sinceOf(file.entries, state),
    ...defined({
      nextDue: open && !stopped ? dueOn(file) : undefined,
      waitsFor: open ? next?.id : undefined,
      owners: owners.length === 0 ? undefined : owners,
      money: entries.findLast(({ data }) => data?.money !== undefined)?.data?.money,
      reason:
        state === 'paused' ? entries.findLast(({ kind }) => kind === 'paused')?.data?.reason : undefined,
      toJudge: open ? toJudge(file) : undefined,
      ...lookAgain(file),
      progressOn: listing === undefined ? undefined : progressDue(listing),
      rewardOpen: rewardOf(file)?.paid === false ? (true as const) : undefined,
      into:
        state === 'joined' ? entries.findLast(({ data }) => data?.into !== undefined)?.data?.into : undefined,
    }),
  };
}

/** Who rectifies it and who follows up, as far as it was given to anybody. */
export function peopleOf(file: Pick<HeadedHazard, 'entries'>): {
  readonly rectifier?: Assignee;
  readonly supervisor?: Assignee;
} {
  const entries = standing(file.entries);
  const rectifier = entries.findLast(({ data }) => data?.rectifier !== undefined)?.data?.rectifier;
  const supervisor = entries.findLast(({ data }) => data?.supervisor !== undefined)?.data?.supervisor;
  return defined({ rectifier, supervisor });
}

/** The county's document that the day it is due on follows from, if the rules set that day and name one. */
export function basisOf({ entries }: Pick<HeadedHazard, 'entries'>): string | undefined {
  return standing(entries).findLast(({ data }) => data?.due !== undefined)?.data?.basis;
}

/** The numbers of those that went on in this one, and still do. */
export function joinedTo({ entries }: Pick<HeadedHazard, 'entries'>): readonly string[] {
  const last = new Map(
    entries
      .filter(({ kind }) => kind === 'joined' || kind === 'parted')
      .map(({ kind, data }) => [data?.other ?? '', kind] as const),
  );
  return [...last].filter(([, kind]) => kind === 'joined').map(([no]) => no);
}

/** Its words may meet a criterion, and nobody whom the county knows has said whether they do. */
function toJudge(file: HeadedHazard): LocalDate | undefined {
  const [first] = file.entries;
  if (first?.data?.criterion === undefined) return undefined;
  const said = standing(file.entries).some(
    ({ kind, by }) => kind === 'judged' || (kind === 'answered' && by?.role !== 'visitor'),
  );
  return said ? undefined : first.on;
}

/** The day for which a second look is drawn, or since which it is asked for, until somebody took it. */
function lookAgain({ state, entries }: HeadedHazard): Pick<HazardHeads, 'recheckOn' | 'toLook'> {
  if (state !== 'closed') return {};
  const kinds: readonly HazardMove[] = ['closed', 'recheck-due', 'rechecked'];
  const last = standing(entries).findLast(({ kind }) => kinds.includes(kind));
  if (last?.kind === 'recheck-due') return { toLook: last.on };
  return last?.kind === 'closed' ? defined({ recheckOn: last.data?.recheck }) : {};
}

function sinceOf(entries: HeadedHazard['entries'], state: HazardState): LocalDate {
  const before = entries.findLastIndex(({ to }) => to !== state);
  return entries[before + 1]?.on ?? entries.at(-1)?.on ?? '';
}
