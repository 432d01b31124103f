import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand, defineVerb, type ReplyResult } from '../src/chat/command.ts';
import { cutOffOf, inGroup } from '../src/figures/asking.ts';
import { totalBalance } from '../src/figures/balance.ts';
import { balanceWords } from '../src/figures/balance-words.ts';
import { type CountView, countView, lineName, ruleIn, seesFigures } from '../src/figures/count-view.ts';
import type { Column } from '../src/figures/parts-table.ts';
import { recognitionReply } from '../src/figures/recognition-reply.ts';
import { PERIOD_RULE_WORDS, RULE_WORDS } from '../src/figures/rules.ts';
import { statisticReply } from '../src/figures/statistic-reply.ts';
import { betweenDays } from '../src/figures/stretch.ts';
import { mayShowTotal, suppressSmallCounts } from '../src/figures/suppress.ts';
import { partReply, tableReply } from '../src/figures/table-reply.ts';
import type { CountQuery, Subject } from '../src/figures/types.ts';
import { CATEGORY_WORDS } from '../src/hazards/categories.ts';
import type { HazardListQuery, HazardRow } from '../src/hazards/hazard-list.ts';
import { defined } from '../src/kit/defined.ts';
import { monthEnd, monthStart } from '../src/kit/local-date.ts';
import { SMALL_TOWNSHIP_PUPILS } from '../src/places/naming.ts';

const SUBJECT_WORDS = {
  dropouts: ['辍学', '控辍', '控辍保学', '疑似辍学', '失学', '未返校', 'dropout'],
  relapses: ['二次辍学', '再次辍学', '再辍', '返校后辍学'],
  hazards: ['隐患', '安全隐患', '校园安全', 'hazard'],
} satisfies Record<Subject, readonly string[]>;

const PART_WORDS = {
  lead: ['待核', '线索'],
  suspected: ['疑似'],
  registered: ['在册', '在册未返校', '已认定'],
  excluded: ['不计入', '不计入情形'],
  returned: ['返校', '已返校', '复学', '已复学'],
  closed: ['销号', '已销号'],
  transferred: ['转出', '已转出', '移出'],
  merged: ['并案', '已并案'],
  withdrawn: ['撤回', '已撤回', '不属实'],
} satisfies Record<Column, readonly string[]>;

/** What hazards are not counted by; where they can be listed by it, the line that does. */
const SPLIT_WORDS = {
  overdue: ['超期', '逾期'],
  major: ['重大', '重大隐患'],
  other: ['一般隐患', '挂牌', '已整改', '未整改'],
} satisfies Record<string, readonly string[]>;
const SPLIT_LINES: Readonly<Record<string, string>> = { overdue: '名单 隐患 超期', major: '名单 隐患 重大' };

const where = {
  place: arg
    .place({ labels: ['乡镇', '学校', '地点'], places: ['township', 'school', 'outside'] })
    .optional(),
  period: arg.period({ labels: ['时间', '期间', '日期'] }).optional(),
};
const args = z.object({
  subject: arg.word({ labels: ['项目', '事项'], words: SUBJECT_WORDS }).optional(),
  part: arg.word({ labels: ['栏目', '状态'], words: PART_WORDS }).optional(),
  /** What figures are not kept by: asked for, it is said so, and no other figure is given for it. */
  split: arg.word({ labels: ['分类'], words: SPLIT_WORDS }).optional(),
  category: arg.word({ labels: ['类别'], words: CATEGORY_WORDS }).optional(),
  ...where,
});
const area = z.object(where);
type Args = z.output<typeof args>;
type Area = z.output<typeof area>;

