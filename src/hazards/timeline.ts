import { spokenDate } from '../kit/local-date.ts';
import { moneyWord } from '../kit/money.ts';
import { ROLE_WORDS, ROLES } from '../people/roles.ts';
import type { HazardMove } from './transitions.ts';
import type { Hazard, HazardEntry } from './types.ts';

/** How each move is called in the history of a hazard; those without a word are not shown. */
export const MOVE_WORDS: Partial<Record<HazardMove, string>> = {
  taken: '接收',
  supplemented: '补充',
  assigned: '分派',
  planned: '整改措施',
  paused: '暂停',
  referred: '转',
  resumed: '继续整改',
  submitted: '已整改，提交验收',
  accepted: '验收通过',
  rejected: '退回',
  closed: '销号',
  'recheck-due': '抽中回头查',
  rechecked: '回头查完好',
  reopened: '回头查不合格，重新整改',
  'listing-asked': '报请挂牌',
  'listing-passed': '核查后转报挂牌',
  'government-told': '已报当地政府',
  listed: '挂牌',
  'listing-settled': '挂牌督办落实',
  progress: '进展',
  'extension-asked': '申请延期',
  'extension-agreed': '同意延期',
  'extension-refused': '不同意延期',
  delisted: '摘牌',
  judged: '判定',
  answered: '上报人答复',
  seconded: '上报人说是同一处，并入',
  merged: '并入',
  unseconded: '拆开',
  unmerged: '拆开',
  joined: '并进来',
  parted: '拆出去',
  ended: '随同销号',
  overruled: '更正',
};
const MOST_SHOWN = 8;

/** What happened to the hazard, the newest last, as its officers read it in private. */
export function timelineOf({ entries }: Pick<Hazard, 'entries'>): readonly string[] {
  const undone = new Set(entries.flatMap(({ undoes }) => undoes ?? []));
  const lines = entries.flatMap((entry) =>
    lineOf(entry).map((line) => (undone.has(entry.id) ? `${line}（不再算）` : line)),
  );
  return lines.slice(-MOST_SHOWN);
}

function lineOf(entry: HazardEntry): readonly string[] {
  const word = MOVE_WORDS[entry.kind];
  if (word === undefined) return [];
  const { data = {}, said = {}, by, on } = entry;
  const { rectifier, supervisor, due, money, reason } = data;
  const shown = [
    rectifier && `整改人${rectifier.name}`,
    supervisor && `督办人${supervisor.name}`,
    data.judged,
    data.into ?? data.other,
    said.unit,
    ...listingWords(entry),
    reason && `原因${reason}`,
    said.measure ?? said.words,
    money === undefined ? undefined : `资金${moneyWord(money)}`,
    due && entry.kind !== 'taken' ? `期限${spokenDate(due)}` : undefined,
  ].filter((one) => one !== undefined && one !== '');
  const who = by.name ?? roleWord(by.role);
  const rest = shown.length === 0 ? '' : `：${shown.join('，')}`;
  return [`${spokenDate(on)} ${who === '' ? '' : `${who} `}${word}${rest}`];
}

/** What an entry says of a listing. */
function listingWords({ data = {}, said = {} }: HazardEntry): readonly (string | undefined)[] {
  return [
    data.level,
    data.authority,
    data.number,
    data.person && `责任人${data.person.name}`,
    data.monitor && `监控人${data.monitor.name}`,
    data.until && `到${spokenDate(data.until)}`,
    said.scope && `停用${said.scope}`,
    ...Object.entries(said.five ?? {}).map(([word, text]) => `${word}${text}`),
  ];
}

function roleWord(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known === undefined ? '' : (ROLE_WORDS[known][0] ?? '');
}
