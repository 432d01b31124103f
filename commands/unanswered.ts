import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand, type ReplyResult } from '../src/chat/command.ts';
import { dutyChoices } from '../src/duties/choices.ts';
import { dutyMeasures, unanswered } from '../src/duties/measures.ts';
import { byTownship, fewNames } from '../src/duties/missing.ts';
import { AUDIENCE_WORDS, dutyName, namedDuties, partlyNamed, wordFor } from '../src/duties/names.ts';
import { silencedBy } from '../src/duties/silenced.ts';
import type { Duty, DutyReturn } from '../src/duties/types.ts';
import { townshipOfUnit } from '../src/duties/units.ts';
import { AUDIENCE_UNITS, dueWords, measureWords } from '../src/duties/words.ts';
import { scopeOf } from '../src/people/scope.ts';

const args = z.object({ duty: arg.text({ labels: ['任务'] }).optional() });

/** 未报: who has not answered, for the bureau and, of its own schools, the township. A group hears how many, never who. */
export default defineCommand({
  name: '未报',
  aliases: ['谁没报', '没报的', 'unanswered'],
  order: 48,
  summary: '看任务的完成情况和还没报的单位（群里只说还有几个）',
  usage: '未报 [任务]',
  examples: [
    { line: '未报', where: 'both' },
    { line: '未报 零报告', where: 'private' },
  ],
  roles: ['bureau', 'township'],
  where: 'both',
  effect: 'none',
  args,
  async run(context, { duty: words = '' }) {
    if (context.group?.outsiders) return { reply: context.text('refusals/private-only', { name: '未报' }) };
    const mine = await watched(context);
    const duties = words === '' ? mine : dutiesMeant(mine, words);
    if (duties.length === 0) return which(context, words, mine, false);
    // Names would be too many to read; numbers for a group are one line each.
    if (words !== '' && duties.length > 1 && context.chat.kind !== 'group')
      return which(context, words, duties, true);
    const shown = await Promise.all(duties.map((duty) => overview(context, duty)));
    return context.chat.kind === 'group'
      ? group(context, shown)
      : list(context, shown, { open: mine, whole: words !== '' });
  },
});

function dutiesMeant(open: readonly Duty[], words: string): readonly Duty[] {
  return namedDuties(open, words)?.duties ?? partlyNamed(open, words);
}

/** Open duties in whose units the asker has a say: all for the bureau, those of its schools for a township. */
async function watched(context: CommandContext): Promise<readonly Duty[]> {
  const recent = await context.services.duties.recent(context.now, 0);
  const silenced = await silencedBy(context.services.reminders);
  return recent
    .filter((duty) => duty.state === 'open' && !silenced(duty))
    .filter((duty) => unitsSeen(context, duty).length > 0)
    .toSorted((a, b) => a.due.getTime() - b.due.getTime());
}

function unitsSeen({ actor, gazetteer }: CommandContext, { audience, expected }: Duty): readonly string[] {
  const scope = scopeOf(actor);
  if (scope === 'all') return expected;
  if (typeof scope === 'string' || !('townshipId' in scope)) return [];
  if (audience === 'township' || audience === 'bureau') return [];
  return expected.filter((unit) => townshipOfUnit(unit, gazetteer) === scope.townshipId);
}

interface Overview {
  readonly duty: Duty;
  readonly units: readonly string[];
  readonly returns: readonly DutyReturn[];
  readonly missing: readonly string[];
}

async function overview(context: CommandContext, duty: Duty): Promise<Overview> {
  const units = unitsSeen(context, duty);
  const returns = await context.services.duties.returns(duty.id);
  const missing = unanswered(duty, returns).filter((unit) => units.includes(unit));
  return { duty, units, returns, missing };
}

function group(context: CommandContext, shown: readonly Overview[]): ReplyResult {
  const duties = shown.map(({ duty, missing }) => ({
    ...{ name: dutyName(duty), due: dueWords(duty, context.today) },
    missing: missing.length,
    // On its first day a duty may not have been told to everybody yet.
    told: duty.openedOn < context.today,
    unit: duty.audience === 'township' ? '个乡镇' : duty.audience === 'bureau' ? '个单位' : '所',
  }));
  return { reply: context.text('unanswered/group', { duties }) };
}

/** Asked by name a duty shows everybody, else a glance: all names of several duties are more than a phone shows. */
function list(
  context: CommandContext,
  shown: readonly Overview[],
  { open, whole }: { readonly open: readonly Duty[]; readonly whole: boolean },
): ReplyResult {
  const duties = shown.map((one) => {
    const { duty, units, returns, missing } = one;
    const parts = { missing, returns, gazetteer: context.gazetteer, now: context.now };
    return {
      name: dutyName(duty),
      whom: AUDIENCE_WORDS[duty.audience],
      due: dueWords(duty, context.today),
      measures: measureWords(dutyMeasures(duty, returns, units)),
      missing: missing.length,
      unit: AUDIENCE_UNITS[duty.audience],
      few: fewNames(parts),
      groups: whole ? byTownship(parts) : [],
      line: `未报 ${wordFor(duty, open)}`,
    };
  });
  const owing = shown.find(({ missing }) => missing.length > 0)?.duty;
  const urges = context.commands.find('催报') !== undefined;
  const line = owing === undefined || !urges ? '未报' : `催报 ${wordFor(owing, open)}`;
  return { reply: context.text('unanswered/list', { duties, line, urges: line !== '未报' }) };
}

function which(context: CommandContext, said: string, among: readonly Duty[], fits: boolean): ReplyResult {
  if (among.length === 0) return { reply: context.text('unanswered/none') };
  const choices = dutyChoices(among).map(({ label, word }) => ({ label, line: `未报 ${word}` }));
  return { reply: context.text('duties/unknown', { said, fits, n: among.length }), choices };
}
