import { z } from 'zod';
import type { FileKind, FoundFile, WantedFile } from '../casefiles/found.ts';
import { isRealDate } from '../kit/local-date.ts';
import type { Place } from '../places/place.ts';
import type { ArgsSchema, FieldMeta, FieldValues, NamedPerson } from './fields.ts';

/** What a command says about an argument; `labels` is what people call it, the first one is printed. */
type Options = Omit<FieldMeta, 'field' | 'words'>;
type Words = Readonly<Record<string, readonly string[]>>;

/**
 * The arguments a command can declare. Each gives a zod schema that carries its FieldMeta; required unless
 * `.optional()` is added.
 */
export const arg = {
  /** A township, school, village, water body or 区外, by name or alias. */
  place: (options: Options) => field('place', options, z.custom<Place>(isPlace)),
  /** Grade and class: 三年级二班, 五(2)班, 802班, 初二. */
  grade: (options: Options) =>
    field(
      'grade',
      options,
      z.object({ grade: z.string().optional(), className: z.string().optional() }) as unknown as z.ZodType<
        FieldValues['grade']
      >,
    ),
  /** A person's name: personal unless said otherwise. */
  personName: (options: Options) => field('personName', { personal: true, ...options }, z.string().min(1)),
  sex: (options: Options) => field('sex', options, z.enum(['男', '女'])),
  /** 18 digits with a right check sign: personal. */
  idNumber: (options: Options) =>
    field('idNumber', { personal: true, ...options }, z.string().regex(/^\d{17}[\dX]$/)),
  /** A day, today or before it. */
  date: (options: Options) => field('date', options, z.string().refine(isRealDate)),
  /** A day that may lie ahead, and a time where one was told. */
  dueDate: (options: Options) =>
    field(
      'dueDate',
      options,
      z.object({
        day: z.string().refine(isRealDate),
        time: z
          .string()
          .regex(/^\d{2}:\d{2}$/)
          .exactOptional(),
      }),
    ),
  /** An amount, in whole fen; a bare number is one only behind its label (资金8000). */
  money: (options: Options) => field('money', options, z.int().nonnegative()),
  /** From one day to another, both included. */
  period: (options: Options) =>
    field('period', options, z.object({ from: z.string(), to: z.string(), label: z.string() })),
  /** A mobile or landline number, digits only: personal unless said otherwise. */
  phone: (options: Options) =>
    field('phone', { personal: true, ...options }, z.string().regex(/^\d{10,12}$/)),
  /**
   * The file meant by `K26-0417-F`, `k417`, `417` or a quoted receipt, when the speaker may have it for this. None, and
   * one out of sight, are answered alike; of several that fit one is chosen by number.
   */
  file: <K extends FileKind>(
    options: Options & { readonly wanted: WantedFile & { readonly kinds: readonly K[] } },
  ) => field('file', options, z.custom<Extract<FoundFile, { readonly kind: K }>>(isFile)),
  /**
   * One or more people at work, named by name, post or both, with their unit where needed. Who is not found, or one of
   * several, is asked for by number, never guessed.
   */
  people: (options: Options) => field('people', options, z.array(z.custom<NamedPerson>(isPerson)).min(1)),
  /** One of a closed set of words; the value is the canonical one. */
  word: <W extends Words>(options: Options & { readonly words: W }) =>
    field('word', options, z.enum(Object.keys(options.words) as [keyof W & string, ...(keyof W & string)[]])),
  /** Six digits, or letter-digit-letter-digit. */
  code: (options: Options) => field('code', options, z.string()),
  /** Everything nobody else recognised. */
  text: (options: Options) => field('text', options, z.string().min(1)),
};

/** One declared argument as parser, help and dialogue see it. */
export interface FieldInfo {
  readonly name: string;
  readonly meta: FieldMeta;
  readonly required: boolean;
}

/** The arguments of a command in the order declared. Members not made with `arg` are left out. */
export function fieldsOf(schema: ArgsSchema): readonly FieldInfo[] {
  const known = remembered.get(schema);
  if (known) return known;
  const fields = readFields(schema);
  remembered.set(schema, fields);
  return fields;
}

const remembered = new WeakMap<ArgsSchema, readonly FieldInfo[]>();
function readFields(schema: ArgsSchema): readonly FieldInfo[] {
  return Object.entries(schema.shape).flatMap(([name, member]) => {
    const meta = metaOf(member as z.ZodType);
    return meta ? [{ name, meta, required: !(member as z.ZodType).safeParse(undefined).success }] : [];
  });
}

function field<T extends z.ZodType>(kind: FieldMeta['field'], options: object, schema: T): T {
  return schema.meta({ field: kind, ...options }) as T;
}

// `.optional()` and `.default()` wrap the schema that carries the metadata.
function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const own = schema.meta() as FieldMeta | undefined;
  if (own?.field !== undefined) return own;
  const inner = (schema as unknown as { def: { innerType?: z.ZodType } }).def.innerType;
  return inner ? metaOf(inner) : undefined;
}

function isFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'no' in value && 'file' in value;
}

function isPerson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'role' in value;
}

function isPlace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
