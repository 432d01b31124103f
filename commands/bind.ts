import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  writes,
} from '../src/chat/command.ts';
import { defined } from '../src/kit/defined.ts';
import { followedBy } from '../src/kit/effect.ts';
import { accountKey, accountOf } from '../src/people/accounts.ts';
import type { Actor } from '../src/people/actor.ts';
import type { Account } from '../src/people/reach.ts';
import { ROLE_WORDS, ROLES, type Role } from '../src/people/roles.ts';
import type { BindOutcome, Claim, MergeAsked } from '../src/people/types.ts';
import { areaName, fullName } from '../src/places/naming.ts';
import { areaOf } from '../src/places/place.ts';

const APPROVERS: readonly Role[] = ['admin', 'bureau', 'township'];

const args = z.object({
  code: arg.code({ labels: ['绑定码', '码', '申请码'] }).optional(),
  place: arg
    .place({ labels: ['单位', '学校', '乡镇'], places: ['school', 'township', 'village'] })
    .optional(),
  role: arg.word({ labels: ['身份', '角色'], words: ROLE_WORDS }).optional(),
  name: arg.personName({ labels: ['姓名', '本人'] }).optional(),
  post: arg.text({ labels: ['职务', '岗位'] }).optional(),
});
type Args = z.output<typeof args>;

/** 绑定: private only; by a one-person code of the roster, or by a request that an officer agrees to. */
export default defineCommand({
  name: '绑定',
  aliases: ['认证', '绑定身份', 'bind'],
  order: 60,
  summary: '绑定本人身份：有绑定码的直接发码，没有的发单位和姓名',
  usage: '绑定 六位码；绑定 单位 身份 姓名',
  examples: [
    { line: '绑定', where: 'private' },
    { line: '绑定 482913', where: 'private' },
    { line: '绑定 {学校} 班主任 卓谷雨', where: 'private' },
  ],
  roles: 'anyone',
  where: 'private',
  effect: 'adds',
  args,
  async run(context, given) {
    if (context.sender.id === '') return { reply: context.text('people/outsider') };
    if (given.code !== undefined) return redeem(context, given.code);
    if (context.actor.bound && Object.keys(given).length === 0)
      return { reply: context.text('people/bound-already', whoIs(context, context.actor)) };
    return request(context, given);
  },
  verbs: {
    merge: defineVerb({
      words: ['合并', '合并账号', '并号'],
      stands: 'inside',
      usage: '申请码（另一平台已有账号的，用原账号发）',
      examples: [],
      effect: 'adds',
      args,
      run: merge,
    }),
    approve: defineVerb({
      words: ['同意', '批准', '通过'],
      stands: 'inside',
      usage: '申请码（乡镇、教育局干部发）',
      examples: [{ line: '绑定 同意 A7K3', where: 'private' }],
      effect: 'adds',
      args,
      run: approve,
    }),
  },
});

function redeem(context: CommandContext, code: string): CommandResult {
  const { platform, id } = context.sender;
  const redeemed = context.services.people.redeem(platform, id, code, context.now);
  const effect = followedBy(redeemed, (outcome) => tellFirstAccount(context, outcome, 'asker'));
  return writes(effect, (outcome) => {
    if (outcome.outcome === 'bound') return context.text('people/bound', whoIs(context, outcome.actor));
    if (outcome.outcome === 'confirm') return mergeText(context, outcome.merge, 'asker');
    return context.text(outcome.outcome === 'locked' ? 'people/locked' : 'people/wrong-code');
  });
}

/** Who is answered: the second account, or the officer who agreed. */
type MergeReader = 'asker' | 'officer';

/** Where the first account must agree it is told so; so is the second one, when an officer is who is answered. */
async function tellFirstAccount(
  context: CommandContext,
  outcome: BindOutcome,
  reader: MergeReader,
): Promise<void> {
  if (outcome.outcome !== 'confirm') return;
  const { code, name, asker, accounts } = outcome.merge;
  const told = context.text('people/merge-told', { code, name, where: PLATFORM_WORDS[asker.platform] });
  for (const account of accounts) await tell(context, account, 'bind-merge', told);
  const where = platformsOf(accounts);
  if (reader === 'officer')
    await tell(
      context,
      asker,
      'bind-decided',
      context.text('people/merge-told-asker', { code, where }),
      DAY_MS,
    );
}

