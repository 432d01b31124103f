import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import { notDecided, whoDecides, whyNotDecided } from '../src/hazards/deciding.ts';
import { basisOfLevel, levelDecision, readLevel, touchedIn } from '../src/hazards/judging.ts';
import type { CriteriaEdition } from '../src/hazards/major-criteria.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { spokenDate } from '../src/kit/local-date.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '判定哪一件隐患？请告诉我编号，例如 Y26-1032-M。',
    wanted: { kinds: ['hazard'], right: 'see' },
  }),
  words: arg.text({ labels: ['说明', '结论'] }).optional(),
});
type Args = z.output<typeof args>;

const STOPPED = /(?<![没未])(?:已经?)?(?:停用|停课|封闭|隔离)了?/;
const NOT_STOPPED = /[没未](?:有)?(?:停用|停课|封闭|隔离)/;

/** 判定: whether a hazard is a major one, by the county's criteria; who reported it answers what is asked, an officer judges. */
export default defineCommand({
  name: '判定',
  aliases: ['隐患判定', '定级', '判级', 'judge'],
  order: 24.5,
  summary: '隐患是不是重大：按判定标准，满足任一条即为重大；上报人答是不是，乡镇、县局判定',
  usage: '判定 编号 是，已停用 或 不是；乡镇、县局：判定 编号 重大 第几条 或 一般',
  examples: [
    { line: '判定 Y26-1032-M 是，已停用', where: 'private' },
    { line: '判定 Y26-1032-M 一般', where: 'private' },
  ],
  roles: 'anyone',
  where: 'private',
  effect: 'adds',
  args,
  run,
});

async function run(context: CommandContext, { file: found, words = '' }: Args): Promise<CommandResult> {
  const { services, text } = context;
  const { file } = found;
  const edition = await services.criteria.current();
  const said = readLevel(words);
  if (said === undefined) {
    const question = text('hazards/ask-level', { no: file.no, criterion: touchedIn(file, edition)?.text });
    return { reply: question, ask: { question } };
  }
  const who = await whoDecides(context);
  const decision = levelDecision(file, said, who, { edition, words });
  if (decision === undefined) return { reply: which(context, file, edition) };
  const why = await whyNotDecided(context, file, decision, who);
  if (why !== undefined) return { reply: why };
  return writes(services.hazards.decide(file.no, decision, who), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(text, file.no, done, who) ?? '';
    const { nextDue } = stored.heads;
    return text('hazards/level', {
      ...{ no: file.no, major: stored.level === '重大', noted: said.major && stored.level !== '重大' },
      basis: basisOfLevel(stored),
      due: nextDue === undefined ? undefined : spokenDate(nextDue),
      stopped: STOPPED.test(words) && !NOT_STOPPED.test(words),
    });
  });
}

function which({ text }: CommandContext, { no }: Hazard, edition: CriteriaEdition): string {
  const { name, date, province } = edition;
  const whose = province === '全国' ? '' : `${province}版，`;
  const criteria = edition.criteria.map((one) => ({ area: one.area, text: one.text }));
  return text('hazards/which-criterion', { no, edition: `${name}，${whose}${date}`, criteria });
}
