import { spokenDate } from '../kit/local-date.ts';
import { fullName } from '../places/naming.ts';
import type { Place } from '../places/place.ts';
import { actionOf } from './action.ts';
import { type FieldInfo, fieldsOf } from './args.ts';
import type { FieldValues } from './fields.ts';
import { withOwnPlace } from './own-place.ts';
import { parseArgs } from './parse/parse-args.ts';
import type { Turn } from './turn.ts';

/** What was read from a report's line, in the order of its fields: what will stand in the file. Names and numbers are not said again. */
export function understoodWords(turn: Turn, lines: string): readonly string[] {
  const [line = '', ...more] = lines.split('\n');
  if (more.length > 0)
    return lines.split('\n').map((one, at) => `(${at + 1}) ${wordsOfLine(turn, one).join(' ')}`);
  return wordsOfLine(turn, line);
}

function wordsOfLine(turn: Turn, line: string): readonly string[] {
  const at = line.indexOf(' ');
  const command = turn.deps.registry.byName(line.slice(0, at));
  if (command === undefined) return [];
  const { does, rest } = actionOf({ command, rest: line.slice(at + 1) }, turn);
  const parsed = withOwnPlace(turn, parseArgs(does.args, rest, turn));
  return fieldsOf(does.args).flatMap((field) => {
    const value = parsed.values[field.name];
    return value === undefined ? [] : [wordOf(turn, field, value)];
  });
}

function wordOf(turn: Turn, { meta }: FieldInfo, value: unknown): string {
  const [label = ''] = meta.labels;
  switch (meta.field) {
    case 'place':
      return fullName(turn.gazetteer, value as Place);
    case 'grade': {
      const { grade = '', className = '' } = value as FieldValues['grade'];
      return `${grade}${className}`;
    }
    case 'date':
      return `${spokenDate(value as string)}起`;
    case 'personName':
    case 'phone':
    case 'idNumber':
      return `${label}已记`;
    case 'text':
      return `“${shortened(String(value))}”`;
    default:
      return String(value);
  }
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
