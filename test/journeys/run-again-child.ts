import type { PersonName } from './wangxi.ts';

/** One message that is run again. */
export interface RunAgain {
  readonly name: string;
  readonly who: PersonName;
  readonly line: string;
  /** Said before, by whom; `{P}` is the instruction last given, `{K}` and `{L}` two children just reported. */
  readonly before?: readonly (readonly [PersonName, string])[];
  /** What happens between the crash and the run that finishes it. */
  readonly between?: readonly (readonly [PersonName, string])[];
  /** The late receipt tells what is so by then. */
  readonly differs?: true;
}

type Said = readonly [PersonName, string];

/** Said and confirmed. */
const decided = (who: PersonName, line: string): readonly Said[] => [
  [who, line],
  [who, '确认'],
];

const CHECKED: Said = ['tongdu', '认定 {K} 已核'];
const BACK = decided('teacher', '复学 {K} 802 随班就读');
const RECOGNISED = [CHECKED, ...decided('bureau', '认定 {K} 同意')];
const MERGED = decided('tongdu', '并案 {K} {L}');
const AWAY: Said = ['teacher', '复学 {K} 又没来'];
const VISITED: Said = ['tongdu', '劝返 {K} 家访 见到妈妈'];
const OVERRULED = decided('leader', '更正 {K} 核实有误');

/** Every move of a child's file by its command; each with what ends or repeats it before the message is run again. */
export const CHILD_CASES: readonly RunAgain[] = [
  { name: '认定 上报', who: 'principal', line: '认定 {K}', between: [CHECKED] },
  { name: '认定 已核', who: 'tongdu', line: '认定 {K} 已核', between: decided('bureau', '认定 {K} 同意') },
  {
    name: '认定 同意',
    who: 'bureau',
    line: '确认',
    before: [CHECKED, ['bureau', '认定 {K} 同意 原因家庭']],
    between: OVERRULED,
  },
  {
    name: '认定 of two at once',
    who: 'bureau',
    line: '确认',
    before: [CHECKED, ['tongdu', '认定 {L} 已核'], ['bureau', '同意认定 {K} {L}']],
    between: OVERRULED,
  },
  {
    name: '不计入',
    who: 'bureau',
    line: '确认',
    before: [CHECKED, ['bureau', '认定 {K} 不计入 休学 依据休学批准 到2027年9月1日']],
    between: OVERRULED,
  },
  { name: '劝返', who: 'teacher', line: '{K}家访了 奶奶说周一来', between: BACK },
  { name: '劝返 that reached nobody', who: 'teacher', line: '{K}打不通', between: [VISITED] },
  { name: '失联', who: 'teacher', line: '劝返 {K} 失联', between: [VISITED] },
  {
    name: '宣传教育',
    who: 'tongdu',
    line: '确认',
    before: [...RECOGNISED, ['tongdu', '劝返 {K} 宣传教育']],
    between: BACK,
  },
  {
    name: '复学',
    who: 'teacher',
    line: '确认',
    before: [['teacher', '复学 {K} 802 随班就读']],
    between: [AWAY],
  },
  { name: '又没来', who: 'teacher', line: '复学 {K} 又没来', before: BACK, between: BACK },
  { name: '巩固', who: 'teacher', line: '巩固 {K} 在校 上课正常', before: BACK, between: [AWAY] },
  { name: '巩固 不在校', who: 'teacher', line: '{K}不在校', before: BACK, between: [AWAY] },
  { name: '销号 属实', who: 'teacher', line: '销号 {K} 属实', before: BACK, between: [AWAY] },
  {
    name: '转出',
    who: 'teacher',
    line: '转出 {K} 邻县第二中学',
    between: decided('bureau', '转出 {K} 确认 就读证明'),
  },
  {
    name: '转出 确认',
    who: 'bureau',
    line: '确认',
    before: [
      ['teacher', '转出 {K} 邻县第二中学'],
      ['bureau', '转出 {K} 确认 就读证明'],
    ],
    between: OVERRULED,
  },
  {
    name: '并案',
    who: 'tongdu',
    line: '确认',
    before: [['tongdu', '并案 {K} {L}']],
    between: decided('bureau', '并案 {K} 拆开'),
  },
  {
    name: '拆开',
    who: 'bureau',
    line: '确认',
    before: [...MERGED, ['bureau', '并案 {K} 拆开']],
    between: MERGED,
  },
  {
    name: '更正',
    who: 'leader',
    line: '确认',
    before: [...RECOGNISED, ['leader', '更正 {K} 核实有误']],
    between: decided('bureau', '认定 {K} 同意'),
  },
  {
    name: '改',
    who: 'tongdu',
    line: '改 {K} 年级 九年级',
    between: [['tongdu', '改 {K} 年级 七年级']],
  },
  { name: '电话', who: 'tongdu', line: '个案 {K} 电话' },
  {
    name: '申请',
    who: 'liuchaPrincipal',
    line: '申请 {K} 孩子转到我校',
    between: decided('tongdu', '申请 同意 {K}'),
  },
  {
    name: '申请 同意',
    who: 'tongdu',
    line: '确认',
    before: [
      ['liuchaPrincipal', '申请 {K} 孩子转到我校'],
      ['tongdu', '申请 同意 {K}'],
    ],
  },
];
