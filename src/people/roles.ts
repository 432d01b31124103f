/** What a person is to the county. Kept as data: files may use the Chinese word or the English one. */
export const ROLES = [
  'visitor',
  'teacher',
  'school',
  'township',
  'village',
  'department',
  'officer6',
  'bureau',
  'leader',
  'auditor',
  'admin',
] as const;

/** One of ROLES. */
export type Role = (typeof ROLES)[number];

/** The words people use for each role, the first one being the word we print. */
export const ROLE_WORDS: Readonly<Record<Role, readonly [string, ...string[]]>> = {
  visitor: ['未绑定', '访客'],
  teacher: ['教师', '班主任', '老师'],
  school: ['学校', '校长', '园长', '学校干部'],
  township: ['乡镇', '教育专干', '乡镇干部', '街道'],
  village: ['村', '村干部', '社区'],
  department: ['部门', '部门联络员'],
  officer6: ['六员'],
  bureau: ['教育局', '局机关', '局'],
  leader: ['领导', '局领导', '县领导'],
  auditor: ['审计', '审计员'],
  admin: ['管理员'],
};

/**
 * The role of a word in a county file, Chinese or English; undefined for an unknown word and for `visitor`, which
 * is nothing a file can make somebody.
 */
export function roleOf(word: string): Role | undefined {
  return ROLES.find((role) => role !== 'visitor' && (role === word || ROLE_WORDS[role].includes(word)));
}

/** The words for a county file's roles, as they are printed. */
export const FILE_ROLE_WORDS: readonly string[] = ROLES.filter((role) => role !== 'visitor').flatMap((role) =>
  ROLE_WORDS[role].slice(0, 1),
);
