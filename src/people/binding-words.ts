import { localDate, localTime, spokenDate } from '../kit/local-date.ts';
import { PLATFORM_WORDS } from './merge-words.ts';
import { ROLE_WORDS, type Role } from './roles.ts';
import type { HeldAccount, Holder, ShownRequest } from './types.ts';

/** What saying who somebody is needs to know of the county. */
export interface UnitWords {
  readonly timeZone: string;
  /** The county itself, for whoever belongs to no township or school. */
  readonly county: string;
  /** The name of a school or township; undefined for one that is gone. */
  placeName(id: string): string | undefined;
}

interface Unit {
  readonly schoolId?: string;
  readonly townshipId?: string;
  readonly department?: string;
}

/** Where somebody works. */
export function unitWord(
  { schoolId, townshipId, department }: Unit,
  { county, placeName }: UnitWords,
): string {
  const place = schoolId ?? townshipId;
  return (place === undefined ? undefined : placeName(place)) ?? department ?? county;
}

const roleWord = (role: Role | undefined): string => (role === undefined ? '未说明' : ROLE_WORDS[role][0]);

/** Somebody in one phrase: 桐渡镇中心小学 卓谷雨（班主任）. */
export function personWord(
  {
    name,
    role,
    post,
    ...unit
  }: Unit & { readonly name?: string; readonly role?: Role; readonly post?: string },
  words: UnitWords,
): string {
  return `${unitWord(unit, words)} ${name ?? '未写姓名'}（${post ?? roleWord(role)}）`;
}

const MOST_NAMESAKES = 3;

/** A request as the officer reads it before they decide. */
export function requestData(
  { claim, platform, askedAt, listed, now, namesakes }: ShownRequest,
  words: UnitWords,
) {
  const { timeZone } = words;
  return {
    name: claim.name,
    unit: unitWord(claim, words),
    role: roleWord(claim.role),
    post: claim.post,
    where: PLATFORM_WORDS[platform],
    asked: `${dayWord(askedAt, timeZone)} ${localTime(askedAt, timeZone)}`,
    listed,
    now: now && personWord(now, words),
    namesakes: namesakes.slice(0, MOST_NAMESAKES).map((one) => personWord(one, words)),
    more: Math.max(0, namesakes.length - MOST_NAMESAKES),
  };
}

/** What the officer says again for a yes to more than one school or village; undefined where 确认 alone is one. */
export function toRepeat({ claim, elevated }: ShownRequest, words: UnitWords): string | undefined {
  return elevated ? `${unitWord(claim, words)} ${roleWord(claim.role)}` : undefined;
}

const FROM = { file: '县档案', chat: '聊天绑定', settings: '系统设置' } as const;

/** An account, where its rights come from and since when. */
export function accountWord({ platform, from, since }: HeldAccount, { timeZone }: UnitWords): string {
  const day = since === undefined ? '' : `，${dayWord(since, timeZone)}起`;
  return `${PLATFORM_WORDS[platform]}（${FROM[from]}${day}）`;
}

/** Somebody of 绑定 名单. */
export function holderData(holder: Holder, seen: Date | undefined, words: UnitWords) {
  const { name, role, post, accounts } = holder;
  return {
    name: name ?? '未写姓名',
    unit: unitWord(holder, words),
    role: roleWord(role),
    post,
    accounts: accounts.map((account) => accountWord(account, words)),
    seen: seen && dayWord(seen, words.timeZone),
  };
}

function dayWord(at: Date, timeZone: string): string {
  return spokenDate(localDate(at, timeZone));
}
