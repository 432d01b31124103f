import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { ToTell, Words } from '../src/casefiles/follow-up.ts';
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
import type { Directive } from '../src/digests/types.ts';
import { readCaseNumber } from '../src/kit/case-number.ts';
import { accountFor } from '../src/people/account-for.ts';
import { accountKey, accountOf } from '../src/people/accounts.ts';
import { byOf } from '../src/people/actor.ts';
import { calledFully, isNamedIn, withoutOfficers } from '../src/people/named-officers.ts';
import type { Account } from '../src/people/reach.ts';
import { ROLE_WORDS } from '../src/people/roles.ts';

const args = z.object({ words: arg.text({ labels: ['内容'] }).optional() });
type Args = z.output<typeof args>;

const TAG = /^(D(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[晚周月期]?)[\s:,，：]+/iu;
const KEPT_DAYS = 30;
/** Longer than this it is read by nobody, and would go to everybody in many pieces. */
const MOST_WORDS = 500;
const DAY_MS = 24 * 60 * 60_000;

/** 批示: a leader's instruction, tracked until somebody at the bureau says what was done. */
export default defineCommand({
  name: '批示',
  aliases: ['领导批示', '批办', 'direct'],
  order: 36,
  summary: '领导批示交办，教育局办结后回告',
  usage: '批示（看在办的）',
  examples: [{ line: '批示', where: 'private' }],
  roles: ['leader', 'bureau', 'admin'],
  where: 'private',
  effect: 'none',
  args: z.object({}),
  run: list,
  verbs: {
    direct: defineVerb({
      words: [],
      implied: true,
      stands: 'first',
      usage: '[日报编号] 内容',
      examples: [{ line: '批示 D1124 危墙款走应急资金，周五前答复', where: 'private' }],
      effect: 'adds',
      args,
      asks,
      run: direct,
    }),
    draft: defineVerb({
      words: ['拟办', '拟批'],
      stands: 'first',
      usage: '[日报编号] 内容（先看发给谁，回1才下达；引用日报直接写“同意”“请某某同志阅处”也行）',
      examples: [{ line: '批示 拟办 请安全股本周内复查重大隐患', where: 'private' }],
      roles: ['leader'],
      effect: 'none',
      args,
      run: draft,
    }),
    seen: defineVerb({
      words: ['阅', '已阅', '阅悉', '阅知'],
      stands: 'first',
      usage: '[日报编号]（只记已阅）',
      examples: [{ line: '批示 阅', where: 'private' }],
      roles: ['leader'],
      effect: 'adds',
      args,
      run: seen,
    }),
    finish: defineVerb({
      words: ['办结', '已办结', '办完', '办完了', '完成', '已完成'],
      stands: 'first',
      usage: '编号 结果',
      examples: [{ line: '批示 办结 P26-0003-R 已拨款', where: 'private' }],
      effect: 'decides',
      args,
      about,
      run: finish,
    }),
  },
});

const OFFICIAL = /同志|阅处|阅办|阅研|阅示|研处|牵头|第[一二三四]方案/gu;

async function list(context: CommandContext): Promise<ReplyResult> {
  const open = await context.services.digests.openDirectives();
  const ones = open.map(({ no, words, by, at }) => ({
    no,
    words,
    by: by.name ?? ROLE_WORDS.leader[0],
    days: Math.floor((context.now.getTime() - at.getTime()) / DAY_MS),
  }));
  return { reply: context.text('instructions/list', { ones, leader: context.actor.role === 'leader' }) };
}

/** Those whose work it is read the words, and so does whoever lists what is open. */
async function asks(context: CommandContext, { words: said = '' }: Args): Promise<Matter | undefined> {
  const words = said.replace(TAG, '');
  if (context.actor.role !== 'leader' || words.length > MOST_WORDS) return undefined;
  if (!(await context.services.digests.mayKeep(words))) return undefined;
  // Officers who are named to do it are nobody that words could give away.
  const doers = await context.services.digests.doersOf(words);
  const others = withoutOfficers(words, doers).replace(OFFICIAL, ' ');
  return (await context.services.mayMeanSomebody(others)) ? aboutSomebody(context, words) : undefined;
}

/** Agreed to, and no word of what. */
const AGREED = /^(?:原则上?)?(?:同意(?:办理|照办|实施)?|照办|照此办理|按此办理|就这么办|准)[\s。.!！]*$/u;
/** Somebody who is asked by name. */
const CALLED = /(?:请|由)([一-龥]{1,4}?)(?:同志|副?[局股科]长)/u;
/** One of several ways that stand in the digest. */
const BY_PLAN = /^(?:同意)?(?:就?按|照)[^（(]{0,10}方案[^（(]*$/u;

/** The instruction as it would go out, and to whom; a 1 sends it. */
async function draft(context: CommandContext, { words: said = '' }: Args): Promise<ReplyResult> {
  const { services, actor, now, text } = context;
  const tag = TAG.exec(said)?.[1]?.toUpperCase();
  const written = said.replace(TAG, '').trim();
  const front = tag === undefined ? '批示' : `批示 ${tag}`;
  if (written === '') return { reply: text('instructions/what', { front }) };
  if (written.length > MOST_WORDS) return tooLong(context, '批示 请控辍办三天内核实失联个案');
  const needed = AGREED.test(written) || BY_PLAN.test(written);
  const decision = needed ? await services.digests.decision(actor, now) : undefined;
  if (AGREED.test(written) && decision === undefined) return { reply: text('instructions/what', { front }) };
  const words = AGREED.test(written)
    ? `同意：${decision}`
    : `${written}${decision === undefined ? '' : `（${decision}）`}`;
  if (!(await services.digests.mayKeep(words))) return { reply: text('instructions/personal') };
  const doers = await services.digests.doersOf(words);
  const [, called] = CALLED.exec(words) ?? [];
  const nobody = called !== undefined && !doers.some((one) => isNamedIn(words, one));
  return {
    reply: text('instructions/draft', {
      ...{ tag, words, doers: doers.map(calledFully) },
      nobody: nobody ? called : undefined,
    }),
    choices: [{ label: '下达', line: `${front} ${words}`, confirmed: words }],
  };
}

async function seen(context: CommandContext, { words: said = '' }: Args): Promise<CommandResult> {
  const tag = TAG.exec(`${said} `)?.[1]?.toUpperCase();
  return writes(context.services.digests.seen(context.actor, tag, context.now), (read) =>
    context.text('instructions/seen', { tag: read }),
  );
}

async function direct(context: CommandContext, { words: said = '' }: Args): Promise<CommandResult> {
  const { services, actor, now } = context;
  if (actor.role !== 'leader') return { reply: context.text('instructions/by-leaders') };
  const tag = TAG.exec(said)?.[1]?.toUpperCase();
  const words = said.replace(TAG, '');
  if (AGREED.test(words)) return draft(context, { words: said });
  if (words.length > MOST_WORDS) return tooLong(context, '批示 请控辍办三天内核实失联个案');
  if (!(await services.digests.mayKeep(words))) return { reply: context.text('instructions/personal') };
  const doers = await services.digests.doersOf(words);
  const accounts = await Promise.all(doers.map((doer) => accountFor(services.contacts, doer.accounts)));
  const tell = (given: Directive): readonly ToTell[] =>
    accounts.flatMap((account) => toTell(context, account, () => toldWords(context, given)));
  return writes(services.digests.direct(actor, { words, tag, at: now, tell }), ({ no }) =>
    context.text('instructions/given', {
      no,
      doers: doers.map(({ name, post, role }) => name ?? post ?? ROLE_WORDS[role][0]),
    }),
  );
}

function toldWords(context: CommandContext, given: Directive): Words {
  return { title: '校园哨兵：您有1件批示待办', text: context.text('instructions/told', shown(given)) };
}

const tooLong = (context: CommandContext, line: string): ReplyResult => ({
  reply: context.text('instructions/too-long', { most: MOST_WORDS, line }),
});

const shown = ({ no, words, tag, by }: Directive) => ({
  no,
  words,
  tag,
  by: by.name ?? ROLE_WORDS.leader[0],
});

/** The instruction that is ended, and what its leader will read; the leader is told at once. */
async function about(context: CommandContext, given: Args): Promise<Matter | ReplyResult> {
  const read = await readFinish(context, given);
  if ('reply' in read) return read;
  const { directive, words } = read;
  return {
    words: context.text('instructions/about-done', { ...shown(directive), done: words }),
    version: `${directive.id}:${directive.state}`,
  };
}

/** Which instruction is meant and what was done; or why that is not to be stored. */
async function readFinish(
  context: CommandContext,
  { words: said = '' }: Args,
): Promise<{ readonly directive: Directive; readonly words: string } | ReplyResult> {
  const { services } = context;
  const [number = '', ...rest] = said.split(/[\s:,，：]+/u);
  const open = await services.digests.openDirectives();
  const directive = openOne(open, number);
  if (directive === undefined) return { reply: context.text('instructions/not-there') };
  const { no } = directive;
  const words = rest.join(' ') || '已办结';
  if (words.length > MOST_WORDS) return tooLong(context, `批示 办结 ${no} 已办理`);
  if (!(await services.digests.mayKeep(words)))
    return { reply: context.text('instructions/done-personal', { no }) };
  return { directive, words };
}

async function finish(context: CommandContext, given: Args): Promise<CommandResult> {
  const { services, actor, now } = context;
  // A re-run finds the instruction done by its own first run.
  const frozen = await context.freeze('finish', async () => {
    const read = await readFinish(context, given);
    return 'reply' in read ? '' : JSON.stringify({ no: read.directive.no, words: read.words });
  });
  if (frozen === '') return { reply: context.text('instructions/not-there') };
  const { no, words } = JSON.parse(frozen) as { readonly no: string; readonly words: string };
  const open = (await services.digests.openDirectives()).find((one) => one.no === no);
  const tell = open === undefined ? [] : await doneTold(context, open, words);
  return writes(services.digests.finish(no, { words, by: byOf(actor), at: now, tell }), (done) =>
    fileAfter(done) === undefined
      ? context.text('instructions/not-there')
      : context.text('instructions/done', { no }),
  );
}

/** Who gave the instruction hears that it is done, unless they say so themselves. */
async function doneTold(context: CommandContext, given: Directive, done: string): Promise<readonly ToTell[]> {
  const { services, actor } = context;
  if (given.by.key === actor.key) return [];
  const account = await accountFor(services.contacts, [accountOf(given.by.key)]);
  return toTell(context, account, () => ({
    title: '校园哨兵：您的批示已办结',
    text: context.text('instructions/done-told', {
      ...shown(given),
      done,
      doneBy: actor.name ?? ROLE_WORDS[actor.role][0],
    }),
  }));
}

/** The one open instruction meant by P26-0003-R, p3 or 3. */
function openOne(open: readonly Directive[], written: string): Directive | undefined {
  const read = readCaseNumber(written);
  if (read === undefined || !read.valid || (read.kind !== undefined && read.kind !== 'P')) return undefined;
  const [first, ...more] = open.filter(({ no }) => {
    const other = readCaseNumber(no);
    return other?.serial === read.serial && (read.year2 === undefined || other.year2 === read.year2);
  });
  return more.length === 0 ? first : undefined;
}

function toTell(
  { now }: CommandContext,
  account: Account | undefined,
  words: () => Words,
): readonly ToTell[] {
  if (account === undefined) return [];
  const until = new Date(now.getTime() + KEPT_DAYS * DAY_MS);
  return [{ to: accountKey(account), about: 'assigned', until, words: words() }];
}
