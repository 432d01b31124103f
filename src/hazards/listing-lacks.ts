import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { Decision } from './decisions.ts';
import type { HazardLevel } from './level.ts';
import { type ListedHazard, openExtension, standingListing } from './listing.ts';

/** Why a decision about a listing is refused. */
export type ListingLack =
  | 'not-major'
  | 'listed-already'
  | 'not-listed'
  | 'level'
  | 'number'
  | 'other-authority'
  | 'same-watch'
  | 'progress'
  | 'nothing-settled'
  | 'until'
  | 'no-extension'
  | 'still-listed';

/** What is missing, as people are told. */
export const LISTING_LACK_WORDS: Readonly<Record<ListingLack, string>> = {
  'not-major': '只有重大隐患才报挂牌；请先按判定标准定级',
  'listed-already': '已经挂牌，还没有摘牌',
  'not-listed': '没有挂牌',
  level: '没有写明县级、市级还是省级',
  number: '没有写明文号',
  'other-authority': '摘牌要由挂牌的那一级发文',
  'same-watch': '责任人和监控人应是两个人',
  progress: '没有写明本周做了什么',
  'nothing-settled': '没有写明责任人、监控人、五落实或停用范围',
  until: '没有写明延到哪天（今天以后、两年以内）',
  'no-extension': '没有等批的延期申请',
  'still-listed': '还在挂牌督办，先摘牌再销号',
};

const LONGEST_DAYS = 731;

/** What keeps this decision from being made, as far as the listing is concerned; nothing when nothing does. */
export function listingLacks(
  file: ListedHazard & { readonly level: HazardLevel },
  decision: Decision,
  today: LocalDate,
): readonly ListingLack[] {
  const standing = standingListing(file);
  const whoNotListed = lack('not-listed', standing === undefined);
  switch (decision.move) {
    case 'listing-asked':
    case 'listing-passed':
      return [...lack('not-major', file.level !== '重大'), ...lack('listed-already', standing !== undefined)];
    case 'government-told':
      return [...lack('not-major', file.level !== '重大'), ...lack('number', isBlank(decision.number))];
    case 'listed':
      return [
        ...lack('not-major', file.level !== '重大'),
        ...lack('listed-already', standing !== undefined),
        ...lack('level', decision.level === undefined),
        ...lack('number', isBlank(decision.number)),
        ...sameWatch(decision.person?.id, decision.monitor?.id),
      ];
    case 'listing-settled': {
      const { person, monitor, five = {}, scope } = decision;
      const nothing = person === undefined && monitor === undefined && scope === undefined;
      return [
        ...whoNotListed,
        ...lack('nothing-settled', nothing && Object.keys(five).length === 0),
        ...sameWatch((person ?? standing?.person)?.id, (monitor ?? standing?.monitor)?.id),
      ];
    }
    case 'progress':
      return [...whoNotListed, ...lack('progress', isBlank(decision.words))];
    case 'extension-asked':
      return [...whoNotListed, ...lack('until', isNoDay(decision.until, today))];
    case 'extension-agreed':
      return [
        ...whoNotListed,
        ...lack('no-extension', openExtension(file) === undefined),
        ...lack('until', decision.until !== undefined && isNoDay(decision.until, today)),
      ];
    case 'extension-refused':
      return [...whoNotListed, ...lack('no-extension', openExtension(file) === undefined)];
    case 'delisted':
      return [
        ...whoNotListed,
        ...lack('number', isBlank(decision.number)),
        ...lack(
          'other-authority',
          decision.level !== undefined && standing !== undefined && decision.level !== standing.level,
        ),
      ];
    case 'closed':
      return lack('still-listed', standing !== undefined);
    default:
      return [];
  }
}

const lack = (what: ListingLack, missing: boolean): readonly ListingLack[] => (missing ? [what] : []);
const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';
const sameWatch = (one: string | undefined, other: string | undefined): readonly ListingLack[] =>
  lack('same-watch', one !== undefined && one === other);
const isNoDay = (until: LocalDate | undefined, today: LocalDate): boolean =>
  until === undefined || until < today || until > addDays(today, LONGEST_DAYS);