/** 查: counts by township in county-file order, exact, with their rule and cut-off. */
export default defineCommand({
  name: '查',
  aliases: ['统计', '查数', '查询', '数据', 'count'],
  order: 30,
  summary: '查辍学、返校、销号、二次辍学、隐患的乡镇数',
  usage: '查 辍学|返校|销号|不计入|待核|二次辍学|隐患 [乡镇|学校] [本周|本月|本学期|日期..日期]',
  examples: [
    { line: '查 辍学', where: 'both' },
    { line: '查 返校', where: 'both' },
    { line: '查 二次辍学', where: 'both' },
    { line: '查 辍学 本月', where: 'private' },
    { line: '查 隐患 {学校} 本月', where: 'private' },
  ],
  roles: [
    'teacher',
    'school',
    'township',
    'village',
    'department',
    'officer6',
    'bureau',
    'leader',
    'auditor',
  ],
  where: 'both',
  effect: 'none',
  args,
  run: (context, given) => inView(context, given, (view) => counted(context, given, view)),
  verbs: {
    table: defineVerb({
      words: ['总表', '全表', '重点人群'],
      stands: 'whole',
      usage: '[乡镇|学校]',
      examples: [{ line: '查 总表', where: 'both' }],
      effect: 'none',
      args: z.object({ place: where.place }),
      run: (context, given) => inView(context, given, (view) => tableReply(context, view)),
    }),
    recognition: defineVerb({
      words: ['认定', '认定情况', '错报', '漏报', '错报漏报'],
      stands: 'whole',
      usage: '[乡镇|学校] [本月|本学期|日期..日期]',
      examples: [{ line: '查 认定', where: 'private' }],
      where: 'private',
      effect: 'none',
      args: area,
      run: (context, given) =>
        inView(context, given, async (view) => {
          const { services, today } = context;
          const { name, ...days } = (await services.calendar.current()).termOf(today);
          return recognitionReply(context, view, given.period ?? { ...days, label: name });
        }),
    }),
    statistic: defineVerb({
      words: ['统计', '统计表', '报表'],
      stands: 'first',
      usage: '[上月|本月|学期] [乡镇|学校]',
      examples: [{ line: '查 统计 上月', where: 'private' }],
      where: 'private',
      effect: 'none',
      args: area,
      run: (context, given) =>
        inView(context, given, (view) => {
          const month = { from: monthStart(context.today), to: monthEnd(context.today), label: '本月' };
          return statisticReply(context, view, given.period ?? month);
        }),
    }),
  },
});

/** What is answered of the area asked for, where the asker may see it in this chat. */
async function inView(
  context: CommandContext,
  { place }: Pick<Area, 'place'>,
  answer: (view: CountView) => Promise<ReplyResult | string>,
): Promise<ReplyResult> {
  const { actor, gazetteer, group, text } = context;
  // A group that nobody has declared may hold anybody.
  if (group?.outsiders) return { reply: text('counts/not-here', { registered: group.registered }) };
  if (!seesFigures(actor)) return { reply: text('refusals/no-right') };
  const view = countView(actor, gazetteer, place);
  if (view === undefined) return { reply: text('refusals/nothing-there') };
  if (inGroup(context) && view.schoolId !== undefined) return { reply: text('counts/school-private') };
  const answered = await answer(view);
  return typeof answered === 'string' ? { reply: answered } : answered;
}

async function counted(context: CommandContext, given: Args, view: CountView): Promise<ReplyResult | string> {
  const { text } = context;
  const subject = given.subject as Subject | undefined;
  const { part } = given;
  const noSuch =
    given.split !== undefined || (part !== undefined && subject !== undefined && subject !== 'dropouts');
  const listed = inGroup(context) ? undefined : SPLIT_LINES[given.split ?? ''];
  if (noSuch)
    return text('counts/not-split', {
      line: listed ?? LINES[subject ?? 'hazards'],
      lists: listed !== undefined,
    });
  if (given.category !== undefined) return byCategory(context, given, view);
  if (part !== undefined) return partReply(context, view, part as Column, given.period);
  if (subject === undefined && given.place === undefined) return askSubject(context, given);
  const subjects: readonly Subject[] =
    subject === undefined ? ['dropouts', 'relapses', 'hazards'] : [subject];
  return (await Promise.all(subjects.map((one) => table(context, one, given, view)))).join('\n');
}

function askSubject(context: CommandContext, { period }: Args): ReplyResult {
  const when = period === undefined ? '' : ` ${periodWord(period)}`;
  const lines = [...Object.values(LINES).map((line) => `${line}${when}`), '查 总表'];
  return {
    reply: context.text('counts/which'),
    choices: lines.map((line) => ({ label: line, line })),
  };
}

/** The plain line for each figure, in the order they are offered. */
const LINES = { dropouts: '查 辍学', hazards: '查 隐患', relapses: '查 二次辍学' } satisfies Record<
  Subject,
  string
>;

/** 本周 stays 本周, a day stays a day; anything else is written out. */
function periodWord({ from, to, label }: NonNullable<Args['period']>): string {
  return from === to || /^[本上去今][周月年学季]/u.test(label) ? label : `${from}..${to}`;
}

