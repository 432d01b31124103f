import type { LocalDate } from '../kit/local-date.ts';
import type { HazardHeads } from './heads.ts';
import type { HazardLevel } from './level.ts';
import { type HazardState, isOpenHazard, STATES } from './states.ts';

/** At most so many hazards are opened for one list; of more, lists show what stands on the outside. */
export const MOST_OPENED = 300;

/** Which hazards a list is asked for: a mark, or a state. */
export type HazardMark =
  | 'overdue'
  | 'major'
  | 'unassigned'
  | 'rectifying'
  | 'submitted'
  | 'accepted'
  | 'blocked'
  | 'closed'
  | 'mine'
  | 'all';

/** What people say for them; the first is printed. */
export const HAZARD_MARK_WORDS = {
  overdue: ['超期', '逾期', '过期'],
  major: ['重大', '重大隐患'],
  unassigned: ['待分派', '未分派', '没分派', '待派单'],
  rectifying: ['整改中', '未整改', '没整改', '在整改'],
  submitted: ['待验收', '等验收', '没验收', '未验收'],
  accepted: ['待销号', '等销号', '已验收'],
  blocked: ['需协调', '待协调', '卡住的', '等钱', '没钱的'],
  closed: ['销号', '已销号'],
  mine: ['我的', '我报的', '我上报的'],
  all: ['全部', '所有'],
} as const satisfies Readonly<Record<HazardMark, readonly string[]>>;

/** What a list is asked for, besides what the reader may see. */
export interface HazardListQuery {
  readonly mark?: HazardMark;
  readonly areaId?: string;
  readonly schoolId?: string;
  readonly category?: string;
  /** No hazard is opened, however few they are. */
  readonly headsOnly?: true;
  /** Struck-off ones that somebody is to look at again as well. */
  readonly toLook?: true;
}

/** A hazard as lists read it: its heads, and its words only where hazards were opened. */
export interface HazardRow
  extends Pick<
    HazardHeads,
    'since' | 'nextDue' | 'money' | 'reason' | 'waitsFor' | 'owners' | 'toLook' | 'toJudge'
  > {
  readonly no: string;
  readonly serial: number;
  readonly state: HazardState;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly placeId: string;
  readonly level: HazardLevel;
  readonly category?: string;
  readonly reportedOn: LocalDate;
  readonly reporterKey: string;
  readonly opened?: { readonly description: string; readonly unit?: string };
}

const IN_HAND: readonly HazardState[] = ['assigned', 'rectifying', 'rejected', 'paused', 'referred'];
const OPEN = STATES.filter(isOpenHazard);

/** The states that a mark means; without one, those that are still to be dealt with. */
export function statesOf(mark: HazardMark | undefined): readonly HazardState[] {
  switch (mark) {
    case 'unassigned':
      return ['reported'];
    case 'rectifying':
      return IN_HAND;
    case 'submitted':
    case 'accepted':
    case 'closed':
      return [mark];
    case 'blocked':
      return ['paused', 'referred'];
    case 'mine':
    case 'all':
      return STATES.filter((state) => state !== 'withdrawn' && state !== 'waiting');
    default:
      return OPEN;
  }
}
