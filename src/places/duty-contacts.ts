import { DUTY_WORDS, isConfidential } from './emergency-kinds.ts';
import type { FileDutyContact, FileMember } from './file-shape.ts';

/** Where among the members those are whom a word means: `蔺守安`, or `卓谷雨（桐渡镇初级中学）` where two share a name. */
export function personsNamed(members: readonly FileMember[], word: string): readonly number[] {
  const [, name = word, unit] = /^(.+?)[（(](.+)[）)]$/u.exec(word) ?? [];
  return members.flatMap((member, n) => (member.name === name && isOf(member, unit) ? [n] : []));
}

/** Where in an entry something is wrong, and what. */
export interface DutyProblem {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** What is wrong with one entry of `duty_contacts`, besides its shape. Pure. */
export function dutyProblems(
  { kind, persons }: FileDutyContact,
  members: readonly FileMember[],
  broken: ReadonlySet<string>,
): readonly DutyProblem[] {
  const one = isConfidential(kind) && persons.length !== 1;
  return [
    ...persons.flatMap((word, n) => {
      const found = personsNamed(members, word).length;
      if (found === 1 || broken.has(word)) return [];
      return [{ path: ['persons', n], text: found === 0 ? noSuch(word) : tooMany(word) }];
    }),
    ...(persons.length === 0 ? [{ path: ['persons'], text: '至少写一个人，请补上。' }] : []),
    ...(one ? [{ path: ['persons'], text: `“${DUTY_WORDS[kind][0]}”只能指定一个人，请只留一个。` }] : []),
  ];
}

const noSuch = (word: string): string => `“${word}”不在 members 里，请先登记或改正。`;
const tooMany = (word: string): string => `“${word}”不止一个，请写成“姓名（单位）”，单位照 members 里的写。`;

function isOf({ school, township, department }: FileMember, unit: string | undefined): boolean {
  // A school's people have its township too.
  return unit === undefined || unit === (school ?? township) || unit === department;
}
