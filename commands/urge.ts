import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  writes,
} from '../src/chat/command.ts';
import { type DutyChoice, dutyChoices } from '../src/duties/choices.ts';
import { findDuty } from '../src/duties/find-duty.ts';
import { unanswered } from '../src/duties/measures.ts';
import { dutyName, wordFor } from '../src/duties/names.ts';
import { notFollowedUp } from '../src/duties/not-stored.ts';
import { nextAsking } from '../src/duties/rounds.ts';
import { silencedBy } from '../src/duties/silenced.ts';
import type { Duty } from '../src/duties/types.ts';
import { unitName } from '../src/duties/units.ts';
import { AUDIENCE_UNITS } from '../src/duties/words.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';

const args = z.object({
  // 月报 and 演练 come first and are no misspelt places.
  place: arg
    .place({ labels: ['单位', '学校', '乡镇'], places: ['school', 'township'], notFirst: true })
    .optional(),
  duty: arg.text({ labels: ['任务'] }).optional(),
});
type Args = z.output<typeof args>;

/** 催报: asks for one more round at who has not answered. It never sends by itself: the next round of reminders does. */
export default defineCommand({
  name: '催报',
  aliases: ['催一下', 'urge'],
  order: 52,
  summary: '请下一轮再提醒未报的单位；打过电话的记一笔',
  usage: '催报 任务',
  examples: [{ line: '催报 零报告', where: 'private' }],
  roles: ['bureau'],
  where: 'private',
  effect: 'adds',
  args,
  run: (context, given) => withDuty(context, given, '催报', (duty) => urge(context, duty)),
  verbs: {
    phoned: defineVerb({
      words: ['已电话', '已打电话', '打过电话', '电话过', '已通话'],
      stands: 'inside',
      usage: '单位 任务',
      examples: [{ line: '催报 已电话 {学校} 零报告', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, given) =>
        withDuty(context, given, `催报 已电话${unitWord(context, given)}`, (duty) =>
          phoned(context, duty, given.place),
        ),
    }),
  },
});

const unitWord = ({ gazetteer }: CommandContext, { place }: Args): string =>
  place === undefined ? '' : ` ${unitName(place.id, gazetteer)}`;

/** The duty meant, the same for a re-run; several or none are asked about, each with the whole line that `front` begins. */
async function withDuty(
  context: CommandContext,
  given: Args,
  front: string,
  then: (duty: Duty) => CommandResult | Promise<CommandResult>,
): Promise<CommandResult> {
  const frozen = await context.freeze('duty', async () => JSON.stringify(await dutyMeant(context, given)));
  const found = JSON.parse(frozen) as MeantDuty;
  const duty = found.id === undefined ? undefined : await context.services.duties.find(found.id);
  return duty === undefined ? which(context, given, front, found) : then(duty);
}

interface MeantDuty {
  readonly id?: string;
  /** Those that may be meant when it is not one. */
  readonly among: readonly DutyChoice[];
  /** What was said names each of them. */
  readonly fits: boolean;
}

async function dutyMeant({ services, now }: CommandContext, { duty = '', place }: Args): Promise<MeantDuty> {
  const silenced = await silencedBy(services.reminders);
  const expects = (one: Duty): boolean =>
    !silenced(one) && (place === undefined || one.expected.includes(place.id));
  const found = await findDuty(services.duties, duty, { now, days: 0 }, expects);
  if (found.kind === 'one') return { id: found.duty.id, among: [], fits: true };
  return found.kind === 'several'
    ? { among: dutyChoices(found.duties), fits: true }
    : { among: dutyChoices(found.open), fits: false };
}

function which(
  context: CommandContext,
  given: Args,
  front: string,
  { among, fits }: MeantDuty,
): CommandResult {
  if (among.length === 0) return { reply: context.text('unanswered/none') };
  const choices = among.map(({ label, word }) => ({ label, line: `${front} ${word}` }));
  const said = given.duty ?? '';
  return { reply: context.text('duties/unknown', { said, fits, n: among.length }), choices };
}

async function urge(context: CommandContext, duty: Duty): Promise<CommandResult> {
  const { services, actor, now } = context;
  // Once it is stored the duty counts as urged today: a re-run must say what the first run said.
  const asking = JSON.parse(
    await context.freeze('asking', async () => JSON.stringify(await nextAskingOf(context, duty))),
  ) as Asking;
  const line = await listLine(context, duty);
  if (asking.missing === 0)
    return { reply: context.text('unanswered/urge-nobody', { duty: dutyName(duty) }) };
  return writes(services.duties.urge(duty.id, byOf(actor), now), (done) =>
    fileAfter(done) === undefined
      ? (notFollowedUp(context.text, duty, done) ?? context.text('unanswered/none'))
      : context.text('unanswered/urged', { ...asking, duty: dutyName(duty), line }),
  );
}

interface Asking {
  readonly missing: number;
  readonly unit: string;
  /** Nobody is asked twice on a day. */
  readonly notToday: boolean;
  readonly when: string;
}

async function nextAskingOf(context: CommandContext, duty: Duty): Promise<Asking> {
  const { services, today } = context;
  const missing = unanswered(duty, await services.duties.returns(duty.id)).length;
  const calendar = await services.calendar.current();
  const { day, time, notToday } = nextAsking(duty, context, (one) => calendar.isWorkday(one));
  const when = `${day === today ? '今天' : spokenDate(day)}${time}`;
  return { missing, unit: AUDIENCE_UNITS[duty.audience], notToday, when };
}

function phoned(context: CommandContext, duty: Duty, place: Args['place']): CommandResult {
  const { services, actor, now, gazetteer } = context;
  if (place === undefined) {
    const question = context.text('unanswered/phoned-whom');
    return { reply: question, ask: { question, label: '单位' } };
  }
  return writes(
    services.duties.note(duty.id, place.id, { kind: 'phoned' }, byOf(actor), now),
    async (done) => {
      const about = { unit: unitName(place.id, gazetteer), duty: dutyName(duty) };
      return fileAfter(done) === undefined
        ? (notFollowedUp(context.text, duty, done) ?? context.text('unanswered/phoned-not-asked', about))
        : context.text('unanswered/phoned', { ...about, line: await listLine(context, duty) });
    },
  );
}

/** The line that lists who has not answered this duty and no other. */
async function listLine({ services, now }: CommandContext, duty: Duty): Promise<string> {
  const recent = await services.duties.recent(now, 0);
  return `未报 ${wordFor(
    duty,
    recent.filter(({ state }) => state === 'open'),
  )}`;
}
