import type { ToTell } from '../casefiles/follow-up.ts';
import { defined } from '../kit/defined.ts';
import { accountFor, type Reaching } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { People } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Decision } from './decisions.ts';
import { basisWords, type CriteriaEdition, type MajorCriterion, touchedCriterion } from './major-criteria.ts';
import type { NextFor } from './next-lines.ts';
import type { Hazard, HazardDraft } from './types.ts';
import { hazardForbids } from './whose.ts';

/** Stands for the criterion where somebody only says that it is a major one. */
export const CLAIMED = 'claimed';

/** What somebody says of the level. */
export interface SaidOfLevel {
  readonly major: boolean;
  /** The number of the criterion in the list. */
  readonly item?: number;
}

const NOT = /不是|不属于|没有?这回事|一般|不算|不够/;
const YES = /^是|是的|确实|属实|重大|属于|对的?$/;
const ITEM = /第?\s*(\d{1,2})\s*条|重大\s*(\d{1,2})(?!\d)/;

/** What the words say; undefined where they say neither. Pure. */
export function readLevel(words: string): SaidOfLevel | undefined {
  const said = words.normalize('NFKC').trim();
  if (NOT.test(said)) return { major: false };
  const [, first, second] = ITEM.exec(said) ?? [];
  const item = first ?? second;
  return item !== undefined || YES.test(said)
    ? { major: true, ...defined({ item: item === undefined ? undefined : Number(item) }) }
    : undefined;
}

/** The criterion that the file's words touched when it was reported. */
export function touchedIn(
  { entries: [first] }: Hazard,
  { criteria }: CriteriaEdition,
): MajorCriterion | undefined {
  return criteria.find(({ code }) => code === first?.data?.criterion);
}

/** What a hazard was judged by, in words; undefined: it never was judged to be a major one. */
export function basisOfLevel({ entries, level }: Pick<Hazard, 'entries' | 'level'>): string | undefined {
  if (level !== '重大') return undefined;
  return entries.findLast(({ data }) => data?.judged === '重大')?.data?.clause;
}

/** What an officer is to judge by the county's criteria, for the draft of a hazard. */
export function maybeMajor(description: string, edition: CriteriaEdition): Pick<HazardDraft, 'maybeMajor'> {
  const criterion = touchedCriterion(description, edition)?.code;
  return criterion === undefined ? {} : { maybeMajor: { criterion, edition: edition.id } };
}

/** The decision that this person makes by what they say; undefined: a criterion is missing. */
export function levelDecision(
  file: Hazard,
  { major, item }: SaidOfLevel,
  who: NextFor,
  { edition, words }: { readonly edition: CriteriaEdition; readonly words: string },
): Decision | undefined {
  const criterion = item === undefined ? touchedIn(file, edition) : edition.criteria[item - 1];
  const by = {
    edition: edition.id,
    ...defined({ criterion: criterion?.code, clause: criterion && basisWords(edition, criterion) }),
  };
  const officer = hazardForbids(who, 'judged', file) === undefined;
  if (major && criterion === undefined) return undefined;
  const judged = major ? ('重大' as const) : ('一般' as const);
  if (officer) return { move: 'judged', words, judged, ...by };
  // 满足任一条即为重大: who reported it says whether it is so; of who is not known an officer decides.
  return { move: 'answered', words, ...by, ...(major && who.actor.bound ? { judged } : {}) };
}

/** The officers who are told that a hazard may be a major one: of its township, of the bureau where there is nobody. */
export async function toldToJudge(
  { people, contacts }: { readonly people: Pick<People, 'everyone'>; readonly contacts: Reaching },
  { areaId, key }: { readonly areaId: string; readonly key: string },
  { text, now }: { readonly text: FillReply<'hazards/told-judge'>; readonly now: Date },
): Promise<readonly ToTell[]> {
  const bound = (await people.everyone()).filter(({ accounts }) => accounts.length > 0);
  const others = bound.filter(({ accounts }) => !accounts.some((account) => accountKey(account) === key));
  const near = others.filter(({ role, townshipId }) => role === 'township' && townshipId === areaId);
  const told = near.length > 0 ? near : others.filter(({ role }) => role === 'bureau');
  const accounts = await Promise.all(told.map((person) => accountFor(contacts, person.accounts)));
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  const words = { title: '校园哨兵：有1件隐患待判定', text: text('hazards/told-judge') };
  return accounts.flatMap((account) =>
    account === undefined ? [] : [{ to: accountKey(account), about: 'assigned' as const, until, words }],
  );
}

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;
