import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand, type ReplyResult, writes } from '../src/chat/command.ts';
import { defined } from '../src/kit/defined.ts';
import { byOf } from '../src/people/actor.ts';
import type { GroupDeclaration } from '../src/people/types.ts';
import { areaName } from '../src/places/naming.ts';
import { areaOf } from '../src/places/place.ts';

const AUDIENCES = {
  bureau: ['局机关', '教育局', '机关', '股室'],
  leaders: ['领导', '领导群', '局领导'],
  township: ['乡镇', '乡镇群', '街道'],
  school: ['学校', '学校群', '校长群'],
} satisfies Record<string, [string, ...string[]]>;

const args = z.object({
  audience: arg.word({ labels: ['对象', '群类型'], words: AUDIENCES }).optional(),
  outsiders: arg
    .word({
      labels: ['外人'],
      words: {
        no: [
          '无家长',
          '没有家长',
          '无外人',
          '没有外人',
          '无外单位',
          '没有外单位',
          '无家长和外单位',
          '都没有',
        ],
        yes: ['有家长', '有外人', '有外单位', '有家长或外单位'],
      },
    })
    .optional(),
  place: arg.place({ labels: ['单位', '乡镇', '学校地点'], places: ['township', 'school'] }).optional(),
});

/** 绑群: what a group is for and whether parents or people of other organisations read along; unclear means yes. */
export default defineCommand({
  name: '绑群',
  aliases: ['登记群', '绑定群', 'bindgroup'],
  order: 70,
  summary: '登记本群：给谁用、有没有家长或外单位人员',
  usage: '绑群 局机关|领导|乡镇|学校 [乡镇或学校名] 无家长|有家长',
  examples: [
    { line: '绑群 乡镇 {乡镇} 无家长', where: 'group' },
    { line: '绑群 局机关 无家长', where: 'group' },
  ],
  roles: ['admin', 'bureau', 'township'],
  where: 'group',
  effect: 'adds',
  args,
  async run(context, given) {
    const audience = (given.audience ?? audienceOf(given.place?.kind)) as
      | GroupDeclaration['audience']
      | undefined;
    if (audience === undefined) return whichGroup(context);
    const areaId = given.place === undefined ? context.actor.townshipId : areaOf(given.place);
    if (context.actor.role === 'township') {
      const refusal = refusalFor(context, { audience, areaId, outsiders: given.outsiders });
      if (refusal !== undefined) return refusal;
    }
    const declaration: GroupDeclaration = {
      platform: context.sender.platform,
      chatId: context.chat.id,
      audience,
      outsiders: given.outsiders !== 'no',
      ...defined({ townshipId: areaId }),
      ...(given.place?.kind === 'school' ? { schoolId: given.place.id } : {}),
    };
    const { actor, services, now } = context;
    const by = byOf(actor);
    return writes(services.people.bindGroup(declaration, by, now), (stored) =>
      context.text('groups/bound', {
        audience: AUDIENCES[stored.audience ?? audience][0],
        area: stored.townshipId === undefined ? undefined : areaName(context.gazetteer, stored.townshipId),
        outsiders: stored.outsiders,
        said: given.outsiders !== undefined,
      }),
    );
  },
});

function audienceOf(kind: string | undefined): GroupDeclaration['audience'] | undefined {
  if (kind === 'township') return 'township';
  return kind === 'school' ? 'school' : undefined;
}

interface Wish {
  readonly audience: string;
  readonly areaId: string | undefined;
  readonly outsiders: string | undefined;
}

/**
 * A township officer declares a group that nobody has declared, or one of their own township, as one of their own
 * township, and says who is inside: an unclear word could be made clear afterwards by the bureau only, since whoever
 * is stricter was first.
 */
function refusalFor(context: CommandContext, wish: Wish): ReplyResult | undefined {
  const { group, actor } = context;
  const declared = group?.registered === true;
  if (declared && !isOwn(context)) return { reply: context.text('groups/not-yours') };
  const own = wish.audience === 'township' || wish.audience === 'school';
  if (!own || wish.areaId !== actor.townshipId) return { reply: context.text('groups/forbidden') };
  if (wish.outsiders === undefined) return whichGroup(context);
  if (declared && group.outsiders && wish.outsiders === 'no')
    return { reply: context.text('groups/not-looser') };
  return undefined;
}

/** Declared for this officer's township, or for a school in it. */
function isOwn({ group, actor, gazetteer }: CommandContext): boolean {
  if (group?.audience !== 'township' && group?.audience !== 'school') return false;
  const school = group.schoolId === undefined ? undefined : gazetteer.byId(group.schoolId);
  const townshipId = group.townshipId ?? (school && areaOf(school));
  return townshipId !== undefined && townshipId === actor.townshipId;
}

/** The lines that say it all, the last of them one that this person may say. */
function whichGroup(context: CommandContext): ReplyResult {
  const township = context.actor.role === 'township';
  const lines = township
    ? ['绑群 乡镇 无家长', '绑群 乡镇 有家长']
    : ['绑群 局机关 无家长', '绑群 乡镇 无家长'];
  return { reply: context.text('groups/which', { lines }) };
}
