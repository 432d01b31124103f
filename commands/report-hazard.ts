import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  photosWith,
  writes,
} from '../src/chat/command.ts';
import { majorCriteria } from '../src/hazards/major-criteria.ts';
import { sensitiveHazard } from '../src/hazards/sensitive.ts';
import type { Hazard, HazardDraft } from '../src/hazards/types.ts';
import { cryOf, emergencyReply } from '../src/incidents/answer-cry.ts';
import { confidentialIn } from '../src/incidents/kind-of.ts';
import { byOf } from '../src/people/actor.ts';
import { areaName, fullName, groupAreaName } from '../src/places/naming.ts';
import { areaOf, type Place } from '../src/places/place.ts';

const args = z.object({
  place: arg.place({
    labels: ['地点', '学校', '水域', '乡镇', '单位'],
    places: ['school', 'water', 'township', 'village'],
    question: '隐患在哪个学校、水域或乡镇？',
  }),
  level: arg
    .word({ labels: ['等级'], words: { 一般: ['一般', '一般隐患'], 重大: ['重大', '重大隐患'] } })
    .optional(),
  description: arg.text({
    labels: ['隐患', '描述', '说明'],
    question: '是什么隐患？例如：食堂 燃气报警器失灵',
  }),
});

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
    const draft = draftOf(given, context, await photosWith(context));
    return writes(context.services.hazards.report(draft), (stored) => receipt(context, stored));
  },
});

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
    level: given.level === '重大' ? '重大' : '一般',
    by: byOf(actor),
    at: context.now,
    on: context.today,
    photos,
  };
}

async function receipt(context: CommandContext, stored: Hazard): Promise<string> {
  const { gazetteer, services, actor } = context;
  const sensitive = sensitiveHazard(stored.description) !== undefined;
  const major = majorCriteria(stored.description) !== undefined;
  if (context.chat.kind === 'group') {
    const area = groupAreaName(gazetteer, stored.areaId);
    return context.text('hazards/receipt-group', { no: stored.no, area, sensitive, major });
  }
  const place = gazetteer.byId(stored.placeId);
  const accounts = await services.people.accountsOf(actor);
  const alike = await services.hazards.lookAlikes(stored, { actor, accounts });
  return context.text('hazards/receipt-private', {
    no: stored.no,
    place: place ? fullName(gazetteer, place as Place) : areaName(gazetteer, stored.areaId),
    description: stored.description,
    sensitive,
    major,
    alike,
  });
}
