import { moneyWord } from '../kit/money.ts';
import { fullName } from '../places/naming.ts';
import type { Place } from '../places/place.ts';
import type { Action } from './action.ts';
import { type FieldInfo, fieldsOf } from './args.ts';
import type { FieldValues } from './fields.ts';
import type { Turn } from './turn.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * A line rebuilt from what was understood of it and nothing that was merely typed, so that it may be shown in a
 * group. Schools and whatever could describe a child are left out.
 */
export function plainLine(
  { name, does }: Pick<Action, 'name' | 'does'>,
  values: Values,
  turn: Pick<Turn, 'gazetteer'>,
): string {
  const fields = fieldsOf(does.args);
  const aboutChildren = fields.some(({ meta }) => meta.personal === true);
  const words = fields.map((field) => {
    const value = values[field.name];
    if (value === undefined || (aboutChildren && field.meta.field === 'word')) return '';
    return wordFor(field, value, turn);
  });
  return [name, ...words].filter((word) => word !== '').join(' ');
}

function wordFor({ meta }: FieldInfo, value: unknown, { gazetteer }: Pick<Turn, 'gazetteer'>): string {
  switch (meta.field) {
    case 'word':
      return meta.words?.[String(value)]?.[0] ?? '';
    case 'file':
      // Not looked up yet, it is the number that was typed.
      return typeof value === 'string' ? value : (value as FieldValues['file']).no;
    case 'money':
      return `${meta.labels[0] ?? ''}${moneyWord(value as FieldValues['money'])}`;
    case 'people':
      // Not looked up yet, it is what was typed.
      return typeof value === 'string'
        ? ''
        : peopleWord(meta.labels[0] ?? '', value as FieldValues['people']);
    case 'period':
      return periodWord(value as FieldValues['period']);
    case 'place':
      return (value as Place).kind === 'school' ? '' : fullName(gazetteer, value as Place);
    default:
      return '';
  }
}

/** 本周 stays 本周; what is not surely read back the same is written out. */
function periodWord({ from, to, label }: FieldValues['period']): string {
  return /^[本上](?:周|月|学期|学年|季度)$/u.test(label) ? label : `${from}..${to}`;
}

const peopleWord = (label: string, people: FieldValues['people']): string =>
  `${label}:${people.map(({ post = '', name }) => post + name).join('、')}`;
