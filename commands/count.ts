import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand, type ReplyResult } from '../src/chat/command.ts';
import { PERIOD_RULE_WORDS, RULE_WORDS, type RuleWords } from '../src/figures/rules.ts';
import { mayShowTotal, suppressSmallCounts } from '../src/figures/suppress.ts';
import type { CountQuery, Subject } from '../src/figures/types.ts';
import { defined } from '../src/kit/defined.ts';
import { type Scope, scopeOf } from '../src/people/scope.ts';
import { areaName, fullName, SMALL_TOWNSHIP_PUPILS } from '../src/places/naming.ts';
import { areaOf, OUTSIDE, type Place } from '../src/places/place.ts';

const SUBJECT_WORDS = {
  dropouts: ['辍学', '控辍', '控辍保学', '疑似辍学', '失学', 'dropout'],
  relapses: ['二次辍学', '再次辍学', '再辍', '返校后辍学'],
  hazards: ['隐患', '安全隐患', '校园安全', 'hazard'],
} satisfies Record<Subject, readonly string[]>;

const SPLIT_WORDS = [
  '重大',
  '重大隐患',
  '一般隐患',
  '超期',
  '逾期',
  '挂牌',
  '已整改',
  '未整改',
  '已销号',
  '已返校',
];

const args = z.object({
  subject: arg.word({ labels: ['项目', '事项'], words: SUBJECT_WORDS }).optional(),
  place: arg
    .place({ labels: ['乡镇', '学校', '地点'], places: ['township', 'school', 'outside'] })
    .optional(),
  /** What figures are not kept by: asked for, it is said so, and no other figure is given for it. */
  split: arg.word({ labels: ['分类'], words: { split: SPLIT_WORDS } }).optional(),
  period: arg.period({ labels: ['时间', '期间', '日期'] }).optional(),
});
type Args = z.output<typeof args>;

/** 查: counts by township in county-file order, exact, with their rule and cut-off. */
export default defineCommand({
  name: '查',
  aliases: ['统计', '查数', '查询', '数据', 'count'],
  order: 30,
  summary: '查辍学、二次辍学、隐患的乡镇数',
  usage: '查 辍学|二次辍学|隐患 [乡镇|学校] [本周|本月|本学期|日期..日期]',
  examples: [
    { line: '查 辍学', where: 'both' },
    { line: '查 二次辍学', where: 'both' },
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
  async run(context, given) {
    // A group that nobody has declared may hold anybody.
    if (context.group?.outsiders)
      return { reply: context.text('counts/not-here', { registered: context.group.registered }) };
    const scope = scopeOf(context.actor);
    if (scope === 'none' || scope === 'own') return { reply: context.text('refusals/no-right') };
    const subject = given.subject as Subject | undefined;
    if (given.split !== undefined)
      return { reply: context.text('counts/not-split', { line: LINES[subject ?? 'hazards'] }) };
    if (subject === undefined && given.place === undefined) return askSubject(context, given);
    const view = viewOf(context, scope, given.place);
    if (view === undefined) return { reply: context.text('refusals/nothing-there') };
    if (context.chat.kind === 'group' && view.schoolId !== undefined)
      return { reply: context.text('counts/school-private') };
    const subjects: readonly Subject[] =
      subject === undefined ? ['dropouts', 'relapses', 'hazards'] : [subject];
    const tables = await Promise.all(subjects.map((one) => table(context, one, given, view)));
    return { reply: tables.join('\n') };
  },
});

/** Eyes that reach beyond one's own reports. */
type WideScope = Exclude<Scope, 'none' | 'own'>;

interface View {
  /** The areas to print, in order. */
  readonly areaIds: readonly string[];
  readonly schoolId?: string;
  readonly schoolName?: string;
}

function askSubject(context: CommandContext, { period }: Args): ReplyResult {
  const when = period === undefined ? '' : ` ${periodWord(period)}`;
  const lines = Object.values(LINES).map((line) => `${line}${when}`);
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

/** What of the wish lies in the asker's own area; undefined: nothing does (the answer is that of no such place). */
function viewOf(context: CommandContext, scope: WideScope, place: Place | undefined): View | undefined {
  const { gazetteer } = context;
  const all = [...gazetteer.townships.map((township) => township.id), OUTSIDE.id];
  if (scope !== 'all' && 'schoolId' in scope) {
    const school = gazetteer.byId(scope.schoolId);
    if (school?.kind !== 'school' || (place !== undefined && place.id !== school.id)) return undefined;
    return { areaIds: [school.townshipId], schoolId: school.id, schoolName: fullName(gazetteer, school) };
  }
  const mine = scope === 'all' ? all : [scope.townshipId];
  if (place === undefined) return { areaIds: mine };
  if (!mine.includes(areaOf(place))) return undefined;
  const areaIds = [areaOf(place)];
  return place.kind === 'school'
    ? { areaIds, schoolId: place.id, schoolName: fullName(gazetteer, place) }
    : { areaIds };
}

async function table(context: CommandContext, subject: Subject, given: Args, view: View): Promise<string> {
  const query: CountQuery = {
    subject,
    areaIds: view.areaIds,
    ...defined({
      period: given.period && { from: given.period.from, to: given.period.to },
      schoolId: view.schoolId,
    }),
  };
  const counts = await context.services.figures.countByArea(query);
  const inGroup = context.chat.kind === 'group';
  // A week's figures beside last week's would point at the one child in between: groups get the county line only.
  const countyOnly = inGroup && given.period !== undefined && subject !== 'hazards';
  const rows = view.areaIds.map((areaId) => ({
    areaId,
    n: counts.get(areaId) ?? 0,
    ...pupilsOf(context, areaId),
  }));
  const shown =
    inGroup && subject !== 'hazards' ? suppressSmallCounts(rows, SMALL_TOWNSHIP_PUPILS) : undefined;
  return context.text('counts/count', {
    rule: ruleOf(subject, given, view),
    period: given.period?.label,
    cutOff: `${context.today.slice(5)} ${context.time}`,
    total: shown === undefined || mayShowTotal(shown) ? rows.reduce((sum, row) => sum + row.n, 0) : '若干',
    rows: countyOnly
      ? []
      : rows.map((row, index) => `${nameOf(context, row.areaId, view)} ${shown?.[index]?.shown ?? row.n}`),
    privately: countyOnly,
  });
}

/** The rule as it applies to what is shown: 区外 is named only where it is among the lines. */
function ruleOf(subject: Subject, given: Args, view: View): RuleWords {
  const rule = (given.period === undefined ? RULE_WORDS : PERIOD_RULE_WORDS)[subject];
  return view.areaIds.includes(OUTSIDE.id) ? rule : { ...rule, words: rule.words.replace('，含区外', '') };
}

function pupilsOf(context: CommandContext, areaId: string): { pupils?: number } {
  const pupils = context.gazetteer.pupils(areaId);
  return defined({ pupils });
}

const nameOf = (context: CommandContext, areaId: string, view: View) =>
  view.schoolName ?? areaName(context.gazetteer, areaId);
