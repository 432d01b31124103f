import type { IdNumberFault } from '../../kit/id-number.ts';
import type { FieldInfo } from '../args.ts';
import type { ArgProblem, ProblemCode } from './parsed-args.ts';

const ID_FAULTS: Readonly<Record<IdNumberFault, string>> = {
  old: '身份证号是15位旧号，请写18位新号',
  length: '身份证号应为18位，请核对',
  date: '身份证号里的出生日期不对，请核对',
  check: '身份证号有一位不对，请核对',
};

/** The sentence for a faulty ID number. */
export function idProblem(field: FieldInfo, fault: IdNumberFault): ArgProblem {
  return { field, code: `id-${fault}`, text: `${ID_FAULTS[fault]}；其余已记下。` };
}

/** The sentence for any other argument that was not taken. */
export function argProblem(field: FieldInfo, code: Exclude<ProblemCode, `id-${IdNumberFault}`>): ArgProblem {
  return { field, code, text: `${sentence(field, code)}；其余已记下。` };
}

function sentence(field: FieldInfo, code: ProblemCode): string {
  const label = field.meta.labels[0] ?? field.name;
  switch (code) {
    case 'id-age':
      return '身份证号的年龄不像在校生，请核对是否为孩子本人';
    case 'phone':
      return '电话号码位数不对，请核对';
    case 'case-check':
      return '编号末位字母对不上，请照回执核对';
    case 'date-future':
      return `“${label}”写到了今天之后，请核对`;
    case 'place-unknown':
      return `没有找到您写的“${label}”，请写学校或乡镇全称`;
    case 'money':
      return `“${label}”请写一个准数，例如：${label}:8000元`;
    case 'people':
      return `“${label}”请写明是谁，例如：${label}:姓名`;
    case 'word-unknown':
      return `“${label}”请写：${Object.keys(field.meta.words ?? {}).join('、')}`;
    default:
      return `“${label}”没有看懂，请重写`;
  }
}
