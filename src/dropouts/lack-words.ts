import type { Lack } from './lacks.ts';

/** What is missing, as people are told. */
export const LACK_WORDS: Readonly<Record<Lack, string>> = {
  proposed: '学校或村还没有上报认定',
  checked: '乡镇还没有核实',
  recognised: '县局还没有认定',
  'back-at-school': '孩子还没有复学',
  'school-days': '到校的上学日还不够',
  visits: '还没有走访记录',
  lessons: '送教上门还没有上课记录',
  'vouched-school': '学校还没有确认',
  'vouched-township': '乡镇还没有确认',
  'exclusion-over': '不计入还没有到期，到期要再核一次',
  'other-person': '前一步是您办的，这一步须换一个人办',
  'fewer-photos': '照片最多三张',
  'past-day': '日期在今天以后',
  code: '没有写明属于哪一种不计入情形',
  evidence: '没有写明依据',
  until: '没有写明到哪一天（今天以后、十年以内）',
  'next-day': '下次日期应在今天以后',
  'ladder-step': '前一步还没有办，或者县里没有开放这一步',
  number: '没有写明文号',
  placement: '县里没有这种安置方式',
  enrolment: '职教须写明“学籍保留”',
  place: '没有写明转到哪里',
  'other-file': '要并入的那一件不能并入',
  changes: '没有写明改什么',
};
