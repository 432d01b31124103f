import { parseCounty } from '../../src/places/county-file.ts';
import { problemLine } from '../../src/places/county-problem.ts';
import type { CountyFile, CountyFileOptions } from '../../src/places/file-shape.ts';

/** Role words as the people folder knows them, as far as these tests need them. */
export const ROLE_OPTIONS: CountyFileOptions = {
  roleOf: (word) =>
    ({ 校长: 'school', 乡镇: 'township', 教师: 'teacher', 教育局: 'bureau' })[word] ?? known(word),
  roleWords: ['教师', '学校', '乡镇', '教育局'],
};

const known = (word: string): string | undefined =>
  ['teacher', 'school', 'township', 'village', 'bureau', 'leader', 'admin'].includes(word) ? word : undefined;

/** A small county of two townships with like-named schools. */
export const EXAMPLE = `county: { name: 望溪县, code: "990101", duty_phone: 000-6610110 }
townships:
  - { name: 桐渡镇, code: "990101100" }
  - { name: 禾洲渡镇, code: "990101104", aliases: [禾洲] }
  - { name: 江北街道 }
villages:
  - { name: 枫树村, township: 桐渡镇 }
districts:
  - { name: 东片, townships: [桐渡, 禾洲渡镇] }
schools:
  - { name: 桐渡镇中心小学, code: "2199000001", township: 桐渡镇, kind: 小学, pupils: 612, boarding: 是 }
  - { name: 桐渡镇初级中学, township: 桐渡, kind: 初中, pupils: 400, boarding: 是 }
  - { name: 桐渡镇柳树湾小学, township: 桐渡镇, kind: 小学, pupils: 80, boarding: 否 }
  - { name: 禾洲渡镇中心小学, township: 禾洲渡镇, kind: 小学, boarding: 否 }
  - { name: 禾洲渡镇柳树湾小学, township: 禾洲渡镇, kind: 小学, pupils: 61, boarding: 否 }
  - { name: 望溪县第一中学, township: 江北街道, kind: 高中, pupils: 2000, boarding: 是 }
waters:
  - { name: 枫树水库, township: 桐渡镇, aliases: [大堰] }
members:
  - { name: 宁可行, role: 校长, post: 校长, school: 桐渡初中, wecom: ningkexing, dingtalk: 0147 }
  - { name: 桑小满, role: 乡镇, post: 教育专干, township: 桐渡镇 }
groups:
  - name: 桐渡镇群
    audience: township
    township: 桐渡镇
    wecom: { chat: wr1, webhook: "https://example.cn/send?key=abc" }
    dingtalk: { chat: cid1, webhook: "https://example.cn/robot?token=x", secret: SECx }
`;

/** The file of a text that is known to be right; throws with all problems otherwise. */
export function fileOf(text: string): CountyFile {
  const parsed = parseCounty(text, ROLE_OPTIONS);
  if (parsed.ok) return parsed.file;
  throw new Error(parsed.problems.map(problemLine).join('\n'));
}

/** The problems of a text, one line each. */
export function problemsOf(text: string): readonly string[] {
  const parsed = parseCounty(text, ROLE_OPTIONS);
  return parsed.ok ? [] : parsed.problems.map(problemLine);
}
