import type { ChildDetails } from './child.ts';
import { DROPOUT_STATES } from './states.ts';
import { type Telling, type TimelineLine, timelineOf } from './timeline.ts';
import type { DropoutCase } from './types.ts';

/** A child's whole file: nothing of it is masked. For a page or a message that only its one reader sees. */
export interface WholeFile {
  readonly no: string;
  readonly state: string;
  /** What is known, in the order of a form. */
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly string[];
  readonly history: readonly TimelineLine[];
}

/** Puts a file together, unmasked; what nobody filled in is left out. */
export function wholeFile(
  file: DropoutCase,
  {
    child = {},
    telling,
    place,
  }: { readonly child?: ChildDetails; readonly telling: Telling; readonly place: string },
): WholeFile {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['姓名', child.name],
    ['性别', file.sex],
    ['身份证号', child.idNumber],
    ['单位', place],
    ['年级班级', [file.grade, file.className].filter(Boolean).join('') || undefined],
    ['未到校', file.absentSince && `${file.absentSince}起`],
    ['原因', file.reason],
    ['监护人', child.guardian],
    ['电话', child.phone],
    ['重点人群', child.groups?.join('、') || undefined],
    ['登记', [file.reportedOn, file.reporter.name].filter(Boolean).join(' ')],
  ];
  return {
    no: file.no,
    state: DROPOUT_STATES[file.state].word,
    rows: rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }])),
    notes: child.notes?.split('\n').filter((note) => note.trim() !== '') ?? [],
    history: timelineOf(file.entries, telling),
  };
}