async function table(
  context: CommandContext,
  subject: Subject,
  given: Args,
  view: CountView,
): Promise<string> {
  const { period } = given;
  const { areaIds, schoolId } = view;
  const query: CountQuery = {
    subject,
    areaIds,
    ...defined({ period: period && { from: period.from, to: period.to }, schoolId }),
  };
  const counts = await context.services.figures.countByArea(query);
  // A week's figures beside last week's would point at the one child in between: groups get the county line only.
  const countyOnly = inGroup(context) && period !== undefined && subject !== 'hazards';
  const rows = areaIds.map((areaId) => ({
    areaId,
    n: counts.get(areaId) ?? 0,
    ...defined({ pupils: context.gazetteer.pupils(areaId) }),
  }));
  const shown =
    inGroup(context) && subject !== 'hazards' ? suppressSmallCounts(rows, SMALL_TOWNSHIP_PUPILS) : undefined;
  return context.text('counts/count', {
    rule: ruleIn(view, (period === undefined ? RULE_WORDS : PERIOD_RULE_WORDS)[subject]),
    period: period?.label,
    cutOff: cutOffOf(context),
    total: shown === undefined || mayShowTotal(shown) ? rows.reduce((sum, row) => sum + row.n, 0) : '若干',
    rows: countyOnly
      ? []
      : rows.map(
          (row, at) => `${lineName(context.gazetteer, view, row.areaId)} ${shown?.[at]?.shown ?? row.n}`,
        ),
    balance: subject === 'dropouts' ? await balanceOf(context, given, view) : '',
    categories: subject === 'hazards' && !inGroup(context) ? await categoriesOf(context, given, view) : [],
    privately: countyOnly,
  });
}

/** What came and went in the period: in private, and of a whole county. */
async function balanceOf(context: CommandContext, { period }: Args, view: CountView): Promise<string> {
  if (period === undefined || (inGroup(context) && view.areaIds.length === 1)) return '';
  const areas = await context.services.figures.balance(betweenDays(period, context), view);
  return balanceWords(totalBalance(areas));
}

/** Hazards of one kind, by area; in private, since some kinds are about a child. */
async function byCategory(context: CommandContext, given: Args, view: CountView): Promise<string> {
  const { text, gazetteer } = context;
  if (inGroup(context) || (given.subject !== undefined && given.subject !== 'hazards'))
    return text('counts/not-split', { line: LINES.hazards, lists: false });
  const rows = await hazardRows(context, given, view);
  const rule = given.period === undefined ? RULE_WORDS.hazards : PERIOD_RULE_WORDS.hazards;
  return text('counts/count', {
    rule: ruleIn(view, { ...rule, name: `${given.category}隐患` }),
    ...{ period: given.period?.label, cutOff: cutOffOf(context), total: rows.length },
    rows: view.areaIds.map((areaId) => {
      const n = rows.filter((row) => row.areaId === areaId).length;
      return `${lineName(gazetteer, view, areaId)} ${n}`;
    }),
    ...{ balance: '', categories: [], privately: false },
  });
}

/** 校园消防3, 食品安全2: in the order of the guide's areas. */
async function categoriesOf(
  context: CommandContext,
  given: Args,
  view: CountView,
): Promise<readonly string[]> {
  const rows = await hazardRows(context, given, view);
  // Where none has a kind of its own the line would be the figure above once more.
  if (rows.every((row) => kindOf(row) === '其他')) return [];
  return Object.keys(CATEGORY_WORDS).flatMap((category) => {
    const n = rows.filter((row) => kindOf(row) === category).length;
    return n === 0 ? [] : [`${category}${n}`];
  });
}

async function hazardRows(
  { services, actor, today }: CommandContext,
  { period, category }: Args,
  { areaIds, schoolId }: CountView,
): Promise<readonly HazardRow[]> {
  const reader = { actor, accounts: await services.people.accountsOf(actor) };
  const query: HazardListQuery = {
    headsOnly: true,
    ...defined({ schoolId, category, mark: period === undefined ? undefined : ('all' as const) }),
  };
  const rows = await services.hazards.list(reader, query, today);
  return rows.filter(
    ({ areaId, reportedOn }) =>
      areaIds.includes(areaId) &&
      (period === undefined || (reportedOn >= period.from && reportedOn <= period.to)),
  );
}

/** What an earlier program called otherwise is one of the rest. */
const kindOf = ({ category = '' }: HazardRow): string => (category in CATEGORY_WORDS ? category : '其他');
