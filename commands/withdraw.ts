import { z } from 'zod';
import { filesPointedAt, type OwnFile, pointsSurely } from '../src/casefiles/pointed-at.ts';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import { DROPOUT_STATES } from '../src/dropouts/transitions.ts';
import type { AppendedCase, DropoutCase } from '../src/dropouts/types.ts';
import { dutyName } from '../src/duties/names.ts';
import { type OwnAnswer, ownAnswers } from '../src/duties/own-answers.ts';
import { momentOf } from '../src/duties/rounds.ts';
import { dueWords } from '../src/duties/words.ts';
import { HAZARD_STATES } from '../src/hazards/transitions.ts';
import type { AppendedHazard, Hazard } from '../src/hazards/types.ts';
import { byOf } from '../src/people/actor.ts';
import type { LastFile } from '../src/people/last-files.ts';
import { areaName, fullName } from '../src/places/naming.ts';

const args = z.object({
  file: arg
    .file({
      labels: ['编号'],
      wanted: { kinds: ['dropout', 'hazard'], right: 'withdrawn' },
      none: 'withdrawal/nothing',
      denied: 'withdrawal/nothing',
    })
    .optional(),
  words: arg.text({ labels: ['哪一条'] }).optional(),
  all: arg.word({ labels: ['范围'], words: { all: ['全部', '所有', '全撤', '都撤', '都撤回'] } }).optional(),
});

/** 撤回: the sender's own last report, from whichever of their accounts, on the same day, before anybody else acted on it. */
export default defineCommand({
  name: '撤回',
  aliases: ['撤销', '撤消', '撤掉', '报错了', 'withdraw'],
  order: 50,
  summary: '撤回自己当天报错的一条（别人处理前）',
  usage: '撤回 [编号]',
  examples: [{ line: '撤回', where: 'both' }],
  roles: 'anyone',
  where: 'both',
  effect: 'adds',
  spoken:
    /^(?!.*(?:怎么|咋|如何|能不能|能否|可以|吗|[?？]|不要撤|别撤|不撤|没撤|休学|转学|学籍|缓学|免学|出国|就读)).*(?:撤回|撤[销消掉了]|作废|删(?:了|掉|除)|(?:不要|不算)了(?=$|[\s,，。])|报[错重]了?(?=$|[\s,，。])|重复(?:报|登记)?了?(?=$|[\s,，。]))/u,
  args,
  async run(context, given) {
    if (given.all !== undefined) return { reply: context.text('withdrawal/one') };
    if (given.file !== undefined) return withNumber(context, given.file.no, given.words ?? '');
    const pointing = [given.words, context.quote?.text].find(
      (words) => words !== undefined && !SAYS_NOTHING.test(words),
    );
    if (pointing !== undefined) return pointedAt(context, pointing);
    const no = await context.freeze('withdraw', () => newestReport(context));
    if (no === '') return { reply: context.text('withdrawal/nothing') };
    if (no.startsWith(ADDED))
      return { reply: context.text('withdrawal/added', { no: no.slice(ADDED.length) }) };
    if (no.startsWith(PAST)) return { reply: await past(context, no.slice(PAST.length)) };
    return no.startsWith(DUTY) ? answeredSince(context, no.slice(DUTY.length)) : withdraw(context, no);
  },
});

/** More words than that it is to go: a child who is left out by law, or what is only told with it. */
async function withNumber(context: CommandContext, no: string, words: string): Promise<CommandResult> {
  if (SAYS_NOTHING.test(words)) return withdraw(context, no);
  const leftOut = no.startsWith('K') && LEFT_OUT.test(words);
  return {
    reply: context.text('withdrawal/pointed'),
    choices: [
      ...(leftOut ? [{ label: `${no} 不计入辍学（${words}）`, line: `认定 ${no} 不计入 ${words}` }] : []),
      { label: `撤回 ${no}`, line: `撤回 ${no}` },
      { label: `不撤回，补充到 ${no}`, line: `${no} 补充 ${words}` },
    ],
  };
}

/** 撤回 发错了, 撤回 一下: no more than 撤回. */
const SAYS_NOTHING =
  /^(?:一下|吧|了|啊|哈|谢谢|麻烦|请|我|帮我|把|撤回|撤[销消掉了]|[发报搞点写弄]错了?|报重了?|重复(?:报|登记)?了?|(?:不要|不算|作废|删[了掉除])了?|[刚才]{0,2}那?(?:条|个|件)|这(?:条|个|件)|上一?(?:条|个|件)|[\s,，。.！!])*$/u;
