import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import type { AppendedCase } from '../src/dropouts/types.ts';
import type { AppendedHazard } from '../src/hazards/types.ts';
import { byOf } from '../src/people/actor.ts';
import type { OnBehalf } from '../src/people/on-behalf.ts';
import { readOnBehalf } from '../src/people/read-on-behalf.ts';
import { ROLE_WORDS } from '../src/people/roles.ts';
import { groupAreaName } from '../src/places/naming.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号', '案号'],
    question: '是哪一件？请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: ['dropout', 'hazard'], right: 'on-behalf' },
  }),
  done: arg.text({
    labels: ['情况', '办理情况', '内容', '单位', '部门'],
    question: '哪个单位办到哪一步？例如：民政局 已受理。',
  }),
});
type Args = z.output<typeof args>;
type Recordable = Args['file'];

/** 代录: what an office outside the bureau's organisation did about a file, in the recorder's name. */
export default defineCommand({
  name: '代录',
  aliases: ['代', '代办', 'on-behalf'],
  order: 45,
  summary: '替民政、派出所等单位记一笔办理情况，写明记录人',
  usage: '代录 单位 办理情况 编号',
  examples: [
    { line: '代录 民政局 已受理 K26-0417-F', where: 'both' },
    { line: '代录 派出所 已入户核实 K26-0417-F 未见到人', where: 'private' },
  ],
  roles: ['township', 'bureau'],
  where: 'both',
  effect: 'adds',
  args,
  async run(context, { file, done }) {
    const { unit, words } = readOnBehalf(done);
    if (unit === undefined) return ask(context, 'on-behalf/lacks-unit', file);
    if (words === undefined) return ask(context, 'on-behalf/lacks-words', file);
    return record(context, file, { unit, words });
  },
});

/** In a group nothing is asked: the line to copy says what is missing. */
function ask(
  context: CommandContext,
  text: 'on-behalf/lacks-unit' | 'on-behalf/lacks-words',
  { no }: Recordable,
): CommandResult {
  const reply = context.text(text, { no });
  return context.chat.kind === 'group' ? { reply } : { reply, ask: { question: reply } };
}

/** The line that reports it anew. */
function anew(context: CommandContext, kind: Recordable['kind']): string {
  const name = kind === 'dropout' ? '报辍学' : '报隐患';
  return context.commands.find(name)?.lines[0] ?? name;
}

function record(context: CommandContext, { kind, no, file }: Recordable, note: OnBehalf): CommandResult {
  const { actor, services, now } = context;
  const by = byOf(actor);
  const reply = (done: AppendedCase | AppendedHazard): string => {
    if (done.outcome === 'declined' && done.why === 'full') return context.text('files/full', { no });
    if (done.outcome === 'missing') return context.text('files/not-there');
    if (done.outcome === 'declined')
      return context.text('files/withdrawn', { no, line: anew(context, kind) });
    if (context.chat.kind === 'group')
      return context.text('on-behalf/noted-group', {
        no,
        area: groupAreaName(context.gazetteer, file.areaId),
      });
    return context.text('on-behalf/noted', { no, ...note, by: actor.name ?? ROLE_WORDS[actor.role][0] });
  };
  return kind === 'dropout'
    ? writes(services.dropouts.onBehalf(no, note, by, now), reply)
    : writes(services.hazards.onBehalf(no, note, by, now), reply);
}
