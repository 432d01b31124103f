import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  photosWith,
  writes,
} from '../src/chat/command.ts';
import { categoryOf } from '../src/hazards/categories.ts';
import { maybeMajor } from '../src/hazards/judging.ts';
import type { Hazard, HazardDraft } from '../src/hazards/types.ts';
import { tellOfCheck } from '../src/inspections/check-told.ts';
import { CHECK_STATES } from '../src/inspections/check-transitions.ts';
import type { AppendedCheck, Check } from '../src/inspections/check-types.ts';
import { MOST_RESULTS, readResult } from '../src/inspections/read-result.ts';
import { byOf } from '../src/people/actor.ts';
import { fullName } from '../src/places/naming.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '哪一次检查？请告诉我编号，例如 J26-0003-K。',
    wanted: { kinds: ['check'], right: 'see' },
  }),
  words: arg.text({ labels: ['结果', '问题'] }).optional(),
});

/** 查完: what somebody who was sent to a school found there; each finding is a hazard, and the check ends. */
export default defineCommand({
  name: '查完',
  aliases: ['检查结果', '检查办结', '查毕', 'checked'],
  order: 29,
  summary: '派给您的检查查完了：写发现的问题（分号隔开）或没问题，问题自动登记隐患',
  usage: '查完 编号 没问题 或 问题一；问题二',
  examples: [{ line: '查完 J26-0003-K 没问题', where: 'private' }],
  roles: ['teacher', 'school', 'township', 'village', 'department', 'officer6', 'bureau', 'leader'],
  where: 'private',
  effect: 'adds',
  spoken: /(?:检查|查)(?:完|过|好)了?|没(?:有)?发现(?:问题|隐患)/u,
  args,
  run,
});

/** What was stored, and the hazards that came of it. */
interface Finished {
  readonly done: AppendedCheck;
  readonly hazards: readonly Hazard[];
}

async function run(context: CommandContext, given: z.output<typeof args>): Promise<CommandResult> {
  const { actor, services, text, now: at } = context;
  const { no, file } = given.file;
  const lines = { no, none: `查完 ${no} 没问题`, some: `查完 ${no} 食堂燃气报警器失灵；楼道堆杂物` };
  // What this very message did before is no reason not to have done it.
  const made = file.entries.some(({ id }) => id === context.key);
  const why = made ? undefined : whyNot(context, file);
  if (why !== undefined) return { reply: text('inspections/check-not-yours', { no, why }) };
  const said = readResult(given.words ?? '');
  if (said === undefined || said.findings.length > MOST_RESULTS) {
    const many = said !== undefined;
    const question = text('inspections/check-result', { ...lines, many, most: MOST_RESULTS });
    return { reply: question, ask: { question } };
  }
  const accounts = await services.people.accountsOf(actor);
  const tell = await toldOfResult(context, file, said.findings.length);
  const photos = await photosWith(context);
  const by = byOf(actor);
  const result = { findings: said.findings.length, by, at, accounts, tell };
  const effect = async (key: string): Promise<Finished> => {
    const done = await services.checks.finish(no, result)(key);
    if (fileAfter(done) === undefined) return { done, hazards: [] };
    const hazards: Hazard[] = [];
    const edition = await services.criteria.current();
    // Each under a key of its own: a re-run finishes what a crash left undone.
    for (const [n, words] of said.findings.entries()) {
      const draft = draftOf(context, file, words, n === 0 ? photos : []);
      const judged = { ...draft, ...maybeMajor(draft.description, edition) };
      hazards.push(await services.hazards.report(judged)(`${key}:f${n + 1}`));
    }
    return { done, hazards };
  };
  return writes(effect, (finished) => receipt(context, file, finished));
}

function whyNot(
  { actor }: CommandContext,
  { checkers, schoolId, state }: Check,
): 'sent' | 'own' | 'over' | undefined {
  if (!checkers.some(({ id }) => id === actor.memberId)) return 'sent';
  if (actor.schoolId === schoolId) return 'own';
  return CHECK_STATES[state].open ? undefined : 'over';
}

function draftOf(
  { actor, now: at, today: on }: CommandContext,
  { areaId, schoolId, kind }: Check,
  words: string,
  photos: readonly string[],
): HazardDraft {
  return {
    ...{ areaId, schoolId, placeId: schoolId, by: byOf(actor), at, on, photos },
    description: `${words}（${kind}）`,
    category: categoryOf(words),
    level: '一般',
    foundAt: kind === '交叉检查' ? '互查' : '上级',
  };
}

/** Whoever sent them, and from now on the school. */
async function toldOfResult(context: CommandContext, file: Check, findings: number) {
  const { no, kind, due, schoolId, by } = file;
  const place = context.gazetteer.byId(schoolId);
  const school = place === undefined ? '' : fullName(context.gazetteer, place);
  const tell = await tellOfCheck(
    context,
    ({ id, role, schoolId: own }) => id === by.person || (role === 'school' && own === schoolId),
  );
  return tell({ news: 'done', no, kind, school, due, findings });
}

function receipt({ text }: CommandContext, { no }: Check, { done, hazards }: Finished): string {
  if (fileAfter(done) === undefined) return text('inspections/check-not-yours', { no, why: 'over' });
  return text('inspections/check-done', {
    no,
    hazards: hazards.map((hazard) => ({ no: hazard.no, words: hazard.description })),
    major: hazards.some(({ entries: [first] }) => first?.data?.criterion !== undefined),
  });
}
