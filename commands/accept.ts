import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type Matter,
  photosWith,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { notDecided, whoDecides, whyNotDecided } from '../src/hazards/deciding.ts';
import { peopleOf } from '../src/hazards/heads.ts';
import { readAcceptance } from '../src/hazards/read-acceptance.ts';
import { hazardPlace, toldOf } from '../src/hazards/told.ts';
import { HAZARD_STATES } from '../src/hazards/transitions.ts';
import type { Hazard } from '../src/hazards/types.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '验收哪一件隐患？请告诉我编号，例如 Y26-1032-M。',
    wanted: { kinds: ['hazard'], right: 'see' },
  }),
  words: arg.text({ labels: ['说明', '意见'] }).optional(),
});
type Args = z.output<typeof args>;

const MOST_PHOTOS = 3;

/** 验收: somebody else looks whether the hazard is gone; then it is struck off, and perhaps looked at again. */
export default defineCommand({
  name: '验收',
  aliases: ['复查', '隐患验收', 'accept'],
  order: 25,
  summary: '看整改好没有：通过、退回（写明哪里不行）、销号；销号后回头查。上报的、整改的不验收',
  usage: '验收 编号 通过 或 退回 哪里不行 或 销号；回头查：验收 编号 复查 完好（或写明又怎么了）',
  examples: [
    { line: '验收 Y26-1032-M 通过', where: 'private' },
    { line: '验收 Y26-1032-M 退回 还漏', where: 'private' },
  ],
  roles: ['school', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  spoken: /(?:看[了过]|验收|复查).*(?:还|又|没|不|好|通过|合格|到位|完好)|退回|还漏/u,
  args,
  asks,
  run,
});

/** Striking off ends it: it is said once more. */
async function asks(context: CommandContext, given: Args): Promise<Matter | ReplyResult | undefined> {
  const { file } = given.file;
  const decision = meantBy(given);
  if (decision?.move !== 'closed') return undefined;
  const why = await whyNotDecided(context, file, decision, await whoDecides(context));
  if (why !== undefined) return { reply: why };
  const { rectifier, supervisor } = peopleOf(file);
  return {
    words: context.text('hazards/about-closed', {
      ...{ no: file.no, place: hazardPlace(context.gazetteer, file) },
      ...{ state: HAZARD_STATES[file.state].word, rectifier: rectifier?.name, supervisor: supervisor?.name },
    }),
    version: `${file.no}:${file.entries.length}`,
    final: true,
  };
}

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { file } = given.file;
  const meant = meantBy(given);
  if (meant === undefined) return which(context, file);
  const who = await whoDecides(context);
  const why = await whyNotDecided(context, file, meant, who);
  if (why !== undefined) return { reply: why };
  const decision = { ...meant, photos: (await photosWith(context)).slice(0, MOST_PHOTOS) };
  const tell = await toldOf(context, file, decision);
  return writes(context.services.hazards.decide(file.no, decision, { ...who, tell }), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(context.text, file.no, done, who) ?? '';
    const move = stored.entries.at(-1)?.kind ?? decision.move;
    return context.text('hazards/judged', { no: file.no, move, told: tell.length > 0 });
  });
}

function meantBy({ file: { file }, words = '' }: Args) {
  const move = readAcceptance(words, file.state);
  if (move === undefined) return undefined;
  const said = words.replace(/^(?:退回|复查)[\s,，、:：]*/u, '');
  return { move, ...(said === '' ? {} : { words: said }) };
}

function which({ text }: CommandContext, { no, state }: Hazard): ReplyResult {
  const again = state === 'closed';
  return {
    reply: text('hazards/which-judgement', { no }),
    choices: again
      ? [
          { label: '回头查完好', line: `验收 ${no} 复查 完好` },
          { label: '又坏了，重新整改', line: `验收 ${no} 复查 又坏了` },
        ]
      : [
          { label: '通过', line: `验收 ${no} 通过` },
          { label: '退回，还没修好', line: `验收 ${no} 退回 还没修好` },
        ],
  };
}
