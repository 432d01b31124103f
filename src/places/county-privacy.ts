import { z } from 'zod';
import { defined } from '../kit/defined.ts';
import { count, oneOf, yesNo } from './county-fields.ts';
import { type PrivacyRules, USUAL_PRIVACY_RULES } from './privacy-rules.ts';

/** Auditors watch who reads, and administrators keep the program running: no list makes either a reader. */
const READERS = {
  teacher: ['教师', '班主任'],
  school: ['学校'],
  township: ['乡镇'],
  village: ['村'],
  department: ['部门'],
  officer6: ['六员'],
  bureau: ['教育局'],
  leader: ['领导'],
};
const WORDS = Object.values(READERS).map(([word = '']) => word);

const years = count.refine((n) => n >= 1 && n <= 60, '应是 1 到 60 的数字');

/** The section `privacy` of the county file: whatever it leaves out is as usual. */
export const privacySchema = z.strictObject({
  full_view: z.array(oneOf(READERS, WORDS)).optional(),
  wecom_message: yesNo.optional(),
  keep_until_age: years.optional(),
  keep_years: years.optional(),
  keep_unfounded_years: years.optional(),
  access_years: years.optional(),
});

/** The section as it was read. */
export type FilePrivacy = z.output<typeof privacySchema>;

/** The county's rules: what its file says, as usual where it says nothing. */
export function privacyRulesOf(file: FilePrivacy | undefined = {}): PrivacyRules {
  const { full_view: fullView, wecom_message: wecomMessage } = file;
  const { keep_until_age: keepUntilAge, keep_years: keepYears } = file;
  const { keep_unfounded_years: keepUnfoundedYears, access_years: accessYears } = file;
  const given = { fullView, wecomMessage, keepUntilAge, keepYears, keepUnfoundedYears, accessYears };
  return { ...USUAL_PRIVACY_RULES, ...defined(given) };
}

/** The section as a clerk writes it. */
export function writePrivacy({ full_view: roles, ...rest }: FilePrivacy = {}): object {
  const words: Readonly<Record<string, readonly string[]>> = READERS;
  return defined({ full_view: roles?.map((role) => words[role]?.[0] ?? role), ...rest });
}
