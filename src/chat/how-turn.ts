import type { Command } from './command.ts';
import { exampleOf } from './examples.ts';
import type { Outcome } from './outcome.ts';
import { ownReports } from './own-reports.ts';
import { howTalk } from './parse/how-talk.ts';
import { hasRole } from './rights.ts';
import type { Turn } from './turn.ts';

/** How it is done, in the words asked for: what to say for a report, for a task, for what was reported, and the phone. */
export async function answerHow(turn: Turn): Promise<Outcome> {
  const { registry } = turn.deps;
  const dropout = registry.byName('报辍学');
  const hazard = registry.byName('报隐患');
  const [last] = turn.message.chat.kind === 'group' ? [] : await ownReports(turn);
  return {
    text: turn.text('help/how-to', {
      topic: howTalk(turn.message.text) ?? 'use',
      duty: turn.gazetteer.county.dutyPhone,
      no: last?.kind === 'dropout' ? last.no : undefined,
      hazard: hazard === undefined ? '报隐患' : exampleOf(hazard, turn),
      dropout: dropout === undefined ? '报辍学' : exampleOf(dropout, turn),
      reports: dropout !== undefined && hasRole(dropout, turn.actor),
      about: spokenOf(turn),
    }),
  };
}

/** What the examples show already, and help itself. */
const SHOWN = ['报辍学', '报隐患', '帮助', '查'];
const MOST = 2;

/** The commands whose words were said and that this person may use: 怎么撤销, 销号要什么材料. */
function spokenOf(turn: Turn): readonly Command[] {
  const said = turn.message.text;
  return turn.deps.registry.all
    .filter(({ name }) => !SHOWN.includes(name))
    .filter(({ name, aliases }) => [name, ...aliases].some((word) => word.length > 1 && said.includes(word)))
    .filter((command) => hasRole(command, turn.actor))
    .slice(0, MOST);
}
