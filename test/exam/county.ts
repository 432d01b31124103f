import { createHash } from 'node:crypto';
import { WANGXI } from '../journeys/wangxi.ts';
import type { Said } from './said.ts';

type Speaker = Pick<Said, 'who' | 'of'>;

const ROLES = {
  officer: ['乡镇', '教育专干'],
  school: ['学校', '安全副校长'],
  teacher: ['教师', '班主任'],
  village: ['村', '村主任'],
  bureau: ['教育局', '安全股干部'],
  leader: ['领导', '分管副局长'],
} as const;

const short = (words: string) => createHash('sha1').update(words).digest('hex').slice(0, 10);

/** The account a speaker writes from; a visitor's is nobody's. */
export const accountOf = ({ who, of = '' }: Speaker) => `exam-${who}-${short(of)}`;

/** The group a speaker writes in: of their unit, or the parents' group of the shipped county. */
export const groupOf = ({ who, of, place }: Said) =>
  place === 'parents-group' ? 'exam-parents' : `exam-group-${short(who === 'visitor' ? '' : (of ?? ''))}`;

const isSchool = (of: string) => !/(镇|乡|街道|林场)$/u.test(of);
const unit = (of: string | undefined) =>
  of === undefined ? '' : isSchool(of) ? `, school: ${of}` : `, township: ${of}`;

const NAMES = '甲乙丙丁戊己庚辛壬癸';
const nameOf = (index: number) =>
  `考${NAMES[Math.floor(index / 10) % 10]}${NAMES[index % 10]}${index >= 100 ? '某' : ''}`;

/** 望溪县 with everybody who speaks in these messages, and their groups. */
export function countyFor(said: readonly Said[]): string {
  const speakers = new Map(said.filter(({ who }) => who !== 'visitor').map((one) => [accountOf(one), one]));
  const groups = new Map(said.filter(({ place }) => place === 'group').map((one) => [groupOf(one), one]));
  const members = [...speakers].map(([account, { who, of }], index) => {
    if (who === 'visitor') return '';
    const [role, post] = ROLES[who];
    return `  - { name: ${nameOf(index)}, role: ${role}, post: ${post}${unit(of)}, wecom: ${account}, dingtalk: ${account} }\n`;
  });
  const listed = [...groups].map(
    ([id, { of }]) =>
      `  - { name: 考${id.slice(-10)}群, audience: ${of === undefined ? '局' : isSchool(of) ? '学校' : '乡镇'}, outsiders: 否${unit(of)}, wecom: { chat: ${id} }, dingtalk: { chat: ${id} } }\n`,
  );
  const parents =
    '  - { name: 考家校群, audience: 学校, outsiders: 是, school: 桐渡镇中心小学, wecom: { chat: exam-parents }, dingtalk: { chat: exam-parents } }\n';
  return WANGXI.replace('members:\n', `members:\n${members.join('')}`).replace(
    'groups:\n',
    `groups:\n${listed.join('')}${parents}`,
  );
}
