import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { ToTell } from '../src/casefiles/follow-up.ts';
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
import { notDecided, whoDecides, whyNotDecided } from '../src/hazards/deciding.ts';
import { isRewarded, rewardOf } from '../src/hazards/reward.ts';
import { hazardPlace } from '../src/hazards/told.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { defined } from '../src/kit/defined.ts';
import { moneyWord } from '../src/kit/money.ts';

const hazard = () =>
  arg.file({
    labels: ['编号'],
    question: '哪一件隐患？请告诉我编号，例如 Y26-1032-M。',
    wanted: { kinds: ['hazard'], right: 'see' },
  });
const args = z.object({
  file: hazard(),
  amount: arg.money({ labels: ['奖励', '金额', '奖金', '奖'], question: '奖多少？例如 奖励200元' }),
  words: arg.text({ labels: ['的话', '附言', '说明'] }).optional(),
});
type Args = z.output<typeof args>;
const payArgs = z.object({
  file: hazard(),
  code: arg.code({ labels: ['领取码', '码'], question: '请告诉我来人说的领取码，例如 A7K3' }),
});
type PayArgs = z.output<typeof payArgs>;

const TOLD_FOR_MS = 90 * 24 * 60 * 60_000;
const MOST_WORDS = 200;

/** 奖励: the bureau rewards a report, by a code that whoever reported it fetches it with; no school is in between. */
export default defineCommand({
  name: '奖励',
  aliases: ['发奖励', '隐患奖励', 'reward'],
  order: 31,
  summary: '奖励报水域隐患的人（其他类别由县档案定）：发领取码给本人，不经学校、不问姓名，凭码领取',
  usage: '奖励 编号 金额 [一句话]',
  examples: [{ line: '奖励 未领', where: 'private' }],
  roles: ['bureau'],
  where: 'private',
  effect: 'decides',
  spoken: /奖(?:励)?\s*[\d一二两三四五六七八九十百千]/u,
  args,
  about,
  run,
  verbs: {
    open: defineVerb({
      words: ['未领', '名单', '没领的'],
      stands: 'first',
      usage: '（定了还没有领的）',
      examples: [{ line: '奖励 未领', where: 'private' }],
      effect: 'none',
      args: z.object({}),
      run: open,
    }),
    pay: defineVerb({
      words: ['领取', '兑付', '已领', '领走'],
      stands: 'first',
      usage: '编号 领取码',
      examples: [],
      effect: 'adds',
      args: payArgs,
      run: pay,
    }),
  },
});

/** Who reported it is not named, and need not be known. */
async function about(context: CommandContext, given: Args): Promise<Matter | ReplyResult> {
  const { text, gazetteer } = context;
  const { no, file } = given.file;
  const why = await whyNot(context, given);
  if (why !== undefined) return { reply: why };
  return {
    words: text('hazards/about-reward', {
      ...{ no, place: hazardPlace(gazetteer, file), amount: moneyWord(given.amount), words: given.words },
    }),
    version: `${no}:${file.entries.length}`,
  };
}

async function whyNot(
  context: CommandContext,
  { file: { no, file }, words, amount }: Args,
): Promise<string | undefined> {
  const { text, gazetteer, services } = context;
  const decision = { move: 'rewarded' as const, amount, code: '' };
  const why = await whyNotDecided(context, file, decision, await whoDecides(context));
  if (why !== undefined) return why;
  const rules = await services.hazards.rules();
  const line = `奖励 ${no} 200元 谢谢您的提醒`;
  if (!isRewarded(file, gazetteer.byId(file.placeId), rules))
    return text('hazards/reward-refused', { no, why: 'kind', line: `个案 ${no}` });
  // Where the platform withholds who it was, nobody can be told.
  if (file.reporterKey.endsWith(':'))
    return text('hazards/reward-refused', { no, why: 'unknown', line: `个案 ${no}` });
  if (words !== undefined && words.length > MOST_WORDS)
    return text('hazards/reward-refused', { no, why: 'long', line });
  // It is read on a stranger's screen.
  if (words !== undefined && !(await services.digests.mayKeep(words)))
    return text('hazards/reward-refused', { no, why: 'personal', line });
  return undefined;
}

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { services, text, key } = context;
  const { no, file } = given.file;
  const code = services.hazards.rewardCode(key);
  const decision = {
    move: 'rewarded' as const,
    amount: given.amount,
    code,
    ...defined({ words: given.words }),
  };
  const who = await whoDecides(context);
  const { rewardAt } = await services.hazards.rules();
  const tell = toReporter(context, file, given, { at: rewardAt, code });
  return writes(services.hazards.decide(no, decision, { ...who, tell }), (done) =>
    fileAfter(done) === undefined
      ? (notDecided(text, no, done, who) ?? '')
      : text('hazards/rewarded', { no, amount: moneyWord(given.amount) }),
  );
}

function toReporter(
  { now, text }: CommandContext,
  { no, reporterKey: to }: Hazard,
  { amount, words }: Args,
  { at, code }: { readonly at: string; readonly code: string },
): readonly ToTell[] {
  const told = text('hazards/told-reward', { no, amount: moneyWord(amount), words, code, at });
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  const title = '校园哨兵：您上报的隐患有奖励';
  return [{ to, about: 'own-report', until, priority: 'normal', words: { title, text: told } }];
}

async function pay(context: CommandContext, { file: { no, file }, code }: PayArgs): Promise<CommandResult> {
  const { services, text, key } = context;
  const decision = { move: 'reward-paid' as const };
  const who = await whoDecides(context);
  const made = file.entries.some(({ id }) => id === key);
  const why = made ? undefined : await whyNotDecided(context, file, decision, who);
  if (why !== undefined) return { reply: why };
  const reward = rewardOf(file);
  if (reward?.code === undefined || reward.code !== code.normalize('NFKC').trim().toUpperCase())
    return { reply: text('hazards/reward-refused', { no, why: 'code', line: '奖励 未领' }) };
  return writes(services.hazards.decide(no, decision, who), (done) =>
    fileAfter(done) === undefined
      ? (notDecided(text, no, done, who) ?? '')
      : text('hazards/reward-paid', { no, amount: moneyWord(reward.amount) }),
  );
}

async function open({ services, gazetteer, text }: CommandContext): Promise<ReplyResult> {
  const files = await services.hazards.rewardsOpen();
  const ones = files.map((file) => {
    const amount = rewardOf(file)?.amount ?? 0;
    return { no: file.no, place: hazardPlace(gazetteer, file), amount: moneyWord(amount) };
  });
  return { reply: text('hazards/rewards-open', { ones }) };
}