/** Which line is still needed. */
function mergeText(
  context: CommandContext,
  { code, name, accounts }: MergeAsked,
  reader: MergeReader,
): string {
  return context.text('people/merge-ask', {
    ...{ code, name },
    where: platformsOf(accounts),
    own: reader === 'asker',
  });
}

async function merge(context: CommandContext, { code }: Args): Promise<CommandResult> {
  if (context.sender.id === '') return { reply: context.text('people/outsider') };
  if (code === undefined) return { reply: context.text('people/wrong-code') };
  const { services, actor, now } = context;
  const effect = followedBy(services.people.confirmMerge(code, actor, now), async (outcome) => {
    if (outcome.outcome !== 'bound') return;
    const told = context.text('people/merged-told', whoIs(context, outcome.actor));
    await tell(context, accountOf(outcome.actor.key), 'bind-decided', told);
  });
  return writes(effect, (outcome) => {
    if (outcome.outcome !== 'bound') return context.text('people/wrong-code');
    const where = PLATFORM_WORDS[accountOf(outcome.actor.key).platform];
    return context.text('people/merged', { ...whoIs(context, outcome.actor), where });
  });
}

const PLATFORM_WORDS = { wecom: '企业微信', dingtalk: '钉钉' } as const;
const DAY_MS = 24 * 3_600_000;

function platformsOf(accounts: readonly Account[]): string {
  return [...new Set(accounts.map(({ platform }) => PLATFORM_WORDS[platform]))].join('、');
}

/** Told once per account and message, whenever this message is run again. */
async function tell(
  context: CommandContext,
  to: Account,
  kind: 'bind-merge' | 'bind-decided',
  text: string,
  forMs = kind === 'bind-merge' ? DAY_MS : 30 * DAY_MS,
): Promise<void> {
  const { now, key, services } = context;
  const until = new Date(now.getTime() + forMs);
  const id = `${key}:${kind}:${accountKey(to)}`;
  await services.tell({ key: id, kind, to, title: '账号绑定', text, at: now, until });
}

function request(context: CommandContext, given: Args): CommandResult {
  const { platform, id } = context.sender;
  return writes(context.services.people.requestBind(platform, id, claimOf(given), context.now), (asked) =>
    context.text('people/requested', { code: asked.code, merging: asked.merging }),
  );
}

async function approve(context: CommandContext, given: Args): Promise<CommandResult> {
  if (context.sender.id === '') return { reply: context.text('people/outsider') };
  if (!APPROVERS.includes(context.actor.role)) return { reply: context.text('people/forbidden') };
  const { code } = given;
  if (code === undefined) return { reply: context.text('people/wrong-code') };
  const { services, actor, now } = context;
  const approved = services.people.approve(code, actor, claimOf(given), now);
  const effect = followedBy(approved, (outcome) => tellFirstAccount(context, outcome, 'officer'));
  return writes(effect, (outcome) => {
    if (outcome.outcome === 'confirm') return mergeText(context, outcome.merge, 'officer');
    if (outcome.outcome === 'bound') return context.text('people/approved', whoIs(context, outcome.actor));
    if (outcome.outcome === 'forbidden') return context.text('people/forbidden');
    if (outcome.outcome === 'incomplete')
      return context.text('people/incomplete', { code, place: examplePlace(context) });
    return context.text('people/wrong-code');
  });
}

function claimOf(given: Args): Claim {
  const { place } = given;
  const role = ROLES.find((one) => one === given.role);
  return {
    ...defined({ name: given.name, role, post: given.post, townshipId: place && areaOf(place) }),
    ...(place?.kind === 'school' ? { schoolId: place.id } : {}),
  };
}

function whoIs(context: CommandContext, actor: Actor) {
  const school = actor.schoolId === undefined ? undefined : context.gazetteer.byId(actor.schoolId);
  return {
    name: actor.name,
    role: actor.post ?? ROLE_WORDS[actor.role][0],
    place: school
      ? fullName(context.gazetteer, school)
      : actor.townshipId === undefined
        ? undefined
        : areaName(context.gazetteer, actor.townshipId),
  };
}

/** A unit of the approver's own area, so that the line works when copied and changed. */
function examplePlace({ actor, gazetteer }: CommandContext): string {
  const school = gazetteer.schools.find(
    ({ townshipId }) => actor.townshipId === undefined || townshipId === actor.townshipId,
  );
  return school ? fullName(gazetteer, school) : (gazetteer.townships[0]?.name ?? '单位');
}
