import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { strangerKey, toldOfStrangers } from '../src/casefiles/told-of-strangers.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  photosWith,
  writes,
} from '../src/chat/command.ts';
import { tipOf } from '../src/dropouts/tip.ts';
import type { DropoutDraft } from '../src/dropouts/types.ts';
import { categoryOf } from '../src/hazards/categories.ts';
import { FINDING_WORDS, findingLevelOf } from '../src/hazards/found-at.ts';
import { CLAIMED, toldToJudge } from '../src/hazards/judging.ts';
import { basisWords, touchedCriterion } from '../src/hazards/major-criteria.ts';
import { sensitiveHazard } from '../src/hazards/sensitive.ts';
import { unitOf } from '../src/hazards/teller.ts';
import { HAZARD_STATES } from '../src/hazards/transitions.ts';
import type { Hazard, HazardDraft, Stranger } from '../src/hazards/types.ts';
import { cryOf, emergencyReply } from '../src/incidents/answer-cry.ts';
import { confidentialIn } from '../src/incidents/kind-of.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { areaName, fullName, groupAreaName } from '../src/places/naming.ts';
import { areaOf, type Place } from '../src/places/place.ts';
import { tellsOfChild } from '../src/places/tells-of-child.ts';

const args = z.object({
  place: arg.place({
    labels: ['地点', '学校', '水域', '乡镇', '单位'],
    places: ['school', 'water', 'township', 'village'],
    question: '隐患在哪个学校、水域或乡镇？',
  }),
  level: arg
    .word({ labels: ['等级'], words: { 一般: ['一般', '一般隐患'], 重大: ['重大', '重大隐患'] } })
    .optional(),
  foundAt: arg.word({ labels: ['发现层级', '发现'], words: FINDING_WORDS }).optional(),
  description: arg.text({
    labels: ['隐患', '描述', '说明'],
    describes: true,
    question: '是什么隐患？例如：食堂 燃气报警器失灵。',
  }),
});

const takeArgs = z.object({
  file: arg.file({ labels: ['编号'], wanted: { kinds: ['hazard'], right: 'taken' } }).optional(),
});
const MOST_LISTED = 8;
const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** 报隐患: anyone may report, bound or not; the level is never the reporter's to judge. */
export default defineCommand({
  name: '报隐患',
  aliases: ['隐患', '上报隐患', '隐患上报', 'hazard'],
  order: 20,
  summary: '登记校园或水域隐患，人人可报，可附照片',
  usage: '报隐患 学校、水域或乡镇 部位和情况 [一般|重大]',
  examples: [
    { line: '报隐患 {学校} 食堂 燃气报警器失灵', where: 'both' },
    { line: '报隐患 {乡镇} 河边警示牌倒了', where: 'both' },
  ],
  roles: 'anyone',
  where: 'both',
  effect: 'adds',
  args,
  alone: [{ label: '查数', line: '查 隐患' }],
  async run(context, given) {
    const kind = confidentialIn(given.description);
    // No hazard, which whole schools read, and no pictures: one person hears of it.
    if (kind !== undefined) return inConfidence(context, given, kind);
    if (!context.actor.bound && tellsOfChild(given.description)) return takeTip(context, given);
    const draft = await judgedDraft(context, given, draftOf(given, context, await photosWith(context)));
    const stranger = context.actor.bound ? {} : { stranger: await strangerOf(context, draft) };
    const { hazards } = context.services;
    return writes(hazards.report({ ...draft, ...stranger }), (stored) => receipt(context, stored));
  },
  verbs: {
    take: defineVerb({
      words: ['接收', '接管'],
      stands: 'first',
      usage: '[编号]（群众上报、等接收的隐患；不写编号就列出来）',
      examples: [{ line: '报隐患 接收', where: 'private' }],
      roles: ['teacher', 'school', 'village', 'township', 'department', 'officer6', 'bureau', 'leader'],
      where: 'private',
      effect: 'adds',
      args: takeArgs,
      run: take,
    }),
  },
});

/** A stranger's word about a child is no hazard: a lead for the township, in private. */
async function takeTip(context: CommandContext, given: z.output<typeof args>): Promise<CommandResult> {
  if (context.chat.kind === 'group') return { reply: context.text('dropouts/tip-in-private') };
  const { description, ...told } = draftOf(given, context, await photosWith(context));
  const { areaId, schoolId, by, at, on, photos } = told;
  const tip = await tipOf(context, areaId);
  const draft: DropoutDraft = {
    ...{ areaId, by, at, on, photos, tip },
    ...defined({ schoolId }),
    ...(given.place.kind === 'school' ? { schoolKind: given.place.schoolKind } : {}),
    ...{ reportedAs: '疑似', foundBy: '群众反映', child: { notes: description } },
  };
  return writes(context.services.dropouts.report(draft), () => context.text('dropouts/tip-taken'));
}

