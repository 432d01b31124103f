import { type Finding, fine, skip, warn } from '../finding.ts';
import type { GroupFacts } from '../group-facts.ts';
import { PLATFORM_WORDS } from '../platform-words.ts';
import { instantWords } from '../when.ts';
import { namesOf } from './groups.ts';

const CHECK = '群收发';

/** When each group was last heard and last spoken to; those never heard are told together. Pure. */
export function trafficFindings(groups: readonly GroupFacts[], timeZone: string): readonly Finding[] {
  if (groups.length === 0) return [skip(CHECK, '县档案里没有登记群。')];
  const silent = groups.filter(({ lastIn }) => lastIn === undefined);
  const at = (date: Date | undefined): string => (date === undefined ? '没有' : instantWords(date, timeZone));
  const heard = groups
    .filter(({ lastIn }) => lastIn !== undefined)
    .map(({ name, platform, lastIn, lastOut }) =>
      fine(CHECK, `${name}（${PLATFORM_WORDS[platform]}）：最近收 ${at(lastIn)}，最近发 ${at(lastOut)}。`),
    );
  if (silent.length === 0) return heard;
  const names = namesOf(silent.map(({ name, platform }) => `${name}（${PLATFORM_WORDS[platform]}）`));
  const never = warn(
    CHECK,
    `从没收到过消息：${names}。`,
    '请在这些群里 @机器人 发：帮助。没有反应的，看机器人是否已进群、群编号是否抄对。',
  );
  return [never, ...heard];
}
