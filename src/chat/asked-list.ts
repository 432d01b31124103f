import { fullName } from '../places/naming.ts';
import type { Place } from '../places/place.ts';
import type { CommandLine } from './command-line.ts';
import type { FieldValues } from './fields.ts';
import { UNANSWERED } from './parse/list-talk.ts';
import { parseArgs } from './parse/parse-args.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';

const INCIDENTS = /突发|事件|事故/;
const HAZARDS = /隐患|引患/;
const BLOCKED = /(?:等|没|缺)(?:钱|资金|经费|部门)|需?协调/;
const OWN = /我(?:自己)?(?:报|上报|反映|登记)/;

/** The line that lists what somebody asks for in their own words: who has not answered, emergencies, hazards or children. */
export function listLine(turn: Turn, text: string): CommandLine | undefined {
  const { registry } = turn.deps;
  const unanswered = registry.byName('未报');
  if (UNANSWERED.test(text) && !HAZARDS.test(text) && unanswered && hasRole(unanswered, turn.actor))
    return { command: unanswered, rest: '', number: 1 };
  const command = registry.byName('名单');
  if (command === undefined) return undefined;
  if (INCIDENTS.test(text)) return { command, rest: '突发', number: 1 };
  if (BLOCKED.test(text)) return { command, rest: '需协调', number: 1 };
  if (HAZARDS.test(text)) return { command, rest: `隐患 ${narrowed(turn, text, false)}`.trim(), number: 1 };
  return { command, rest: narrowed(turn, text, true), number: 1 };
}

/** What a list is narrowed by among the words: a place, of children also class and sex. */
function narrowed(turn: Turn, text: string, children: boolean): string {
  const command = turn.deps.registry.byName('名单');
  if (command === undefined) return '';
  const { values } = parseArgs(command.args, text, turn);
  const place = values.place as Place | undefined;
  const { grade = '', className = '' } = (values.grade ?? {}) as FieldValues['grade'];
  const words = [
    place === undefined ? '' : fullName(turn.gazetteer, place),
    children ? `${grade}${className}` : '',
    children && typeof values.sex === 'string' ? values.sex : '',
    children && OWN.test(text) ? '我的' : '',
    /超期|逾期/.test(text) ? '超期' : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}