async function take(
  context: CommandContext,
  { file: found }: z.output<typeof takeArgs>,
): Promise<CommandResult> {
  const { services, actor, now, text } = context;
  if (found === undefined) return { reply: await listWaiting(context) };
  return writes(services.hazards.take(found.no, byOf(actor), now), (done) => {
    if (fileAfter(done) !== undefined) return text('hazards/taken', { no: found.no });
    const state = done.outcome === 'declined' ? done.file.state : found.file.state;
    return text('hazards/not-waiting', { no: found.no, state: HAZARD_STATES[state].word });
  });
}

async function listWaiting({ services, actor, gazetteer, text }: CommandContext): Promise<string> {
  const accounts = await services.people.accountsOf(actor);
  const all = await services.hazards.waiting({ actor, accounts });
  const ones = all.slice(0, MOST_LISTED).map((one) => ({
    ...{ no: one.no, description: one.description, on: spokenDate(one.reportedOn) },
    place: placeWords(gazetteer, one),
  }));
  return text('hazards/waiting', { n: all.length, ones });
}

/** Who nobody knows reports under their account, or under the chat where the platform withholds it. */
async function strangerOf(context: CommandContext, { areaId, schoolId }: HazardDraft): Promise<Stranger> {
  const { services, gazetteer, now } = context;
  const accounts = await toldOfStrangers(services, { areaId, schoolId });
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  const area = areaName(gazetteer, areaId);
  return {
    key: strangerKey(context),
    tell: (n) => {
      const words = {
        title: '校园哨兵：有群众上报的隐患等接收',
        text: context.text('hazards/told-waiting', { area, n }),
      };
      return accounts.map((to) => ({ to, about: 'assigned', until, words }));
    },
  };
}

function inConfidence(
  context: CommandContext,
  { place, description }: z.output<typeof args>,
  kind: 'harm' | 'self-harm',
): CommandResult {
  const { services, gazetteer, text, chat } = context;
  const words = `${fullName(gazetteer, place)} ${description}`;
  const { alarm } = services;
  return writes(alarm.raise(cryOf(context, words, kind)), (incident) =>
    emergencyReply({ alarm, gazetteer, text }, incident, chat.kind === 'group'),
  );
}

function draftOf(
  given: z.output<typeof args>,
  context: CommandContext,
  photos: readonly string[],
): HazardDraft {
  const { actor } = context;
  return {
    areaId: areaOf(given.place),
    ...(given.place.kind === 'school' ? { schoolId: given.place.id } : {}),
    placeId: given.place.id,
    description: given.description,
    category: categoryOf(given.description, { place: given.place.kind }),
    // Never the reporter's to say: criteria and officers do.
    level: '一般',
    by: byOf(actor),
    at: context.now,
    on: context.today,
    photos,
    ...defined({ foundAt: given.foundAt ?? findingLevelOf(actor) }),
  };
}

/** Words that may meet a criterion are to be judged: who reported it is asked in private, an officer is told otherwise. */
async function judgedDraft(
  context: CommandContext,
  { level }: z.output<typeof args>,
  draft: HazardDraft,
): Promise<HazardDraft> {
  const { services, actor, chat } = context;
  const edition = await services.criteria.current();
  const touched = touchedCriterion(draft.description, edition);
  if (touched === undefined && level !== '重大') return draft;
  const maybeMajor = { criterion: touched?.code ?? CLAIMED, edition: edition.id };
  const asked = touched !== undefined && actor.bound && chat.kind === 'single';
  const about = { areaId: draft.areaId, key: actor.key };
  return { ...draft, maybeMajor, ...(asked ? {} : { tell: await toldToJudge(services, about, context) }) };
}

async function receipt(context: CommandContext, stored: Hazard): Promise<string> {
  const { gazetteer, services, actor } = context;
  const sensitive = sensitiveHazard(stored.description) !== undefined;
  const edition = await services.criteria.current();
  const touched = touchedCriterion(stored.description, edition);
  const major = stored.entries[0]?.data?.criterion !== undefined;
  if (stored.state === 'waiting') return context.text('hazards/offered', { no: stored.no, sensitive, major });
  if (context.chat.kind === 'group') {
    const area = groupAreaName(gazetteer, stored.areaId);
    return context.text('hazards/receipt-group', { no: stored.no, area, sensitive, major });
  }
  const accounts = await services.people.accountsOf(actor);
  const alike = await services.hazards.lookAlikes(stored, { actor, accounts });
  return context.text('hazards/receipt-private', {
    no: stored.no,
    place: placeWords(gazetteer, stored),
    description: stored.description,
    sensitive,
    major,
    unit: unitOf(gazetteer, stored),
    criterion: touched && actor.bound ? basisWords(edition, touched) : undefined,
    alike,
  });
}

function placeWords(gazetteer: CommandContext['gazetteer'], { placeId, areaId }: Hazard): string {
  const place = gazetteer.byId(placeId);
  return place ? fullName(gazetteer, place as Place) : areaName(gazetteer, areaId);
}
