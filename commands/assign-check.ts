import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { tellOfCheck } from '../src/inspections/check-told.ts';
import { CHECK_KINDS, type Check, type CheckKind } from '../src/inspections/check-types.ts';
import { shownCheck } from '../src/inspections/check-view.ts';
import { defined } from '../src/kit/defined.ts';
import { addDays } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { covers } from '../src/people/scope.ts';
import type { Person } from '../src/people/types.ts';
import { fullName } from '../src/places/naming.ts';
import type { School } from '../src/places/place.ts';

const KIND_WORDS: Readonly<Record<CheckKind, readonly string[]>> = {
  交叉检查: ['交叉检查', '交叉互查', '互查', '交叉'],
  专项检查: ['专项检查', '专项'],
  回头查: ['回头查', '回头看'],
  暗访: ['暗访', '明察暗访', '突击检查', '飞行检查'],
};
const args = z.object({
  kind: arg.word({
    labels: ['类型', '方式'],
    words: KIND_WORDS,
    question: `是哪一种？${CHECK_KINDS.join('、')}。`,
  }),
  place: arg.place({
    labels: ['学校', '地点'],
    places: ['school'],
    question: '检查哪所学校？',
    notFirst: true,
  }),
  checkers: arg.people({
    labels: ['检查人', '检查组', '派', '由', '请'],
    question: '派谁去？请写姓名或职务（不能是本校的），例如 检查人安全股长',
  }),
  until: arg.dueDate({ labels: ['期限', '截止', '完成时间'] }).optional(),
  words: arg.text({ labels: ['重点', '内容', '说明'] }).optional(),
});
type Args = z.output<typeof args>;
const cancelArgs = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '取消哪一次检查？请告诉我编号，例如 J26-0003-K。',
    wanted: { kinds: ['check'], right: 'check-cancelled' },
  }),
});

const USUAL_DAYS = 7;
const LONGEST_DAYS = 183;
const MOST_CHECKERS = 5;

/** 派检查: somebody is sent to check a school that is not their own; what they find becomes hazards. */
export default defineCommand({
  name: '派检查',
  aliases: ['安排检查', '派人检查', '交叉检查', '回头查', '暗访', 'check'],
  order: 28,
  summary: '派人去检查：交叉检查、专项检查、回头查、暗访（查完以前学校不知道）；不派本校的人',
  usage: '派检查 交叉检查|专项检查|回头查|暗访 学校 检查人… [期限…] [重点…]',
  examples: [
    { line: '派检查 专项检查 桐渡镇初级中学 检查人桑小满 12月5日前 重点食堂燃气', where: 'private' },
  ],
  roles: ['bureau', 'township'],
  where: 'private',
  effect: 'adds',
  args,
  run,
  verbs: {
    list: defineVerb({
      words: ['名单', '在查', '列表', '进度'],
      stands: 'first',
      usage: '（派出去还没查完的）',
      examples: [{ line: '派检查 名单', where: 'private' }],
      effect: 'none',
      args: z.object({}),
      run: list,
    }),
    cancel: defineVerb({
      words: ['取消', '撤销'],
      stands: 'first',
      usage: '编号',
      examples: [],
      effect: 'adds',
      args: cancelArgs,
      run: cancel,
    }),
  },
});

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { actor, now: at, today: on, text, gazetteer, services } = context;
  const school = given.place as School;
  const { id: schoolId, townshipId: areaId } = school;
  if (!covers(actor, { areaId, schoolId })) return { reply: text('refusals/nothing-there') };
  const why = await whyNot(context, given, school);
  if (why !== undefined) return { reply: why };
  const { kind, words } = given;
  const due = given.until?.day ?? addDays(on, USUAL_DAYS);
  const checkers = given.checkers.map(({ id, name }) => ({ id, name }));
  const place = fullName(gazetteer, school);
  const toThem = await tellOfCheck(context, ({ id }) => checkers.some((one) => one.id === id));
  // Of a 暗访 nobody at the school hears before it is done.
  const toSchool = await tellOfCheck(context, (one) => hearsOf(one, { kind, schoolId }));
  const tell = (no: string) => {
    const news = { no, kind, school: place, due };
    return [...toThem({ ...news, news: 'go' }), ...toSchool({ ...news, news: 'coming' })];
  };
  const draft = {
    kind,
    schoolId,
    areaId,
    checkers,
    due,
    by: byOf(actor),
    at,
    on,
    tell,
    ...defined({ words }),
  };
  return writes(services.checks.assign(draft), (check) =>
    text('inspections/check-assigned', { ...shown(context, check), secret: kind === '暗访' }),
  );
}

function hearsOf({ role, schoolId }: Person, check: Pick<Check, 'kind' | 'schoolId'>): boolean {
  return check.kind !== '暗访' && role === 'school' && schoolId === check.schoolId;
}

/** Nobody checks their own school; nobody is sent for a day that is over, or far off. */
async function whyNot(
  { services, text, today }: CommandContext,
  { kind, checkers, until }: Args,
  school: School,
): Promise<string | undefined> {
  const everyone = await services.people.everyone();
  const own = everyone.filter(
    ({ id, schoolId }) => schoolId === school.id && checkers.some((one) => one.id === id),
  );
  const line = `派检查 ${kind} ${school.name} 检查人安全股长`;
  if (own.length > 0)
    return text('inspections/check-refused', { why: 'own', names: own.map(({ name = '' }) => name), line });
  if (checkers.length > MOST_CHECKERS)
    return text('inspections/check-refused', { why: 'many', names: [], line });
  if (until !== undefined && (until.day < today || until.day > addDays(today, LONGEST_DAYS)))
    return text('inspections/check-refused', { why: 'past', names: [], line });
  return undefined;
}

async function list(context: CommandContext): Promise<ReplyResult> {
  const { services, actor, text } = context;
  const accounts = await services.people.accountsOf(actor);
  const open = await services.checks.open({ actor, accounts });
  return {
    reply: text('inspections/checks', {
      ones: open.map((check) => shown(context, check)),
      line: context.commands.find('派检查')?.lines[0] ?? '帮助',
    }),
  };
}

async function cancel(context: CommandContext, given: z.output<typeof cancelArgs>): Promise<CommandResult> {
  const { actor, now, text, services } = context;
  const { no, file } = given.file;
  const toThem = await tellOfCheck(
    context,
    (one) => file.checkers.some(({ id }) => id === one.id) || hearsOf(one, file),
  );
  const { school } = shown(context, file);
  const tell = toThem({ news: 'cancelled', no, kind: file.kind, school, due: file.due });
  return writes(services.checks.cancel(no, byOf(actor), now, tell), (done) =>
    text('inspections/check-cancelled', { no, done: fileAfter(done) !== undefined }),
  );
}

const shown = ({ gazetteer, today }: CommandContext, check: Check) => shownCheck(gazetteer, check, today);
