import type { z } from 'zod';
import { defined } from '../kit/defined.ts';
import { asMeant, meantKey, unknownKey, withoutMeant } from './county-keys.ts';
import type { CountyProblem } from './county-problem.ts';
import { type ItemSchemas, itemSchemas, type ListName, SINGLE } from './county-schema.ts';
import type { CountyYaml, Path, Plain } from './county-yaml.ts';
import { DUTY_WORDS, type DutyKind } from './emergency-kinds.ts';
import type { CountyFileOptions } from './file-shape.ts';

/** One item that was read well, and where it stands. */
export interface Row<T> {
  readonly value: T;
  readonly path: Path;
}
/** The items of each list. Bad ones are here with what is good of them, and in `problems`. */
export type Rows = { readonly [N in ListName]: readonly Row<z.output<ItemSchemas[N]>>[] };
/** The sections as far as they could be read, before anything refers to anything. */
export interface Sections {
  readonly county?: z.output<typeof SINGLE.county>;
  readonly workdays?: z.output<typeof SINGLE.workdays>;
  readonly dropouts?: z.output<typeof SINGLE.dropouts>;
  readonly hazards?: z.output<typeof SINGLE.hazards>;
  readonly documents?: z.output<typeof SINGLE.documents>;
  readonly privacy?: z.output<typeof SINGLE.privacy>;
  readonly rows: Rows;
  /** Names and aliases of items that have problems of their own: whoever refers to them is not to blame. */
  readonly broken: ReadonlySet<string>;
  /** Sections that could not be read at all. */
  readonly lost: ReadonlySet<string>;
  readonly problems: readonly CountyProblem[];
  lineOf(path: Path): number;
}

interface Reader {
  readonly yaml: CountyYaml;
  readonly problems: CountyProblem[];
  readonly broken: Set<string>;
  readonly lost: Set<string>;
}

const LISTS = [
  'terms',
  'seasons',
  'townships',
  'villages',
  'districts',
  'schools',
  'waters',
  'members',
  'groups',
  'duty_contacts',
] as const;
/** What a file may have, by its names. */
export const SECTION_NAMES: readonly string[] = [
  'county',
  'workdays',
  'dropouts',
  'hazards',
  'documents',
  'privacy',
  ...LISTS,
];

/** Reads every section and every item on its own, so that one mistake hides no other. */
export function readSections(yaml: CountyYaml, options: CountyFileOptions): Sections {
  const reader: Reader = { yaml, problems: [], broken: new Set(), lost: new Set(yaml.doubled) };
  const root = yaml.root ?? {};
  for (const key of Object.keys(root).filter((name) => !SECTION_NAMES.includes(name))) {
    complain(reader, [key], unknownKey(key, SECTION_NAMES));
    const meant = meantKey(key, SECTION_NAMES);
    if (meant !== undefined && root[meant] === undefined) reader.lost.add(meant);
  }
  if (root.county === undefined && !reader.lost.has('county'))
    complain(reader, [], '缺少 county。请写上县名，例如：county: { name: 望溪县 }');
  const schemas = itemSchemas(options);
  const rows = Object.fromEntries(LISTS.map((name) => [name, readList(reader, name, schemas[name])]));
  const county = readOne(reader, ['county'], SINGLE.county);
  const workdays = readOne(reader, ['workdays'], SINGLE.workdays);
  const dropouts = readOne(reader, ['dropouts'], SINGLE.dropouts);
  const hazards = readOne(reader, ['hazards'], SINGLE.hazards);
  const documents = readOne(reader, ['documents'], SINGLE.documents);
  const privacy = readOne(reader, ['privacy'], SINGLE.privacy);
  return {
    ...defined({ county, workdays, dropouts, hazards, documents, privacy }),
    rows: rows as unknown as Rows,
    broken: reader.broken,
    lost: reader.lost,
    problems: reader.problems,
    lineOf: yaml.lineOf,
  };
}

function readOne<S extends z.ZodType>(reader: Reader, path: Path, schema: S): z.output<S> | undefined {
  const value = reader.yaml.root?.[String(path[0])];
  return value === undefined ? undefined : read(reader, path, value, schema, String(path[0]));
}

