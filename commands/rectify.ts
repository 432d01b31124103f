import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  photosWith,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { notDecided, whoDecides, whyNotDecided } from '../src/hazards/deciding.ts';
import type { Decision } from '../src/hazards/decisions.ts';
import { basisOf } from '../src/hazards/heads.ts';
import { readRectification } from '../src/hazards/read-rectification.ts';
import { toldOf } from '../src/hazards/told.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { moneyWord } from '../src/kit/money.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '整改哪一件隐患？请告诉我编号，例如 Y26-1032-M。',
    wanted: { kinds: ['hazard'], right: 'see' },
  }),
  money: arg.money({ labels: ['资金', '经费', '需要', '需', '要'] }).optional(),
  until: arg.dueDate({ labels: ['期限', '整改期限', '限期', '时限'] }).optional(),
  words: arg.text({ labels: ['措施', '说明'] }).optional(),
});
type Args = z.output<typeof args>;

/** 整改: what is planned against a hazard, what it waits for, and that it is gone. */
export default defineCommand({
  name: '整改',
  aliases: ['隐患整改', '整改情况', 'rectify'],
  order: 24,
  summary: '登记隐患的整改：措施和资金、暂停及原因、转部门、已整改（可带整改后照片）',
  usage: '整改 编号 修好了 或 措施… [资金…] [期限…] 或 暂停 原因 或 转给部门',
  examples: [
    { line: '整改 Y26-1032-M 修好了', where: 'private' },
    { line: '整改 Y26-1032-M 暂停 等拨款 资金8万元', where: 'private' },
  ],
  roles: ['teacher', 'school', 'township', 'village', 'department', 'officer6', 'bureau'],
  where: 'private',
  effect: 'adds',
  spoken:
    /^(?!.*(?:看了|看过|复查|验收|退回|[没未不][^,，\s]{0,3}[修换整])).*(?:(?:修|换|补|弄|装|整改|固定|加固|处理|清理|疏通|焊|锁|盖|搞|接|绑|拆|封)好了|(?:修|换|清理|处理|加固|更换|疏通)(?:过|完|掉)了?|(?:已经?|都)(?:清理|清除|处理|疏通|加固|固定|拆除|拆掉|搬走|解决)了?|(?:已|都)(?:整改|更换|修复)|整改完|(?:更换|修复)了|换了新|(?:钱|拨款|资金|经费)(?:已经?)?(?:到位|到账|下来)了?|[没缺](?:钱|资金|经费)(?!上|读|念|交)|暂停|等拨款|继续整改|转给?[^,，\s]{1,10}(?:局|大队|部门|公司|所))/u,
  args,
  run,
});

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { file } = given.file;
  if (given.words === undefined && given.money === undefined) return asking(context, file);
  const decision = await decisionOf(context, given);
  const who = await whoDecides(context);
  const why = await whyNotDecided(context, file, decision, who);
  if (why !== undefined) return { reply: why };
  const tell = await toldOf(context, file, decision);
  return writes(context.services.hazards.decide(file.no, decision, { ...who, tell }), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(context.text, file.no, done, who) ?? '';
    return receipt(context, stored);
  });
}

async function decisionOf(context: CommandContext, { money, until, words = '' }: Args): Promise<Decision> {
  const said = readRectification(words.replace(/[\s,，、]*[需要]+$/u, ''));
  if (said.move === 'submitted') return { ...said, ...defined({ words }), photos: await photosOf(context) };
  if (said.move === 'paused') return { ...said, words, ...defined({ money }) };
  if (said.move !== 'planned') return said;
  // Only an amount: what is missing is money.
  if (said.measure === '') return { move: 'paused', reason: '资金', ...defined({ money }) };
  return { ...said, ...defined({ money, until: until?.day }) };
}

async function photosOf(context: CommandContext): Promise<readonly string[]> {
  return (await photosWith(context)).slice(0, MOST_PHOTOS);
}

const MOST_PHOTOS = 3;

function asking({ text }: CommandContext, { no }: Hazard): ReplyResult {
  const question = text('hazards/ask-rectification', { no });
  return { reply: question, ask: { question } };
}

/** A picture is asked for once, by the first time it is handed in without one. */
function receipt({ text }: CommandContext, stored: Hazard): string {
  const { no, entries, heads } = stored;
  const last = entries.at(-1);
  const { data = {}, said = {}, kind } = last ?? {};
  const isFirst = entries.filter((one) => one.kind === 'submitted').length === 1;
  const { nextDue } = heads;
  return text('hazards/rectified', {
    ...{ no, move: kind ?? 'planned', reason: data.reason, unit: said.unit },
    money: data.money === undefined ? undefined : moneyWord(data.money),
    due: kind !== 'submitted' && nextDue !== undefined ? spokenDate(nextDue) : undefined,
    basis: basisOf(stored),
    photo: kind === 'submitted' && isFirst && (data.photos ?? []).length === 0,
  });
}
