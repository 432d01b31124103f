import type { By } from '../kit/by.ts';
import { spokenDate } from '../kit/local-date.ts';
import { ROLE_WORDS, ROLES } from '../people/roles.ts';
import type { DropoutRules } from '../places/dropout-rules.ts';
import { changedWords } from './changed-words.ts';
import type { DropoutMove } from './transitions.ts';
import type { CaseEntry } from './types.ts';

/** One line of a file's history as people read it. */
export interface TimelineLine {
  readonly on: string;
  readonly who: string;
  readonly what: string;
}

/** How a history is told: to somebody who may read what was said in it, or not; with the county's and places' names. */
export interface Telling {
  readonly words: boolean;
  readonly rules: Pick<DropoutRules, 'exclusions' | 'ladder'>;
  placeName(schoolId: string): string;
}

/** How each move is called in the history of a case. */
export const DROPOUT_MOVE_WORDS: Readonly<Record<DropoutMove, string>> = {
  reported: '上报',
  tipped: '群众反映线索',
  noted: '列为关注',
  supplemented: '补充了情况',
  amended: '改了资料',
  'on-behalf': '代录',
  lost: '联系不上，失联',
  matured: '到期仍无下落，转为疑似',
  verified: '核实属实',
  dismissed: '核实不属实',
  proposed: '上报认定',
  checked: '乡镇已核',
  recognised: '县局认定',
  excluded: '不计入',
  expired: '不计入到期，转为待核',
  visited: '劝返',
  escalated: '依法督促',
  returned: '复学',
  'checked-in': '回访',
  vouched: '确认属实，可以销号',
  closed: '销号',
  relapsed: '再次辍学',
  absent: '又没来，转为疑似',
  transferring: '报转出',
  transferred: '转出已确认',
  merged: '并案',
  unmerged: '并案拆开',
  joined: '另一件并入',
  parted: '另一件拆出',
  requested: '申请查看',
  granted: '同意查看',
  'not-granted': '没有同意查看',
  moved: '随学校合并转来',
  overruled: '更正，撤销前一决定',
  'erasure-asked': '监护人申请删除个人信息',
  erased: '个人信息已删除',
  withdrawn: '撤回',
};

/** The history in short words, oldest first; who gave a tip is told to nobody. */
export function timelineOf(entries: readonly CaseEntry[], telling: Telling): readonly TimelineLine[] {
  return entries.map((entry) => {
    const said = telling.words ? saidIn(entry, telling) : [];
    const what = [[DROPOUT_MOVE_WORDS[entry.kind], ...clearIn(entry, telling)].join(' '), ...said].join('：');
    return { on: spokenDate(entry.on), who: whoIs(entry), what };
  });
}

function whoIs({ kind, by }: Pick<CaseEntry, 'kind' | 'by'>): string {
  if (kind === 'tipped') return '群众';
  return by.name ?? roleWord(by);
}

function roleWord({ role }: By): string {
  const known = ROLES.find((one) => one === role);
  return known === undefined ? '系统' : ROLE_WORDS[known][0];
}

/** What stands in clear: nothing of it points at anybody. */
function clearIn({ kind, data = {} }: CaseEntry, { rules, placeName }: Telling): readonly string[] {
  const ruleName = (code: string) => rules.exclusions.find((one) => one.code === code)?.name ?? code;
  const stepName = (step: number) => rules.ladder[step - 1]?.name ?? `第${step}步`;
  const all = [
    worded(data.visit, (n) => `第${n}次`),
    worded(data.code, ruleName),
    worded(data.until, (day) => `到${spokenDate(day)}`),
    data.method,
    worded(kind === 'visited' ? data.reached === true : undefined, (met) => (met ? '见到人' : '没见到人')),
    worded(data.step, stepName),
    data.placement,
    worded(data.schoolId, placeName),
    worded(data.attending, (there) => (there ? '在校' : '不在校')),
    worded(data.lessons, (n) => `送教${n}次`),
    data.into ?? data.other,
    worded(data.nextOn, (day) => `下次${spokenDate(day)}`),
  ];
  return all.filter((word) => word !== undefined);
}

function worded<T>(value: T | undefined, word: (value: T) => string): string | undefined {
  return value === undefined ? undefined : word(value);
}

/** What was sealed: for those who work on the file. */
function saidIn({ said = {}, onBehalf }: CaseEntry, { placeName }: Telling): readonly string[] {
  const { words, people, result, promise, evidence, number, grade, className, place } = said;
  const parts = [people, result, promise, evidence, number, grade, className, place];
  // What was read out of the words is not said twice.
  const plain = [...parts.filter((part) => part === undefined || words?.includes(part) !== true), words];
  const changed = changedWords(said, placeName).map(
    ({ label, from, to }) => `${label} ${from ?? '未填'}→${to}`,
  );
  const office = onBehalf === undefined ? [] : [`${onBehalf.unit} ${onBehalf.words}`];
  const all = [...plain.filter((word) => word !== undefined), ...changed, ...office].join(' ');
  return all === '' ? [] : [all];
}
