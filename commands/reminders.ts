import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  aboutSomebody,
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { addDays, spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import {
  byMonth,
  dated,
  dayLine,
  guessedBy,
  OFTEN,
  spanOf,
  spokenDay,
} from '../src/reminders/calendar-lines.ts';
import { changeOf, firstWord } from '../src/reminders/read-change.ts';
import { NO_RULES, ruleLines } from '../src/reminders/rule-lines.ts';
import type { Reminder, ReminderChange, ReminderLine } from '../src/reminders/types.ts';

const args = z.object({ said: arg.text({ labels: ['内容'] }).optional() });
type Args = z.output<typeof args>;
const shows = { effect: 'none', args } as const;
const changes = { effect: 'adds', args } as const;

/** 提醒: what comes round and when; texts, dates and deadlines are changed here, without code, and kept in a trail. */
export default defineCommand({
  name: '提醒',
  aliases: ['提醒管理', '季节提醒', 'reminders'],
  order: 70,
  summary: '看哪些提醒开着、哪天发；改时间、截止、正文，停、开、试发',
  usage: '提醒',
  examples: [{ line: '提醒', where: 'private' }],
  roles: ['bureau', 'admin'],
  where: 'private',
  effect: 'none',
  args,
  run: (context, given) => (given.said === undefined ? list(context) : sample(context, given)),
  verbs: {
    list: defineVerb({ ...spoken(['列表'], ''), ...shows, run: list }),
    preview: defineVerb({
      ...spoken(['预览', '日历'], '2027；提醒 预览 名称', '提醒 预览 2027', '提醒 预览 防溺水'),
      ...{ ...shows, run: preview },
    }),
    sample: defineVerb({ ...spoken(['试发'], '名称', '提醒 试发 防溺水'), ...shows, run: sample }),
    edit: defineVerb({
      ...spoken(['改', '修改'], '名称 时间|截止|正文 内容', '提醒 改 防溺水 时间 每年 4月15日 遇休顺延'),
      ...{ ...changes, asks, run: edit },
    }),
    stop: defineVerb({
      ...spoken(['停', '停用', '关'], '名称', '提醒 停 防溺水周提示'),
      ...{ ...changes, run: (context, given) => turn(context, given, false) },
    }),
    start: defineVerb({
      ...spoken(['开', '启用'], '名称 依据 文件', '提醒 开 防溺水周提示'),
      ...{ ...changes, asks: asksBasis, run: (context, given) => turn(context, given, true) },
    }),
    trail: defineVerb({ ...spoken(['记录'], '名称', '提醒 记录 防溺水周提示'), ...shows, run: trail }),
  },
});

/** A verb that stands in front, with its examples. */
function spoken(words: readonly string[], usage: string, ...lines: readonly string[]) {
  const examples = lines.map((line) => ({ line, where: 'private' as const }));
  return { words, stands: 'first' as const, usage, examples };
}

const YEAR_DAYS = 366;

async function list(context: CommandContext): Promise<ReplyResult> {
  const { services, today } = context;
  const reminders = await services.reminders.all();
  const coming = await services.reminders.occasions(today, addDays(today, YEAR_DAYS));
  const lines = reminders.map(({ id, name, on, event, needsBasis }) => {
    const next = coming.find(({ reminder }) => reminder.id === id);
    return { name, on, event, needsBasis, next: next && dated(next.day, today) };
  });
  return { reply: context.text('reminders/list', { lines }) };
}

async function preview(context: CommandContext, { said: rest = '' }: Args): Promise<ReplyResult> {
  const { services, today } = context;
  const year = /^(20\d\d)年?$/.exec(rest)?.[1] ?? (rest === '' ? today.slice(0, 4) : undefined);
  if (year !== undefined) return previewYear(context, year);
  const ahead = (await services.reminders.byName(rest))
    ? undefined
    : await services.reminders.ahead(rest, today);
  const guessed = guessedBy(await services.calendar.current());
  if (ahead !== undefined) {
    const days = ahead.days.map((one) => spokenDay(one, today, guessed));
    return { reply: context.text('reminders/rule', { rules: ahead.rules, days }) };
  }
  return withNamed(context, rest, async ({ id, name, on, when, event, inTerm }) => {
    const coming = await services.reminders.preview(id, today, addDays(today, YEAR_DAYS));
    const rules = when.map(({ text }) => text);
    const days = coming.length > OFTEN ? [] : coming.map((one) => dayLine(one, today, guessed));
    const often = coming.length > OFTEN ? spanOf(coming, today) : undefined;
    return { reply: context.text('reminders/preview-one', { name, on, event, inTerm, rules, days, often }) };
  });
}

async function previewYear(context: CommandContext, year: string): Promise<ReplyResult> {
  const { services } = context;
  const calendar = await services.calendar.current();
  const occasions = await services.reminders.occasions(`${year}-01-01`, `${year}-12-31`);
  const { arrangement: guessed, termsInSpringFestival } = calendar.missing(Number(year));
  const terms = termsInSpringFestival.map(({ name, from, to }) => ({
    ...{ name, from: spokenDate(from), to: spokenDate(to) },
  }));
  const lines = byMonth(occasions, `${year}-01-01`, guessedBy(calendar));
  return { reply: context.text('reminders/preview', { year, guessed, terms, ...lines }) };
}

async function sample(context: CommandContext, { said: rest = '' }: Args): Promise<ReplyResult> {
  return withNamed(context, rest, async ({ id, name, basis, minutes }) => {
    const [next] = await context.services.reminders.preview(
      id,
      context.today,
      addDays(context.today, YEAR_DAYS),
    );
    const day = next?.day ?? context.today;
    const texts = await context.services.reminders.sample(id, day);
    return {
      reply: context.text('reminders/sample', { name, basis, minutes, day: spokenDate(day), texts }),
    };
  });
}

/** All units read a changed text. What is wrong with it otherwise is said by the change itself. */
async function asks(context: CommandContext, { said = '' }: Args): Promise<Matter | undefined> {
  const [name, more] = firstWord(said);
  const change = changeOf(...firstWord(more));
  const reminder = await context.services.reminders.byName(name);
  if (reminder === undefined || change?.field !== 'text') return undefined;
  const { ok } = await context.services.reminders.check(reminder.id, change, context.today);
  return ok
    ? aboutSomebody(context, change.value.replace(/\{[^}]*\}|请?回[:：].*$/gs, ' ').trim())
    : undefined;
}

