import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { notDecided, whoDecides, whyNotDecided } from '../src/hazards/deciding.ts';
import type { DecisionOf } from '../src/hazards/decisions.ts';
import { standingListing } from '../src/hazards/listing.ts';
import { readListing } from '../src/hazards/read-listing.ts';
import { hazardPlace, toldOf } from '../src/hazards/told.ts';
import { defined } from '../src/kit/defined.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '摘牌哪一件隐患？请告诉我编号，例如 Y26-1032-M。',
    wanted: { kinds: ['hazard'], right: 'see' },
  }),
  words: arg.text({ labels: ['说明'] }).optional(),
});
type Args = z.output<typeof args>;

/** 摘牌: the authority that listed a hazard takes it off its list, by a document of its own, once it is accepted. */
export default defineCommand({
  name: '摘牌',
  aliases: ['隐患摘牌', 'delist'],
  order: 27,
  summary: '登记摘牌：验收通过后，按挂牌那一级的摘牌文号登记',
  usage: '摘牌 编号 文号…',
  examples: [{ line: '摘牌 Y26-1032-M 文号望安办〔2026〕30号', where: 'private' }],
  roles: ['bureau'],
  where: 'private',
  effect: 'decides',
  spoken: /^(?!.*[?？吗么]).*摘牌(?!前)/u,
  args,
  about,
  run,
});

async function about(context: CommandContext, given: Args): Promise<Matter | ReplyResult> {
  const { file } = given.file;
  const decision = meantBy(given);
  const why = await whyNotDecided(context, file, decision, await whoDecides(context));
  if (why !== undefined) return { reply: why };
  const standing = standingListing(file);
  return {
    words: context.text('hazards/about-listing', {
      ...{ no: file.no, place: hazardPlace(context.gazetteer, file), move: 'delisted' },
      ...{ level: standing?.level, authority: standing?.authority, number: decision.number ?? '' },
      ...{ person: standing?.person?.name, monitor: standing?.monitor?.name },
    }),
    version: `${file.no}:${file.entries.length}`,
  };
}

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { file } = given.file;
  const decision = meantBy(given);
  const who = await whoDecides(context);
  const tell = await toldOf(context, file, decision);
  return writes(context.services.hazards.decide(file.no, decision, { ...who, tell }), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(context.text, file.no, done, who) ?? '';
    const told = tell.length > 0;
    return context.text('hazards/listing-done', {
      no: file.no,
      move: 'delisted',
      told,
      due: undefined,
      lacking: [],
    });
  });
}

function meantBy({ words = '' }: Args): DecisionOf<'delisted'> {
  const { level, number, unit, words: rest } = readListing(words);
  return { move: 'delisted', ...defined({ level, number, unit, words: rest }) };
}
