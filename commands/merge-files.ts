import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { otherFileNo } from '../src/casefiles/other-file.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { caseClass, casePlace } from '../src/dropouts/case-place.ts';
import { notTheirs, whoDecides, whyNotDecided } from '../src/dropouts/deciding.ts';
import type { Decision } from '../src/dropouts/decisions.ts';
import { notDecided } from '../src/dropouts/not-decided.ts';
import { DROPOUT_STATES } from '../src/dropouts/states.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';
import type { Decision as HazardDecision } from '../src/hazards/decisions.ts';
import { aboutJoin, aboutParting, joinedBy } from '../src/hazards/joining.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { maskName } from '../src/privacy/mask.ts';

const file = arg.file({
  labels: ['编号', '案号'],
  question: '并哪一件？请告诉我两个编号，例如 并案 K26-0417-F K26-0400-Q：前一件并入后一件。',
  wanted: { kinds: ['dropout', 'hazard'], right: 'see' },
});
const mergeArgs = z.object({ file, into: arg.text({ labels: ['并入'] }).optional() });
const partArgs = z.object({ file });
type MergeArgs = z.output<typeof mergeArgs>;
type PartArgs = z.output<typeof partArgs>;

/** 并案: two files of one child or of one hazard become one, the first goes on in the second; it can be undone. */
export default defineCommand({
  name: '并案',
  aliases: ['合案', '并档', 'merge'],
  order: 27,
  summary: '同一个孩子、同一处隐患登记了两件：前一件并入后一件；并错了可以拆开',
  usage: '并案 编号 并入的编号',
  examples: [{ line: '并案 K26-0417-F K26-0400-Q', where: 'private' }],
  roles: ['school', 'township', 'bureau'],
  where: 'private',
  effect: 'decides',
  args: mergeArgs,
  about: aboutMerge,
  run: merge,
  verbs: {
    part: defineVerb({
      words: ['拆开', '拆分', '分开', '撤销并案', '恢复'],
      stands: 'whole',
      usage: '编号（并进去的那一件）',
      examples: [{ line: '并案 K26-0417-F 拆开', where: 'private' }],
      effect: 'decides',
      args: partArgs,
      about: aboutPart,
      run: part,
    }),
  },
});

async function aboutMerge(context: CommandContext, given: MergeArgs): Promise<Matter | ReplyResult> {
  const { file: found } = given;
  if (found.kind === 'hazard') {
    const into = await otherHazard(context, given);
    return 'reply' in into ? into : aboutJoin(context, found.file, into);
  }
  const one = found.file;
  const other = await otherFile(context, given);
  if ('reply' in other) return other;
  const theirs = await notTheirs(context, other, 'merged');
  if (theirs !== undefined) return { reply: theirs };
  const why = await whyNotDecided(context, one, { move: 'merged', into: other.no });
  if (why !== undefined) return { reply: why };
  const [first, second] = await Promise.all([shown(context, one), shown(context, other)]);
  return {
    words: context.text('dropouts/about-merged', { first, second }),
    version: `${one.no}:${one.entries.length}:${other.no}:${other.entries.length}`,
  };
}

async function merge(context: CommandContext, given: MergeArgs): Promise<CommandResult> {
  const { file: found } = given;
  if (found.kind === 'hazard') {
    const into = await otherHazard(context, given);
    return 'reply' in into ? into : joinHazard(context, found.file, { move: 'merged', into: into.no });
  }
  const other = await otherFile(context, given);
  if ('reply' in other) return other;
  return decide(context, found.file, { move: 'merged', into: other.no }, (no) =>
    context.text('dropouts/merged', { no, into: other.no }),
  );
}

async function aboutPart(context: CommandContext, { file: found }: PartArgs): Promise<Matter | ReplyResult> {
  if (found.kind === 'hazard') return aboutParting(context, found.file);
  const { no, file: one } = found;
  const why = await whyNotDecided(context, one, { move: 'unmerged' });
  if (why !== undefined) return { reply: why };
  const { mergedInto: into } = one.heads;
  return {
    words: context.text('dropouts/about-parted', { no, into }),
    version: `${no}:${one.entries.length}`,
  };
}

async function part(context: CommandContext, { file: found }: PartArgs): Promise<CommandResult> {
  if (found.kind === 'hazard') return joinHazard(context, found.file, { move: 'unmerged' });
  return decide(context, found.file, { move: 'unmerged' }, (no, stored) =>
    context.text('dropouts/parted', { no, state: DROPOUT_STATES[stored.state].word }),
  );
}

async function decide(
  context: CommandContext,
  { no }: DropoutCase,
  decision: Decision,
  receipt: (no: string, stored: DropoutCase) => string,
): Promise<CommandResult> {
  const who = await whoDecides(context);
  return writes(context.services.dropouts.decide(no, decision, who), (done) => {
    const stored = fileAfter(done);
    return stored === undefined ? (notDecided(context.text, no, done, who) ?? '') : receipt(no, stored);
  });
}

/** The file that goes on, found within this person's reach and fixed for a re-run; or why there is none. */
async function otherFile(
  context: CommandContext,
  { file: found, into }: MergeArgs,
): Promise<DropoutCase | ReplyResult> {
  const { services, text } = context;
  const no = await otherFileNo(context, into, found.kind);
  if (no === undefined) {
    const question = text('dropouts/ask-other', { no: found.no });
    return { reply: question, ask: { question } };
  }
  const other = no === '' ? undefined : await services.dropouts.find(no);
  if (other === undefined) return { reply: text('files/not-there') };
  return other;
}

async function joinHazard(
  context: CommandContext,
  file: Hazard,
  decision: HazardDecision,
): Promise<CommandResult> {
  const made = await joinedBy(context, file, decision);
  return 'reply' in made ? made : writes(...made);
}

/** The hazard that goes on; or why there is none. */
async function otherHazard(
  context: CommandContext,
  { file: found, into }: MergeArgs,
): Promise<Hazard | ReplyResult> {
  const no = await otherFileNo(context, into, 'hazard');
  if (no === undefined) {
    const question = context.text('dropouts/ask-other', { no: found.no });
    return { reply: question, ask: { question } };
  }
  const other = no === '' ? undefined : await context.services.hazards.find(no);
  return other ?? { reply: context.text('files/not-there') };
}

/** What tells whether two files are of one child: to who sees both, the name masked. */
async function shown({ services, gazetteer }: CommandContext, one: DropoutCase) {
  const child = await services.dropouts.child(one.no);
  return {
    ...{ no: one.no, place: casePlace(gazetteer, one), className: caseClass(one), sex: one.sex },
    name: child?.name === undefined ? undefined : maskName(child.name),
    state: DROPOUT_STATES[one.state].word,
  };
}