/** The basis of a duty is shown with it. */
async function asksBasis(context: CommandContext, { said = '' }: Args): Promise<Matter | undefined> {
  const [name, more] = firstWord(said);
  const reminder = await context.services.reminders.byName(name);
  return reminder && aboutSomebody(context, basisOf(more));
}

async function edit(context: CommandContext, { said: rest = '' }: Args): Promise<CommandResult> {
  const [name, more] = firstWord(rest);
  return withNamed(context, name, async (reminder) => {
    const [what, value] = firstWord(more);
    const change = changeOf(what, value);
    if (change === undefined) return { reply: context.text('reminders/edit-how', { name: reminder.name }) };
    return apply(context, reminder, change);
  });
}

const basisOf = (words: string): string => words.replace(/^依据[:：\s]*/, '');

async function turn(
  context: CommandContext,
  { said: rest = '' }: Args,
  value: boolean,
): Promise<CommandResult> {
  const [name, more] = firstWord(rest);
  const basis = basisOf(more);
  const change: ReminderChange = { field: 'on', value, ...(basis === '' || !value ? {} : { basis }) };
  return withNamed(context, name, (reminder) => apply(context, reminder, change));
}

async function apply(
  context: CommandContext,
  { id, name }: Reminder,
  change: ReminderChange,
): Promise<CommandResult> {
  const { services, actor, now, today } = context;
  const checked = await services.reminders.check(id, change, today);
  if (!checked.ok) return { reply: context.text('reminders/refused', { ...checked }) };
  return writes(services.reminders.change(id, change, byOf(actor), now), async (done) => {
    if (done.outcome === 'missing') return context.text('reminders/unknown', { word: name });
    const changed = fileAfter(done);
    if (changed === undefined) return context.text('refusals/full');
    const [next] = await services.reminders.preview(id, today, addDays(today, YEAR_DAYS));
    const coming = next && changed.on ? dated(next.day, today) : undefined;
    const read = change.field === 'when' ? await readBack(context, changed) : NO_RULES;
    return context.text('reminders/changed', {
      ...{ name, on: changed.on, field: change.field, next: coming, event: changed.event },
      ...{ inTerm: changed.inTerm, open: await openOf(context, id), ...read },
    });
  });
}

/** New dates as they were read, with the next days on which the reminder comes round. */
async function readBack({ services, today }: CommandContext, changed: Reminder) {
  const rules = changed.when.map(({ text }) => text);
  const [coming, named, calendar] = await Promise.all([
    services.reminders.preview(changed.id, today, addDays(today, 6 * YEAR_DAYS)),
    services.reminders.ahead(rules.join('；'), today, changed.inTerm),
    services.calendar.current(),
  ]);
  return ruleLines(changed, { coming, named: named?.days ?? [], today, guessed: guessedBy(calendar) });
}

/** How many duties of the reminder nobody has closed yet. */
async function openOf({ services, now }: CommandContext, id: string): Promise<number> {
  const recent = await services.duties.recent(now, 0);
  return recent.filter(({ kind, state }) => kind === id && state === 'open').length;
}

async function trail(context: CommandContext, { said: rest = '' }: Args): Promise<ReplyResult> {
  return withNamed(context, rest, async ({ id, name }) => {
    const entries = await context.services.reminders.history(id);
    const lines = entries.map((line) => ({
      ...whatOf(line),
      by: line.by.name,
      at: `${dated(line.day, context.today)}${line.time}`,
    }));
    return { reply: context.text('reminders/trail', { name, lines }) };
  });
}

function whatOf({ change }: ReminderLine): { readonly what: string; readonly value: string } {
  if (change.field === 'on') return { what: change.value ? '开' : '停', value: change.basis ?? '' };
  return { what: { when: '时间', due: '截止', text: '正文' }[change.field], value: change.value };
}

async function withNamed<R extends CommandResult>(
  context: CommandContext,
  word: string,
  then: (reminder: Reminder) => Promise<R>,
): Promise<R | ReplyResult> {
  const reminder = await context.services.reminders.byName(word);
  return reminder === undefined ? { reply: context.text('reminders/unknown', { word }) } : then(reminder);
}
