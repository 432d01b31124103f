import { z } from 'zod';
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
import { defined } from '../src/kit/defined.ts';
import { followedBy } from '../src/kit/effect.ts';
import { aboutRequest, whyNotBound } from '../src/people/about-request.ts';
import { accountOf } from '../src/people/accounts.ts';
import type { Actor } from '../src/people/actor.ts';
import { claimedName } from '../src/people/claimed-post.ts';
import { listHolders } from '../src/people/list-holders.ts';
import { mergeText, PLATFORM_WORDS, tellAccount, tellOfMerge } from '../src/people/merge-words.ts';
import { ROLE_WORDS, ROLES, type Role } from '../src/people/roles.ts';
import type { Claim } from '../src/people/types.ts';
import { aboutUnbinding, unbind } from '../src/people/unbind.ts';
import { fullName } from '../src/places/naming.ts';
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
const people = arg.people({ labels: ['姓名', '人员'], question: '要解除谁的绑定？请写姓名，可带单位。' });
const area = arg.place({ labels: ['单位', '乡镇', '学校'], places: ['school', 'township'] }).optional();

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
      usage: '申请码（乡镇、教育局干部发，看清申请人再确认）',
      examples: [{ line: '绑定 同意 A7K3', where: 'private' }],
      effect: 'decides',
      args,
      about: (context, given) => about(context, given, { agree: claimOf(given) }),
      run: approve,
    }),
    refuse: defineVerb({
      words: ['拒绝', '驳回', '不同意', '不批准', '不通过'],
      stands: 'inside',
      usage: '申请码',
      examples: [{ line: '绑定 拒绝 A7K3', where: 'private' }],
      effect: 'decides',
      args,
      about: (context, given) => about(context, given, 'refuse'),
      run: refuse,
    }),
    withdraw: defineVerb({
      words: ['撤销', '撤销申请', '撤回'],
      stands: 'first',
      usage: '（收回本人还没人同意的申请）',
      examples: [{ line: '绑定 撤销', where: 'private' }],
      effect: 'adds',
      args: z.object({}),
      run: withdraw,
    }),
    unbind: defineVerb({
      words: ['解除', '解绑', '取消绑定'],
      stands: 'first',
      usage: '姓名（解除在聊天里绑定的账号）',
      examples: [],
      roles: APPROVERS,
      effect: 'decides',
      args: z.object({ people }),
      about: (context, given) => aboutUnbinding(withCounty(context), given.people),
      async run(context, given) {
        const { effect, reply } = await unbind(withCounty(context), given.people);
        return writes(effect, reply);
      },
    }),
    list: defineVerb({
      words: ['名单', '花名册', '谁有权限'],
      stands: 'first',
      usage: '[乡镇|学校]（谁有什么权限，从哪里来）',
      examples: [
        { line: '绑定 名单', where: 'private' },
        { line: '绑定 名单 {乡镇}', where: 'private' },
      ],
      roles: APPROVERS,
      effect: 'none',
      args: z.object({ area }),
      run: async (context, given) => ({ reply: await listHolders(withCounty(context), given.area) }),
    }),
  },
});

function redeem(context: CommandContext, code: string): CommandResult {
  const { platform, id } = context.sender;
  const redeemed = context.services.people.redeem(platform, id, code, context.now);
  const effect = followedBy(redeemed, async (outcome) => {
    if (outcome.outcome === 'confirm') await tellOfMerge(context, outcome.merge, 'asker');
  });
  return writes(effect, (outcome) => {
    if (outcome.outcome === 'bound') return context.text('people/bound', whoIs(context, outcome.actor));
    if (outcome.outcome === 'confirm') return mergeText(context, outcome.merge, 'asker');
    return context.text(outcome.outcome === 'locked' ? 'people/locked' : 'people/wrong-code');
  });
}