/** A child who may be left out of the count by law: the file is decided about, not taken back. */
const LEFT_OUT = /休学|转学|学籍|缓学|免学|出国|参军|在(?:外地|县城|外省)?.{0,8}(?:就读|读书|上学)/u;
const MOST_CHOICES = 5;
const MOST_SHOWN = 24;

/**
 * Words that are no number point at most. Of several reports one is asked for, also where only one fits, and nothing is
 * taken back; the only report of the day, spoken of last, is what they mean.
 */
async function pointedAt(context: CommandContext, words: string): Promise<CommandResult> {
  const { services, actor, today, gazetteer, chat } = context;
  const accounts = await services.people.accountsOf(actor);
  const [cases, hazards] = await Promise.all([
    services.dropouts.recentBy(accounts, today),
    services.hazards.recentBy(accounts, today),
  ]);
  const own = [...cases, ...hazards];
  const fitting = filesPointedAt(words, own, gazetteer).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  if (fitting.length === 0) return { reply: context.text('withdrawal/nothing') };
  const [only, ...more] = own;
  const spoken = await lastSpoken(context, accounts);
  const sure = (file: OwnFile) => pointsSurely(words, file) && !LEFT_OUT.test(words);
  if (only !== undefined && more.length === 0 && spoken?.no === only.no && sure(only))
    return withdraw(context, await context.freeze('withdraw', () => Promise.resolve(only.no)));
  const excluded = fitting
    .filter(({ kind }) => kind === 'dropout' && LEFT_OUT.test(words))
    .map(({ no }) => ({ label: `${no} 不计入辍学（${words}）`, line: `认定 ${no} 不计入 ${words}` }));
  const told = (file: OwnFile) =>
    chat.kind === 'group' ? '' : `：${[...file.words].slice(0, MOST_SHOWN).join('')}`;
  return {
    reply: context.text('withdrawal/pointed'),
    choices: [
      ...excluded,
      ...fitting.map((file) => ({ label: `撤回 ${file.no}${told(file)}`, line: `撤回 ${file.no}` })),
    ].slice(0, MOST_CHOICES),
  };
}

/** Stands before the number of a report that a duty was answered after. */
const DUTY = 'duty:';

/** Stands before the number of the file last spoken of, which cannot be taken back, and that of an older one that can. */
const PAST = 'past:';

/** Stands before the number of a case to which the sender added something last: that is not taken back, nor the case. */
const ADDED = 'added:';

/** What 撤回 alone means: what was last spoken of and nothing else. A number, one behind DUTY, ADDED or PAST, or `''`. */
async function newestReport(context: CommandContext): Promise<string> {
  const { services, actor } = context;
  const accounts = await services.people.accountsOf(actor);
  const [mine = '', spoken, answered] = await Promise.all([
    newestOpen(context, accounts),
    lastSpoken(context, accounts),
    lastAnswer(context, accounts),
  ]);
  if (answered !== undefined && (spoken === undefined || answered.at > spoken.at)) return `${DUTY}${mine}`;
  if (spoken !== undefined && (await addedLast(context, accounts, spoken.no))) return `${ADDED}${spoken.no}`;
  const older = spoken !== undefined && spoken.no !== mine && (mine !== '' || spoken.no.startsWith('T'));
  return older ? `${PAST}${spoken.no} ${mine}` : mine;
}

/** The file of any kind that the sender reported or spoke of last today, whatever became of it. */
async function lastSpoken(
  { services, now, today, time }: CommandContext,
  accounts: readonly string[],
): Promise<LastFile | undefined> {
  const midnight = momentOf({ now, today, time }, today, '00:00');
  const [said, ...reported] = await Promise.all([
    services.lastFiles.last(accounts, midnight),
    services.dropouts.newestBy(accounts, today),
    services.hazards.newestBy(accounts, today),
    services.incidents.newestBy(accounts, today),
  ]);
  const all = reported.flatMap((file) => (file === undefined ? [] : [{ no: file.no, at: file.reportedAt }]));
  const [newest] = [...all, ...(said === undefined ? [] : [said])].sort(
    (a, b) => b.at.getTime() - a.at.getTime(),
  );
  return newest;
}

/** Whether the newest entry of a case is one of today that the sender made on it: a visit, a check, a step. */
async function addedLast(
  { services, today }: CommandContext,
  accounts: readonly string[],
  no: string,
): Promise<boolean> {
  if (!no.startsWith('K')) return false;
  const { entries = [] } = (await services.dropouts.find(no)) ?? {};
  const last = entries.length > 1 ? entries.at(-1) : undefined;
  if (last === undefined || last.on !== today || !accounts.includes(last.by.key)) return false;
  return last.kind !== 'supplemented' && last.kind !== 'withdrawn';
}

