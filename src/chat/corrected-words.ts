import { fullName } from '../places/naming.ts';
import type { Place } from '../places/place.ts';
import { fieldsOf } from './args.ts';
import type { ArgsSchema, FieldMeta, FieldValues } from './fields.ts';
import { parseArgs } from './parse/parse-args.ts';
import type { Turn } from './turn.ts';

/** What stands in the file, by the names of the arguments. */
export type Known = Readonly<Record<string, unknown>>;

/**
 * What a correction says anew, each behind the label of what it is: 不对，是六年级 gives 年级班级:六年级. What it says the
 * thing is not counts for nothing, nor what stands in the file already. Pure.
 */
export function correctedWords(
  turn: Turn,
  { args, known = {} }: { readonly args: ArgsSchema; readonly known?: Known },
  said: string,
): readonly string[] {
  const behind = said
    .replace(/^.*?更正[:,\s]*/u, '')
    .replace(/^.*?不是[^,，。;；]*[,，。;；\s]+/u, '')
    .replace(/不是[^,，。;；是]{1,12}(?=是)/u, '');
  const fresh = parseArgs(args, behind, turn);
  return fieldsOf(args).flatMap(({ name, meta }) => {
    const value = fresh.values[name];
    const word = holds(known[name], value) ? undefined : saidAnew(turn, meta, value, behind);
    return word === undefined ? [] : [`${meta.labels[0] ?? ''}:${word}`];
  });
}

/** Of what a report holds these can be said anew in a word; a name only behind its label. */
function saidAnew(
  { gazetteer }: Turn,
  { field, labels }: FieldMeta,
  value: unknown,
  said: string,
): string | undefined {
  if (value === undefined) return undefined;
  if (field === 'sex' || field === 'date') return String(value);
  if (field === 'place') return fullName(gazetteer, value as Place);
  if (field === 'personName' || field === 'phone')
    return labels.some((label) => said.includes(label)) || /名字/u.test(said) ? String(value) : undefined;
  if (field !== 'grade') return undefined;
  const { grade = '', className = '' } = value as FieldValues['grade'];
  return `${grade}${className}`;
}

/** Said again as it is: every part of it that is told stands there. */
function holds(known: unknown, value: unknown): boolean {
  if (known === undefined || value === undefined) return false;
  if (typeof value !== 'object' || value === null) return known === value;
  const parts = known as Readonly<Record<string, unknown>>;
  const told = 'id' in value ? { id: value.id } : value;
  return Object.entries(told).every(([name, part]) => parts[name] === part);
}
