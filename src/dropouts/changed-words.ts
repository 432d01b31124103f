import { spokenDate } from '../kit/local-date.ts';
import { maskName, maskPhone } from '../privacy/mask.ts';
import type { Amendment, EntrySaid } from './decisions.ts';

/** One field that was put right: what stood there, if anything did, and what stands there now. */
export interface ChangedField {
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string;
}

type Field = Exclude<keyof Amendment, 'cause' | 'groups' | 'areaId'>;

/** The fields in the order in which they are told; each label works in `改`. */
const LABELS: Readonly<Record<Field, string>> = {
  name: '姓名',
  idNumber: '身份证号',
  grade: '年级',
  className: '班级',
  sex: '性别',
  schoolId: '学校',
  absentSince: '缺勤起始日',
  guardian: '监护人',
  phone: '电话',
  reason: '原因',
  foundBy: '发现方式',
};

/** What an amendment changed, masked as a file is shown. */
export function changedWords(
  { before = {}, changes = {} }: Pick<EntrySaid, 'before' | 'changes'>,
  placeName: (schoolId: string) => string,
): readonly ChangedField[] {
  return (Object.keys(LABELS) as readonly Field[]).flatMap((field) => {
    const [from, to] = [before[field], changes[field]];
    if (to === undefined) return [];
    const word = (value: string) => shown(field, value, placeName);
    return [{ label: LABELS[field], from: from === undefined ? undefined : word(from), to: word(to) }];
  });
}

function shown(field: Field, value: string, placeName: (schoolId: string) => string): string {
  switch (field) {
    case 'name':
    case 'guardian':
      return maskName(value);
    case 'phone':
      return maskPhone(value);
    case 'idNumber':
      return `${'*'.repeat(Math.max(value.length - 4, 0))}${value.slice(-4)}`;
    case 'schoolId':
      return placeName(value);
    case 'absentSince':
      return spokenDate(value);
    default:
      return value;
  }
}
