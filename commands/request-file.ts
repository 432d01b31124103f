import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { ToTell } from '../src/casefiles/follow-up.ts';
import { toldOfStrangers } from '../src/casefiles/told-of-strangers.ts';
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
import { openRequest } from '../src/dropouts/requests.ts';
import type { CaseEntry, DropoutCase } from '../src/dropouts/types.ts';
import { readCaseNumber } from '../src/kit/case-number.ts';
import { byOf } from '../src/people/actor.ts';
import { fullName } from '../src/places/naming.ts';

const args = z.object({ words: arg.text({ labels: ['编号', '理由'] }).optional() });
const answerArgs = z.object({
  file: arg.file({
    labels: ['编号', '案号'],
    question: '哪一件的申请？请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: ['dropout'], right: 'granted' },
  }),
});
type AnswerArgs = z.output<typeof answerArgs>;

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;
const MOST_WORDS = 200;

const answer = (granted: boolean) => ({
  stands: 'first' as const,
  roles: ['township', 'bureau'] as const,
  effect: 'decides' as const,
  args: answerArgs,
  about: (context: CommandContext, given: AnswerArgs) => about(context, given, granted),
  run: (context: CommandContext, given: AnswerArgs) => answerRequest(context, given, granted),
});

/** 申请: to see a file that is another's. What is said back is the same for every number, known or not. */
export default defineCommand({
  name: '申请',
  aliases: ['申请查看', '申请个案', 'request'],
  order: 54,
  summary: '别处的个案要看，向负责的乡镇或县局申请',
  usage: '申请 编号 理由',
  examples: [{ line: '申请 K26-0433-H 孩子转到我校', where: 'private' }],
  roles: ['teacher', 'school', 'village', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  args,
  run: request,
  verbs: {
    grant: defineVerb({ words: ['同意', '批准'], usage: '编号', examples: [], ...answer(true) }),
    refuse: defineVerb({ words: ['拒绝', '不同意'], usage: '编号', examples: [], ...answer(false) }),
  },
});

async function request(
  context: CommandContext,
  { words: said = '' }: z.output<typeof args>,
): Promise<CommandResult> {
  const { services, actor, now, today, text } = context;
  const parts = said.split(/\s+/);
  const number = parts.find((part) => readCaseNumber(part)?.valid === true);
  const words = parts
    .filter((part) => part !== number)
    .join(' ')
    .slice(0, MOST_WORDS);
  if (number === undefined || words === '') return { reply: text('dropouts/request-how', { no: number }) };
  const year2 = Number(today.slice(2, 4));
  const reader = { actor, accounts: await services.people.accountsOf(actor) };
  const { fitting } = await services.files.fitting(number, year2, reader, {
    kinds: ['dropout'],
    right: 'see',
  });
  // A message that is run again is not told what came of it since.
  const mine = await context.freeze('needless', async () => fitting[0]?.no ?? '');
  if (mine !== '') return { reply: text('dropouts/request-needless', { no: mine }) };
  const found = (await services.files.find(number, year2)).find(({ kind }) => kind === 'dropout');
  const tell = found === undefined ? [] : await toldOf(context, found.file as DropoutCase, words);
  const asking = { by: byOf(actor), at: now, tell };
  return writes(services.dropouts.request(found?.no ?? '', words, asking), () =>
    text('dropouts/request-taken'),
  );
}

/** Those who answer for the area are told who asks and why, with the lines that let them in or do not. */
async function toldOf(
  context: CommandContext,
  { no, areaId }: DropoutCase,
  words: string,
): Promise<readonly ToTell[]> {
  const accounts = await toldOfStrangers(context.services, { areaId });
  const told = context.text('dropouts/told-request', {
    no,
    words,
    who: whoAsks(context, byOf(context.actor)),
  });
  return accounts.map((to) => toTell(context, to, '校园哨兵：您有1件申请待办', told));
}

function toTell({ now }: CommandContext, to: string, title: string, text: string): ToTell {
  return { to, about: 'assigned', until: new Date(now.getTime() + TOLD_FOR_MS), words: { title, text } };
}

function whoAsks({ gazetteer }: CommandContext, { unit, name }: CaseEntry['by']): string {
  const place = unit === undefined ? undefined : gazetteer.byId(unit);
  return [place && fullName(gazetteer, place), name].filter(Boolean).join(' ');
}

/** Who would see the file and why they ask; decided about that very request. */
async function about(
  context: CommandContext,
  { file: { no, file } }: AnswerArgs,
  granted: boolean,
): Promise<Matter | ReplyResult> {
  const asked = openRequest(file.entries);
  if (asked === undefined) return { reply: context.text('dropouts/request-none', { no }) };
  const who = whoAsks(context, asked.by);
  const words = context.text('dropouts/about-request', { no, granted, who, words: asked.said?.words ?? '' });
  return { words, version: asked.id };
}

async function answerRequest(
  context: CommandContext,
  { file: { no, file } }: AnswerArgs,
  granted: boolean,
): Promise<CommandResult> {
  const { services, actor, now, text } = context;
  // A re-run finds the request answered by its own first run.
  const id = await context.freeze('request', async () => openRequest(file.entries)?.id ?? '');
  const asked = file.entries.find((entry) => entry.id === id);
  if (asked === undefined) return { reply: text('dropouts/request-none', { no }) };
  const told = text('dropouts/told-answered', { no, granted });
  const tell = [toTell(context, asked.by.key, '校园哨兵：您的申请有回音', told)];
  const deciding = { by: byOf(actor), at: now, accounts: await services.people.accountsOf(actor), tell };
  return writes(services.dropouts.answerRequest(no, { request: id, granted }, deciding), (done) =>
    fileAfter(done) === undefined
      ? text('dropouts/request-none', { no })
      : text('dropouts/request-answered', { no, granted, who: whoAsks(context, asked.by) }),
  );
}
