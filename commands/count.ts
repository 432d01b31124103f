import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand, defineVerb, type ReplyResult } from '../src/chat/command.ts';
import { type AskedWords, readAsked } from '../src/figures/asked-words.ts';
import { inGroup } from '../src/figures/asking.ts';
import { type CountView, countView, seesFigures } from '../src/figures/count-view.ts';
import { kindReply } from '../src/figures/hazard-kinds.ts';
import type { Column } from '../src/figures/parts-table.ts';
import { recognitionReply } from '../src/figures/recognition-reply.ts';
import { statisticReply } from '../src/figures/statistic-reply.ts';
import { type AskedSubject, subjectReply } from '../src/figures/subject-reply.ts';
import { partReply, tableReply } from '../src/figures/table-reply.ts';
import type { Subject } from '../src/figures/types.ts';
import { CATEGORY_WORDS } from '../src/hazards/categories.ts';
import { monthEnd, monthStart } from '../src/kit/local-date.ts';
import { fullName } from '../src/places/naming.ts';

const SUBJECT_WORDS = {
  dropouts: [
    ...['辍学', '控辍', '控辍保学', '疑似辍学', '失学', '未返校', '输学', 'dropout'],
    // As it is said, and as it is misspelt.
    ...['没上学', '没有上学', '不上学', '没来上学', '不来上学', '没去上学', '没读书', '不读书', '没来读书'],
    ...['没有返校', '没返校', '没回来', '没劝回', '没劝回来', '没回校', '未复学', '没复学', '没有复学'],
    ...['流失', '绰学', '缀学', '戳学', '撮学', '啜学', '挫学', '辍雪'],
  ],
  relapses: ['二次辍学', '再次辍学', '再辍', '返校后辍学', '二次绰学', '二次缀学'],
  hazards: ['隐患', '安全隐患', '校园安全', '隐换', '隐唤', '引患', '印患', 'hazard'],
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
  /** A second stretch of days, to be told beside the first. */
  other: arg.period({ labels: ['对比', '比较'] }).optional(),
  words: arg.text({ labels: ['其他'] }).optional(),
});
const words = arg.text({ labels: ['其他'] }).optional();
const area = z.object({ ...where, words });
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
      args: z.object({ place: where.place, words }),
      run: (context, given) => ofArea(context, given, '查 总表', (view) => tableReply(context, view)),
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
        ofArea(context, given, '查 认定', async (view) => {
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
        ofArea(context, given, '查 统计', (view) => {
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

/** Every word that one of the figures is found by. */
const KNOWN_WORDS = [SUBJECT_WORDS, PART_WORDS, CATEGORY_WORDS].flatMap((words) =>
  Object.values(words).flat(),
);

/** The same where nothing but the area and the time may be said; of anything else the plain `line` is offered. */
function ofArea(
  context: CommandContext,
  given: Pick<Area, 'place' | 'words'>,
  line: string,
  answer: (view: CountView) => Promise<ReplyResult | string>,
): Promise<ReplyResult> {
  const { left } = readAsked(given.words ?? '', KNOWN_WORDS, {});
  return inView(context, given, async (view) =>
    left === '' ? answer(view) : notByThat(context, left, [line]),
  );
}

async function counted(context: CommandContext, given: Args, view: CountView): Promise<ReplyResult | string> {
  const asked = readAsked(given.words ?? '', KNOWN_WORDS, given);
  const notKept = await whyNoFigure(context, given, asked);
  if (notKept !== undefined) return notKept;
  const { subject, part, place, period, category } = given;
  if (category !== undefined) return byCategory(context, { ...given, category }, view);
  if (part !== undefined) return ofParts(context, given, view, part as Column);
  // An order of who has most is never given; who sees one unit alone would take its figure for an answer.
  if (asked.ranking && view.areaIds.length === 1)
    return context.text('counts/no-ranking', { line: LINES.dropouts });
  if (subject === undefined && place === undefined && period === undefined) return askSubject(context);
  if (asked.added && period === undefined) return askPeriod(context, given);
  return told(context, given, view, asked.still);
}

/** What is said where figures are not kept by what was asked, or by part of it; undefined: they are. */
async function whyNoFigure(
  context: CommandContext,
  given: Args,
  { incidents, left }: AskedWords,
): Promise<ReplyResult | string | undefined> {
  const { text } = context;
  const { subject, part, split } = given;
  if (incidents) return text('counts/incidents-by-list');
  if (split !== undefined || (part !== undefined && subject !== undefined && subject !== 'dropouts')) {
    const listed = inGroup(context) ? undefined : SPLIT_LINES[split ?? ''];
    const line = listed ?? LINES[(subject ?? 'hazards') as Subject];
    return text('counts/not-split', { line, lists: listed !== undefined });
  }
  return left === '' ? undefined : notByThat(context, left, instead(context, given, left));
}

/** Each of the parts that were named: 疑似几个 在册几个. */
async function ofParts(
  context: CommandContext,
  { period, words: said = '' }: Args,
  view: CountView,
  first: Column,
): Promise<string> {
  const parts = new Set([first, ...namedIn(PARTS_BY_LENGTH, said)]);
  const replies = await Promise.all([...parts].map((part) => partReply(context, view, part, period)));
  return replies.join('\n');
}

/** The figures asked for, area by area; where no subject was named, of the others the totals. */
async function told(
  context: CommandContext,
  { subject, period, other, place, words: said = '' }: Args,
  view: CountView,
  still: boolean,
): Promise<string> {
  const subjects: readonly Subject[] =
    subject === undefined
      ? ['dropouts', 'relapses', 'hazards']
      : [...new Set([subject as Subject, ...namedIn(SUBJECTS_BY_LENGTH, said)])];
  const stretches = [period, ...(other ? [other] : []), ...(still && period ? [undefined] : [])];
  const asked = subjects.flatMap((one) => stretches.map((stretch) => ({ subject: one, period: stretch })));
  const short = subject === undefined && view.areaIds.length > 1;
  const parts = await Promise.all(
    asked.map((one) => subjectReply(context, view, { ...one, whole: short && one.subject !== subjects[0] })),
  );
  const line = lineOf(context, { subject: 'hazards', period }, place);
  return [...parts, ...(short ? [context.text('counts/by-area', { line })] : [])].join('\n');
}

type Words<N extends string> = readonly { readonly name: N; readonly word: string }[];

const byLength = <N extends string>(words: Readonly<Record<N, readonly string[]>>): Words<N> =>
  (Object.entries(words) as [N, readonly string[]][])
    .flatMap(([name, all]) => all.map((word) => ({ name, word })))
    .sort((one, other) => other.word.length - one.word.length);
const SUBJECTS_BY_LENGTH = byLength<Subject>(SUBJECT_WORDS);
const PARTS_BY_LENGTH = byLength<Column>(PART_WORDS);

/** All that is named beside the first: 辍学跟隐患各多少. Longer words are read before those inside them. */
function namedIn<N extends string>(words: Words<N>, said: string): readonly N[] {
  let left = said;
  return words.flatMap(({ name, word }) => {
    const found = left.includes(word);
    left = left.replaceAll(word, ' ');
    return found ? [name] : [];
  });
}

/** Words that figures are not kept by: no figure at all, and what can be asked for instead. */
/** What may be somebody's name is not said again, to whoever typed it either. */
async function notByThat(
  context: CommandContext,
  left: string,
  lines: readonly string[],
): Promise<ReplyResult> {
  const { mayMeanSomebody, namesSomebody } = context.services;
  const somebody = (await namesSomebody(left)) || (await mayMeanSomebody(left));
  return {
    reply: context.text('counts/left-over', { words: somebody ? undefined : left }),
    choices: lines.map((line) => ({ label: line, line })),
  };
}

/** The figure without those words, and a list, which is narrowed by what figures are not. */
function instead(context: CommandContext, { subject, period, place }: Args, left: string): readonly string[] {
  const asked = { subject: (subject ?? 'dropouts') as Subject, period };
  const listed = !inGroup(context) && asked.subject !== 'hazards' && LISTED.test(left);
  return [lineOf(context, asked, place), ...(listed ? [`名单 ${left}`] : [])];
}

const LISTED = /^(?:(?:[男女][生孩娃]?|[一二三四五六七八九初高][一二三]?年?级?[^ ]*班?|失联|超期) ?)+$/u;

function askSubject(context: CommandContext): ReplyResult {
  const lines = [...Object.values(LINES), '查 总表'];
  return { reply: context.text('counts/which'), choices: lines.map((line) => ({ label: line, line })) };
}

/** What came new is of a stretch of days. */
function askPeriod(context: CommandContext, { subject, place }: Args): ReplyResult {
  const line = lineOf(context, { subject: (subject ?? 'dropouts') as Subject }, place);
  const lines = ['本周', '本月', '本学期'].map((period) => `${line} ${period}`);
  return {
    reply: context.text('counts/which-period'),
    choices: lines.map((one) => ({ label: one, line: one })),
  };
}

/** The plain line for each figure, in the order they are offered. */
const LINES = { dropouts: '查 辍学', hazards: '查 隐患', relapses: '查 二次辍学' } satisfies Record<
  Subject,
  string
>;

/** The line that asks for one figure. In a group no school is named. */
function lineOf(
  context: CommandContext,
  { subject, period }: Pick<AskedSubject, 'subject' | 'period'>,
  place: Args['place'],
): string {
  const where =
    place === undefined || place.kind === 'school' ? '' : ` ${fullName(context.gazetteer, place)}`;
  return `${LINES[subject]}${where}${period === undefined ? '' : ` ${periodWord(period)}`}`;
}

/** 本周 stays 本周, a day stays a day; anything else is written out. */
function periodWord({ from, to, label }: NonNullable<AskedSubject['period']>): string {
  return from === to || /^[本上去今]一?个?[周月年学季]/u.test(label) ? label : `${from}..${to}`;
}

/** Hazards of one kind; in private, since some kinds are about a child. */
async function byCategory(
  context: CommandContext,
  given: Args & { readonly category: NonNullable<Args['category']> },
  view: CountView,
): Promise<string> {
  if (inGroup(context) || (given.subject !== undefined && given.subject !== 'hazards'))
    return context.text('counts/not-split', { line: LINES.hazards, lists: false });
  return kindReply(context, view, given);
}