function readList(reader: Reader, name: ListName, schema: z.ZodType): readonly Row<unknown>[] {
  const list = reader.yaml.root?.[name];
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    complain(reader, [name], `${name} 应是列表，每项以“- ”开头。`);
    reader.lost.add(name);
    return [];
  }
  return list.flatMap((item: Plain, index) => {
    const path = [name, index];
    const value =
      read(reader, path, item, schema, itemTitle(name, item, index)) ??
      salvage(asMeant(item, schema), schema);
    return value === undefined ? [] : [{ value, path }];
  });
}

function read<S extends z.ZodType>(
  reader: Reader,
  path: Path,
  value: Plain,
  schema: S,
  label: string,
): z.output<S> | undefined {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of withoutMeant(parsed.error.issues, schema)) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of keys) {
      const at = [...path, ...(issue.path as Path), ...(key === undefined ? [] : [key])];
      complain(reader, at, `${label}：${issueText(issue, key, schema)}`);
    }
  }
  for (const word of namesOf(asMeant(value, schema))) reader.broken.add(word);
  return undefined;
}

/**
 * What is good of a bad item, so that its references and doubles are checked in the same go; the file is refused
 * anyway. An address that is partly wrong stays as it was typed.
 */
function salvage(item: Plain, schema: z.ZodType): unknown {
  if (typeof item !== 'object' || Array.isArray(item) || !('shape' in schema)) return undefined;
  const good: Record<string, unknown> = { aliases: [], townships: [] };
  for (const [key, field] of Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)) {
    const typed = (item as { readonly [key: string]: Plain })[key];
    const parsed = field.safeParse(typed);
    if (parsed.success) good[key] = parsed.data;
    else if (typeof typed === 'object' && !Array.isArray(typed)) good[key] = typed;
  }
  return typeof good.name === 'string' ? good : undefined;
}

function issueText(issue: z.core.$ZodIssue, key: string | undefined, schema: z.ZodType): string {
  const field = issue.path
    .map((step) => (typeof step === 'number' ? `第 ${step + 1} 个` : step))
    .join(' 的 ');
  const said = field === '' ? '' : `${field} `;
  if (key !== undefined) return unknownKey(key, keysAt(schema, issue.path));
  if (issue.code !== 'invalid_type') return `${said}${issue.message}。`;
  if (issue.input === undefined) return `缺少 ${field}，请补上。`;
  if (issue.expected === 'array') return `${said}应是列表，例如 [甲, 乙]。`;
  if (issue.expected === 'string') return `${said}应是一段文字，不是列表或一组内容。`;
  return `${said}应是一组“项: 内容”。`;
}

/** What may be written at that place of the schema. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  const inner = schema as { unwrap?: () => unknown; element?: unknown; shape?: Record<string, unknown> };
  if ('unwrap' in inner && inner.unwrap !== undefined && inner.element === undefined)
    return keysAt(inner.unwrap(), path);
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(inner.shape ?? {});
  return keysAt(typeof step === 'number' ? inner.element : inner.shape?.[String(step)], rest);
}

const TITLES: Readonly<Record<ListName, string>> = {
  terms: '学期',
  seasons: '季节',
  townships: '乡镇',
  villages: '村',
  districts: '片区',
  schools: '学校',
  waters: '水域',
  members: '人员',
  groups: '群',
  duty_contacts: '紧急联系人',
};

/** How a problem names the item: `学校“桐渡镇初级中学”`. */
export function itemTitle(name: ListName, item: unknown, index: number): string {
  const { name: own, kind } = item as { name?: unknown; kind?: unknown };
  const called = name === 'duty_contacts' ? kindWord(kind) : own;
  return typeof called === 'string' ? `${TITLES[name]}“${called}”` : `${TITLES[name]}第 ${index + 1} 项`;
}

/** The kind as it is printed, or as it was typed where it is none. */
function kindWord(kind: unknown): unknown {
  return Object.hasOwn(DUTY_WORDS, String(kind)) ? DUTY_WORDS[kind as DutyKind][0] : kind;
}

function namesOf(item: Plain): readonly string[] {
  if (typeof item !== 'object' || Array.isArray(item)) return [];
  const { name, aliases } = item as { readonly [key: string]: Plain };
  const others = Array.isArray(aliases) ? (aliases as readonly Plain[]) : [];
  return [name, ...others]
    .filter((word): word is string => typeof word === 'string')
    .map((word) => word.trim());
}

function complain(reader: Reader, path: Path, text: string): void {
  reader.problems.push({ line: reader.yaml.lineOf(path), text });
}
