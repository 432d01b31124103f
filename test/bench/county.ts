const TOWNSHIPS = 20;
const SCHOOLS = 120;

/** The account of the officer of a school, by the school's number. */
export const officerOf = (school: number) => `officer-${school % SCHOOLS}`;
/** The name of a school, by its number. */
export const schoolName = (school: number) => `第${(school % SCHOOLS) + 1}小学`;
/** The group everybody writes in. */
export const GROUP = 'bench-group';

/** A county of 20 townships and 120 schools, an officer in each: what a busy bureau has. */
export const COUNTY = [
  'county: { name: 测试县, code: "990101", duty_phone: 000-6610110 }',
  'townships:',
  ...Array.from({ length: TOWNSHIPS }, (_, n) => `  - { name: 第${n + 1}镇, code: "990101${100 + n}" }`),
  'schools:',
  ...Array.from(
    { length: SCHOOLS },
    (_, n) =>
      `  - { name: ${schoolName(n)}, code: "21990${10_000 + n}", township: 第${(n % TOWNSHIPS) + 1}镇, kind: 小学, pupils: 300 }`,
  ),
  'members:',
  '  - { name: 卞知秋, role: 教育局, post: 安全股长, wecom: bureau, dingtalk: bureau }',
  ...Array.from(
    { length: SCHOOLS },
    (_, n) =>
      `  - { name: 员${n + 1}号, role: 学校, post: 安全副校长, school: ${schoolName(n)}, wecom: ${officerOf(n)}, dingtalk: ${officerOf(n)} }`,
  ),
  'groups:',
  `  - { name: 测试工作群, audience: 局, outsiders: 否, wecom: { chat: ${GROUP} }, dingtalk: { chat: ${GROUP} } }`,
  'duty_contacts:',
  '  - { kind: 值班, persons: [卞知秋] }',
  '',
].join('\n');