/** The file last spoken of stays; an older one is taken back by its number only. */
async function past(context: CommandContext, numbers: string): Promise<string> {
  const { services, chat, text } = context;
  const [no = '', older = ''] = numbers.split(' ');
  const other = older === '' ? undefined : older;
  if (!no.startsWith('T')) return text('withdrawal/older', { no, other: older });
  const incident = await services.incidents.find(no);
  // A group does not hear that there is such a file.
  if (incident?.closed === true && chat.kind === 'group') return text('withdrawal/nothing');
  return text('withdrawal/incident', { no, closed: incident?.closed === true, other });
}

/** The number of the sender's newest report of today that may be taken back. */
async function newestOpen(
  { services, today }: CommandContext,
  accounts: readonly string[],
): Promise<string | undefined> {
  const [dropout, hazard] = await Promise.all([
    services.dropouts.lastBy(accounts, today),
    services.hazards.lastBy(accounts, today),
  ]);
  return [dropout, hazard]
    .filter((file) => file !== undefined)
    .sort((a, b) => b.reportedAt.getTime() - a.reportedAt.getTime())[0]?.no;
}

/** The newest answer of today to a duty that is still open. */
async function lastAnswer(
  { services, actor, gazetteer, now, today, time }: CommandContext,
  accounts: readonly string[],
): Promise<OwnAnswer | undefined> {
  const [newest] = await ownAnswers(services.duties, actor, gazetteer, accounts);
  const midnight = momentOf({ now, today, time }, today, '00:00');
  return newest !== undefined && newest.at >= midnight ? newest : undefined;
}

/** A duty was answered last: it is taken back by another line, and nothing else must be taken back instead. */
async function answeredSince(context: CommandContext, no: string): Promise<CommandResult> {
  const answered = await lastAnswer(context, await context.services.people.accountsOf(context.actor));
  const duty = answered === undefined ? '任务' : dutyName(answered.duty);
  const due = answered && dueWords(answered.duty, context.today);
  const line = '报送 撤回';
  if (no === '' || context.chat.kind === 'group')
    return { reply: context.text('withdrawal/answer', { duty, due, line }) };
  return {
    reply: context.text('withdrawal/which'),
    choices: [
      { label: `${duty}的回复`, line },
      { label: no, line: `撤回 ${no}` },
    ],
  };
}

async function withdraw(context: CommandContext, no: string): Promise<CommandResult> {
  const { actor, services, now } = context;
  const accounts = await services.people.accountsOf(actor);
  const reply = (done: AppendedCase | AppendedHazard): Promise<string> => outcome(context, no, done);
  return no.startsWith('K')
    ? writes(services.dropouts.withdraw(no, byOf(actor), now, accounts), reply)
    : writes(services.hazards.withdraw(no, byOf(actor), now, accounts), reply);
}

async function outcome(
  context: CommandContext,
  no: string,
  done: AppendedCase | AppendedHazard,
): Promise<string> {
  if (done.outcome === 'missing') return context.text('withdrawal/nothing');
  if (done.outcome !== 'declined')
    return context.text('withdrawal/done', { no, again: await again(context, no) });
  if (done.why === 'state') return context.text('withdrawal/ended', { no, state: stateWord(done.file) });
  return done.why === 'same-day'
    ? context.text('withdrawal/nothing')
    : context.text('withdrawal/refused', { no });
}

function stateWord({ state }: DropoutCase | Hazard): string {
  return { ...DROPOUT_STATES, ...HAZARD_STATES }[state].word;
}

/** The line that reports it anew: with its own place and words in private, an example of their township in a group. */
async function again(context: CommandContext, no: string): Promise<string> {
  const name = no.startsWith('K') ? '报辍学' : '报隐患';
  const example = context.commands.find(name)?.lines[0] ?? name;
  if (context.chat.kind === 'group') return example;
  const { dropouts, hazards } = context.services;
  if (name === '报隐患') {
    const hazard = await hazards.find(no);
    return hazard
      ? `${name} ${placeName(context, hazard.placeId, hazard.areaId)} ${hazard.description}`
      : example;
  }
  const file = await dropouts.find(no);
  return file ? `${name} ${placeName(context, file.schoolId, file.areaId)} ${file.reportedAs}` : example;
}

function placeName({ gazetteer }: CommandContext, placeId: string | undefined, areaId: string): string {
  const place = placeId === undefined ? undefined : gazetteer.byId(placeId);
  return place ? fullName(gazetteer, place) : areaName(gazetteer, areaId);
}
