import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadYaml } from '../texts/load-yaml.ts';

/** What a column of a ledger may be filled with; 空 is for a pen. */
export const COLUMN_SOURCES = [
  '序号',
  '乡镇',
  '单位',
  '期间',
  '任务',
  '数',
  '差',
  '率',
  '其余各数',
  '问题项',
  '结果',
  '声明',
  '说明',
  '填报人',
  '日期',
  '按时',
  '复核',
  '空',
] as const;

const words = z.string().min(1);
const column = z.strictObject({
  title: words,
  from: z.enum(COLUMN_SOURCES),
  /** Of 数, 差 and 率: the number asked for; of 差 and 率 the larger one. */
  field: words.optional(),
  width: z.int().min(4).max(60).default(12),
});
const form = z.strictObject({
  name: words,
  /** The kinds of duty it is for; empty for all that have no form of their own. */
  kinds: z.array(words).default([]),
  audiences: z.array(z.enum(['school', 'township', 'bureau', 'officer6'])).default([]),
  columns: z.array(column).min(1),
});

/** A column of a ledger, as the county prints it. */
export type LedgerColumn = z.output<typeof column>;
/** The form of a ledger: one file of `templates/ledgers`. */
export type LedgerForm = z.output<typeof form>;

/** Every form of a folder; one that cannot be read stops the start. */
export function loadForms(folder: string): readonly LedgerForm[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => loadYaml(join(folder, name), form));
}

/** The form of a kind of duty: its own, else the one for all. */
export function formOf(
  forms: readonly LedgerForm[],
  { kind, audience }: { readonly kind: string; readonly audience: LedgerForm['audiences'][number] },
): LedgerForm | undefined {
  const fits = ({ kinds, audiences }: LedgerForm): boolean =>
    kinds.includes(kind) && (audiences.length === 0 || audiences.includes(audience));
  return forms.find(fits) ?? forms.find(({ kinds }) => kinds.length === 0);
}
