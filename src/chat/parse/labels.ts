import type { FieldInfo } from '../args.ts';
import type { Slate, Span } from './slate.ts';

/** A `key:` in the text: whose value begins at `end`. */
export interface KeyFound extends Span {
  readonly field: FieldInfo;
}

const GUARDIANS = [
  '监护人',
  '家长',
  '户主',
  '其父',
  '其母',
  '父亲',
  '母亲',
  '爸爸',
  '妈妈',
  '爷爷',
  '奶奶',
  '外公',
  '外婆',
  '姥爷',
  '姥姥',
  '爸',
  '妈',
];
const OWN: Readonly<Partial<Record<FieldInfo['meta']['field'], readonly string[]>>> = {
  personName: ['姓名', '名字'],
  phone: ['联系电话', '联系方式', '手机号码', '手机号', '手机', '电话号码', '电话', '号码'],
  idNumber: ['身份证号码', '身份证号', '身份证', '证件号码', '证件号'],
};

const WHOSE = new RegExp(`(?:${GUARDIANS.join('|')}|学生|孩子|本人)的?$`);

/** Every word that works as a key for the field, longest first. */
export function labelsOf(field: FieldInfo): readonly string[] {
  const { labels, field: kind } = field.meta;
  const guardian = kind === 'personName' && labels.some((label) => /监护人|家长/.test(label));
  const more = guardian ? GUARDIANS : kind === 'personName' ? [] : (OWN[kind] ?? []);
  return [...new Set([...labels, ...more])].sort((a, b) => b.length - a.length);
}

interface Owner {
  readonly label: string;
  readonly field: FieldInfo;
}
interface Keys {
  readonly owners: readonly Owner[];
  readonly pattern: RegExp;
}

/** `学校:`, `监护人姓名=`, `(电话)`, also glued to what stands before, in order of appearance. Text is half width. */
export function findKeys(text: string, fields: readonly FieldInfo[]): readonly KeyFound[] {
  const { owners, pattern } = keysOf(fields);
  if (owners.length === 0) return [];
  return [...text.matchAll(pattern)].flatMap((match) => {
    const field = ownerOf(match[1] ?? match[3] ?? '', match[2] ?? match[4], owners, fields);
    return field ? [{ start: match.index, end: match.index + match[0].length, field }] : [];
  });
}

// One pattern for all labels of a command, made once: `fieldsOf` gives the same array every time.
const made = new WeakMap<readonly FieldInfo[], Keys>();
function keysOf(fields: readonly FieldInfo[]): Keys {
  const known = made.get(fields);
  if (known) return known;
  const owners = fields.flatMap((field) => labelsOf(field).map((label) => ({ label, field })));
  const labels = [...new Set(owners.map((one) => one.label))].sort((a, b) => b.length - a.length);
  const any = `(${labels.map(literal).join('|')})`;
  const tail = `(${Object.values(OWN).flat().join('|')})?`;
  const number = '(?:(?<![^\\s,;])\\d{1,2}[.)] ?)?';
  const keys = {
    owners,
    pattern: new RegExp(`${number}(?:${any}的?${tail} *[:=]+|\\(${any}${tail}\\) *:?) *`, 'g'),
  };
  made.set(fields, keys);
  return keys;
}

/** The label of the field that stands right before `at`, as in 电话138…, 年级 八年级. */
export function labelBefore(slate: Slate, field: FieldInfo, at: number): Span | undefined {
  const before = slate.free().slice(0, at);
  const trimmed = before.replace(/[ :=]*(?:是|为)?[ :=]*$/, '');
  const label = labelsOf(field).find((one) => trimmed.endsWith(one));
  if (!label) return undefined;
  const front = trimmed.slice(0, trimmed.length - label.length);
  const whose = field.meta.field === 'phone' || field.meta.field === 'idNumber' ? WHOSE.exec(front) : null;
  return { start: front.length - (whose?.[0].length ?? 0), end: at };
}

// 家长电话: the phone; 监护人姓名: the guardian's name.
function ownerOf(
  label: string,
  tail: string | undefined,
  owners: readonly { readonly label: string; readonly field: FieldInfo }[],
  fields: readonly FieldInfo[],
): FieldInfo | undefined {
  const kind = (Object.keys(OWN) as (keyof typeof OWN)[]).find((one) => tail && OWN[one]?.includes(tail));
  const own = owners.find((one) => one.label === label)?.field;
  return kind === undefined || kind === 'personName'
    ? own
    : (fields.find((one) => one.meta.field === kind) ?? own);
}

function literal(label: string): string {
  return label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