async function merge(context: CommandContext, { code }: Args): Promise<CommandResult> {
  if (context.sender.id === '') return { reply: context.text('people/outsider') };
  if (code === undefined) return { reply: context.text('people/wrong-code') };
  const { services, actor, now } = context;
  const effect = followedBy(services.people.confirmMerge(code, actor, now), async (outcome) => {
    if (outcome.outcome !== 'bound') return;
    const told = context.text('people/merged-told', whoIs(context, outcome.actor));
    await tellAccount(context, accountOf(outcome.actor.key), 'bind-decided', told);
  });
  return writes(effect, (outcome) => {
    if (outcome.outcome !== 'bound') return context.text('people/wrong-code');
    const where = PLATFORM_WORDS[accountOf(outcome.actor.key).platform];
    return context.text('people/merged', { ...whoIs(context, outcome.actor), where });
  });
}

function request(context: CommandContext, given: Args): CommandResult {
  const { platform, id } = context.sender;
  return writes(context.services.people.requestBind(platform, id, claimOf(given), context.now), (asked) =>
    context.text('people/requested', { code: asked.code, merging: asked.merging }),
  );
}

function withdraw(context: CommandContext): Promise<CommandResult> {
  const { platform, id } = context.sender;
  const effect = context.services.people.withdrawRequests(platform, id, context.now);
  return Promise.resolve(writes(effect, (n) => context.text('people/requests-withdrawn', { n })));
}

/** Who asks to be what, before it is decided. */
async function about(
  context: CommandContext,
  { code }: Args,
  to: { readonly agree: Claim } | 'refuse',
): Promise<Matter | ReplyResult> {
  if (context.sender.id === '') return { reply: context.text('people/outsider') };
  return aboutRequest(withCounty(context), code ?? '', to);
}

async function approve(context: CommandContext, given: Args): Promise<CommandResult> {
  const { code = '' } = given;
  const { services, actor, now } = context;
  const approved = services.people.approve(code, actor, claimOf(given), now);
  const effect = followedBy(approved, async (outcome) => {
    if (outcome.outcome === 'confirm') await tellOfMerge(context, outcome.merge, 'officer');
  });
  return writes(effect, (outcome) => {
    if (outcome.outcome === 'confirm') return mergeText(context, outcome.merge, 'officer');
    if (outcome.outcome === 'bound') return context.text('people/approved', whoIs(context, outcome.actor));
    return whyNotBound(withCounty(context), outcome.outcome === 'locked' ? 'wrong' : outcome.outcome, code);
  });
}

async function refuse(context: CommandContext, { code = '' }: Args): Promise<CommandResult> {
  const effect = followedBy(
    context.services.people.refuse(code, context.actor, context.now),
    async (outcome) => {
      if (outcome.outcome !== 'refused-now') return;
      await tellAccount(context, outcome.asker, 'bind-decided', context.text('people/refused-told'));
    },
  );
  return writes(effect, (outcome) =>
    outcome.outcome === 'refused-now'
      ? context.text('people/refused')
      : whyNotBound(withCounty(context), outcome.outcome, code),
  );
}

function claimOf(given: Args): Claim {
  const { place } = given;
  const role = ROLES.find((one) => one === given.role);
  return {
    ...defined({ ...claimedName(given), role, townshipId: place && areaOf(place) }),
    ...(place?.kind === 'school' ? { schoolId: place.id } : {}),
  };
}

/** The context with what is said of the county: how its units are called, and one of the reader's own. */
function withCounty(context: CommandContext) {
  const { gazetteer, timeZone } = context;
  const placeName = (id: string): string | undefined => {
    const place = gazetteer.byId(id);
    return place && fullName(gazetteer, place);
  };
  const words = { timeZone, county: gazetteer.county.name, placeName };
  return { ...context, words, place: examplePlace(context) };
}

function whoIs(context: CommandContext, { name, role, post, schoolId, townshipId }: Actor) {
  const id = schoolId ?? townshipId;
  return {
    name,
    role: post ?? ROLE_WORDS[role][0],
    place: id === undefined ? undefined : withCounty(context).words.placeName(id),
  };
}

/** A unit of the reader's own area, so that the line works when copied and changed; without schools the township itself. */
function examplePlace({ actor, gazetteer }: CommandContext): string {
  const school = gazetteer.schools.find(
    ({ townshipId }) => actor.townshipId === undefined || townshipId === actor.townshipId,
  );
  const own = gazetteer.byId(actor.townshipId ?? '') ?? gazetteer.townships[0];
  return school ? fullName(gazetteer, school) : (own?.name ?? '单位');
}
