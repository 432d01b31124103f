import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type Matter,
  photosWith,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { decisionBy, whyNotDecided } from '../src/dropouts/deciding.ts';
import type { DecisionOf } from '../src/dropouts/decisions.ts';
import { readStep } from '../src/dropouts/ladder-words.ts';
import { tellOfLost, unreachedInARow } from '../src/dropouts/lost-contact.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';
import { readVisit } from '../src/dropouts/visit-words.ts';
import { spokenDate } from '../src/kit/local-date.ts';

const file = arg.file({
  labels: ['编号', '案号'],
  question: '请告诉我编号，例如 K26-0417-F。',
  wanted: { kinds: ['dropout'], right: 'see' },
});
const words = arg.text({ labels: ['情况', '经过'] }).optional();
const args = z.object({
  file,
  next: arg.dueDate({ labels: ['下次', '下次日期', '下次走访'], keeps: true }).optional(),
  words,
});
const lostArgs = z.object({ file, words });
const MOST_PHOTOS = 3;

/** 劝返: a visit to the family in one line of plain words; lost contact; a step of the county's ladder. */
export default defineCommand({
  name: '劝返',
  aliases: ['走访', '劝学', 'persuade'],
  order: 41,
  summary: '记一次劝返：怎么去的、见到谁、怎么说、下次哪天，一句话就行',
  usage: '劝返 编号 家访|电话|到校|视频|资料 见到谁 怎么说 [下次11月24日]',
  examples: [{ line: '劝返 K26-0417-F 家访 见到奶奶 答应周一来', where: 'private' }],
  roles: ['teacher', 'school', 'village', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  spoken:
    /家访(?:了|过|完)|打不通|没有?人接|无人接听|打(?:了|过)(?:[一两三\d]个?)?电话|电话(?:打了|打过)|去(?:了|过)(?:[他她]|孩子)?家|(?<!没|没有|不)去(?:[他她]|孩子|学生)家(?:了|看|劝|问)|去[喊劝]了|上门(?:了|过)|走访(?:了|过)|见到(?:了)?(?:奶奶|爷爷|外婆|外公|妈妈|母亲|爸爸|父亲|家长|监护人|孩子|本人)|(?<!没)(?<!没有)失联/,
  args,
  run: visit,
  verbs: {
    lost: defineVerb({
      words: ['失联', '失联了', '已失联', '去向不明', '下落不明'],
      stands: 'whole',
      usage: '编号（联系不上、去向不明：马上报县局和乡镇）',
      examples: [{ line: '劝返 K26-0417-F 失联', where: 'private' }],
      effect: 'adds',
      args: lostArgs,
      run: lost,
    }),
    step: defineVerb({
      words: ['升级', '依法督促', '督促'],
      stands: 'whole',
      usage: '编号（看县里开放的督促步骤；办哪一步写步骤名称和文号）',
      examples: [{ line: '劝返 K26-0417-F 升级', where: 'private' }],
      effect: 'decides',
      args: lostArgs,
      about: aboutStep,
      run: step,
    }),
    educate: defineVerb({
      words: ['宣传教育'],
      stands: 'inside',
      usage: '编号（依法督促第一步）',
      examples: [{ line: '劝返 K26-0417-F 宣传教育', where: 'private' }],
      effect: 'decides',
      args: lostArgs,
      about: (context, given) => aboutStep(context, named(given, '宣传教育')),
      run: (context, given) => step(context, named(given, '宣传教育')),
    }),
    order: defineVerb({
      words: ['责令改正'],
      stands: 'inside',
      usage: '编号 文号 日期（对监护人）',
      examples: [],
      effect: 'decides',
      args: lostArgs,
      about: (context, given) => aboutStep(context, named(given, '责令改正')),
      run: (context, given) => step(context, named(given, '责令改正')),
    }),
  },
});

type LostArgs = z.output<typeof lostArgs>;

const named = (given: LostArgs, name: string): LostArgs => ({
  ...given,
  words: `${name} ${given.words ?? ''}`.trim(),
});

async function visit(context: CommandContext, given: z.output<typeof args>): Promise<CommandResult> {
  const { file } = given.file;
  const { silent, method, ...said } = readVisit(given.words ?? '', context.today, given.next?.day);
  const not = await whyNotDecided(context, file, { move: 'visited', reached: false, method: '家访' });
  if (not !== undefined) return { reply: not };
  if (method === undefined) {
    const question = context.text('dropouts/visit-how', { no: file.no });
    return { reply: question, ask: { question } };
  }
  const photos = await photosOf(context);
  const decision: DecisionOf<'visited'> = { move: 'visited', method, ...said, photos };
  const tries = await triesTold(context, file, decision);
  const tell = tries === undefined ? [] : await lostTold(context, file, tries);
  const { effect, reply } = await decisionBy(context, file, decision, tell);
  return writes(effect, (done) =>
    reply(done, (now, lines) => {
      const { data, said: kept } = now.entries.at(-1) ?? {};
      return context.text('dropouts/visited', {
        no: now.no,
        visit: data?.visit ?? now.heads.visits,
        method,
        people: kept?.people,
        promise: kept?.promise,
        next: data?.nextOn === undefined ? undefined : spokenDate(data.nextOn),
        silent,
        lost: now.heads.lost,
        told: tries,
        line: lines.find((line) => line.startsWith('复学')),
      });
    }),
  );
}

/** Their own pictures of this message first; never asked for. */
async function photosOf(context: CommandContext): Promise<readonly string[]> {
  const own = await context.photos();
  return own.length >= MOST_PHOTOS ? own : (await photosWith(context)).slice(0, MOST_PHOTOS);
}

/** How many visits in a row reached nobody, where this is the one at which the county wants to hear of it. */
async function triesTold(
  { services }: CommandContext,
  { entries, heads }: DropoutCase,
  { reached }: DecisionOf<'visited'>,
): Promise<number | undefined> {
  if (reached || heads.lost) return undefined;
  const tries = unreachedInARow(entries) + 1;
  return tries === (await services.dropouts.rules()).lostAfter ? tries : undefined;
}

async function lostTold(context: CommandContext, file: DropoutCase, tries?: number) {
  return tellOfLost(context, file, await context.services.people.accountsOf(context.actor), tries);
}

async function lost(context: CommandContext, given: LostArgs): Promise<CommandResult> {
  const { file } = given.file;
  const decision = { move: 'lost', ...(given.words === undefined ? {} : { words: given.words }) } as const;
  const not = await whyNotDecided(context, file, decision);
  if (not !== undefined) return { reply: not };
  const tell = await lostTold(context, file);
  const { effect, reply } = await decisionBy(context, file, decision, tell);
  return writes(effect, (done) =>
    reply(done, ({ no }) =>
      context.text('dropouts/lost', {
        no,
        told: tell.length > 0,
        letter: ['township', 'bureau'].includes(context.actor.role),
      }),
    ),
  );
}

/** The step meant; or what can be said instead. */
async function stepOf(
  context: CommandContext,
  { file: { file }, words = '' }: LostArgs,
): Promise<DecisionOf<'escalated'> | ReplyResult> {
  const { ladder } = await context.services.dropouts.rules();
  const decision = readStep(words, ladder, context.today);
  if (decision !== undefined) return decision;
  const not = await whyNotDecided(context, file, { move: 'escalated', step: 1 });
  if (not !== undefined) return { reply: not };
  return { reply: whichStep(context, file, ladder) };
}

async function aboutStep(context: CommandContext, given: LostArgs): Promise<Matter | ReplyResult> {
  const { file } = given.file;
  const decision = await stepOf(context, given);
  if ('reply' in decision) return decision;
  const { ladder } = await context.services.dropouts.rules();
  const rule = ladder[decision.step - 1];
  // Without a number only that is asked for; whatever else is missing is said.
  const not = await whyNotDecided(context, file, { ...decision, number: decision.number ?? '-' });
  if (not !== undefined || rule === undefined) return { reply: not ?? whichStep(context, file, ladder) };
  if (decision.step > 1 && decision.number === undefined) {
    const question = context.text('dropouts/step-number', { no: file.no, name: rule.name });
    return { reply: question, ask: { question, label: '文号' } };
  }
  const { number, on = context.today } = decision;
  const { name, basis, reviewer, authority } = rule;
  return {
    words: context.text('dropouts/about-step', {
      ...{ no: file.no, name, basis, number },
      decided: reviewer === undefined || authority === undefined ? undefined : { reviewer, authority },
      on: spokenDate(on),
    }),
    version: `${file.id}:${file.entries.length}`,
  };
}

function whichStep(
  { text }: CommandContext,
  { no }: DropoutCase,
  ladder: readonly { readonly name: string }[],
): string {
  return text('dropouts/which-step', { no, names: ladder.map(({ name }) => name) });
}

async function step(context: CommandContext, given: LostArgs): Promise<CommandResult> {
  const { file } = given.file;
  const decision = await stepOf(context, given);
  if ('reply' in decision) return decision;
  const { ladder } = await context.services.dropouts.rules();
  const { effect, reply } = await decisionBy(context, file, decision);
  return writes(effect, (done) =>
    reply(done, ({ no }) =>
      context.text('dropouts/stepped', { no, name: ladder[decision.step - 1]?.name ?? '' }),
    ),
  );
}
