import { z } from 'zod';
import { defined } from '../kit/defined.ts';
import { calledName, names, words, yesNo } from './county-fields.ts';
import { type DocumentRules, USUAL_DOCUMENT_RULES } from './document-rules.ts';

const LONGEST_REMEDY = 400;
const some = names.pipe(z.array(words).nonempty('请写上文书名称'));
const rule = words.refine(
  (text) => text.split('{年}').length === 2 && text.split('{序}').length === 2,
  '应写明 {年} 和 {序}，例如：望教控字〔{年}〕{序}号',
);
const remedy = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .refine((text) => text !== '' && text.length <= LONGEST_REMEDY, `请写清楚，最多 ${LONGEST_REMEDY} 个字`);

/** The section `documents` of the county file: whatever it leaves out is not known. */
export const documentsSchema = z.strictObject({
  authority: calledName.optional(),
  red_head: yesNo.optional(),
  numbers: z
    .array(z.strictObject({ documents: some, rule, authority: calledName.exactOptional() }))
    .refine(namedOnce, '有文书写了两次文号规则')
    .refine(oneAuthority, '同一条规则只能是一个机关的')
    .optional(),
  remedies: z
    .array(z.strictObject({ documents: some, text: remedy }))
    .refine(namedOnce, '有文书写了两次救济途径')
    .optional(),
});

/** The section as it was read. */
export type FileDocuments = z.output<typeof documentsSchema>;

/** How the county issues documents: what its file says. */
export function documentRulesOf(file: FileDocuments | undefined = {}): DocumentRules {
  const { authority, red_head: redHead, numbers, remedies } = file;
  return {
    ...USUAL_DOCUMENT_RULES,
    ...defined({ authority, redHead, numbers, remedies }),
  };
}

/** One printed number is that of one document: two authorities do not number by one rule. */
function oneAuthority(rules: readonly { readonly rule: string; readonly authority?: string }[]): boolean {
  const kept = new Map(rules.map((one) => [one.rule, one.authority]));
  return rules.every((one) => kept.get(one.rule) === one.authority);
}

function namedOnce(rules: readonly { readonly documents: readonly string[] }[]): boolean {
  const all = rules.flatMap(({ documents }) => documents);
  return new Set(all).size === all.length;
}
