import { UNFINISHED } from './case-list.ts';
import { BUCKETS, type Bucket } from './states.ts';

/** What people say for the parts of the partition when they ask for a list; `all` and `out` are several of them. */
export const LIST_STATE_WORDS = {
  signs: ['关注'],
  lead: ['待核', '线索'],
  suspected: ['疑似'],
  registered: ['在册', '已认定', '劝返中'],
  excluded: ['不计入', '不计'],
  returned: ['返校', '已返校', '复学', '已复学'],
  closed: ['销号', '已销号'],
  transferred: ['转出', '已转出', '已移出'],
  merged: ['并案', '已并案'],
  withdrawn: ['撤回', '已撤回'],
  out: ['辍学', '未返校', '没返校', '还没返校'],
  all: ['全部', '所有'],
} as const satisfies Readonly<Record<Bucket | 'out' | 'all', readonly string[]>>;

/** What people say for the marks of a file. */
export const LIST_MARK_WORDS = {
  overdue: ['超期', '到期', '过期'],
  lost: ['失联', '联系不上'],
  relapse: ['再辍', '二次辍学', '再次辍学'],
  mine: ['我的', '我报的', '我登记的'],
} as const;

/** The parts of the partition that such a word means; without one what still asks for work. */
export function bucketsOf(word: keyof typeof LIST_STATE_WORDS | undefined): readonly Bucket[] {
  if (word === undefined) return UNFINISHED;
  if (word === 'all') return Object.keys(BUCKETS) as readonly Bucket[];
  return word === 'out' ? ['suspected', 'registered'] : [word];
}
