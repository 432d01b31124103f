import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type Matter,
  photosWith,
  writes,
} from '../src/chat/command.ts';
import { REASON_SAYINGS, REPORTED_AS_SAYINGS } from '../src/dropouts/sayings.ts';
import { tipOf } from '../src/dropouts/tip.ts';
import type { ChildDetails, DropoutCase, DropoutDraft } from '../src/dropouts/types.ts';
import {
  BEGINS_WORDS,
  FOUND_BY_WORDS,
  LISTED_WORDS,
  REASON_WORDS,
  REPORTED_AS_WORDS,
} from '../src/dropouts/words.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import type { Role } from '../src/people/roles.ts';
import { areaName, fullName, groupAreaName } from '../src/places/naming.ts';
import { areaOf, type Place } from '../src/places/place.ts';

const args = z.object({
  place: arg.place({
    labels: ['学校', '乡镇', '地点', '单位'],
    places: ['school', 'township', 'village', 'outside'],
    question: '孩子在哪个学校或乡镇？县外的回“区外”。',
  }),
  reportedAs: arg
    .word({ labels: ['类型'], words: REPORTED_AS_WORDS, sayings: REPORTED_AS_SAYINGS })
    .optional(),
  begins: arg.word({ labels: ['性质'], words: BEGINS_WORDS, alone: true }).optional(),
  listed: arg.word({ labels: ['名单'], words: LISTED_WORDS }).optional(),
  grade: arg.grade({ labels: ['年级班级', '班级', '年级'] }).optional(),
  idNumber: arg.idNumber({ labels: ['身份证号', '身份证'] }).optional(),
  name: arg.personName({ labels: ['姓名', '学生', '孩子'] }).optional(),
  sex: arg.sex({ labels: ['性别'] }).optional(),
  absentSince: arg.date({ labels: ['缺勤起始日', '缺勤', '未到校'], since: true }).optional(),
  reason: arg.word({ labels: ['原因'], words: REASON_WORDS, sayings: REASON_SAYINGS }).optional(),
  guardian: arg.personName({ labels: ['监护人', '家长', '父亲', '母亲', '爷爷', '奶奶'] }).optional(),
  phone: arg.phone({ labels: ['电话', '手机'] }).optional(),
  foundBy: arg.word({ labels: ['发现方式', '发现'], words: FOUND_BY_WORDS }).optional(),
  notes: arg.text({ labels: ['备注', '说明', '去向'] }).optional(),
});
type Args = z.output<typeof args>;

/** 报辍学: one line opens a case; the group hears its number and township, the rest stays private. */
export default defineCommand({
  name: '报辍学',
  aliases: ['辍学', '上报辍学', '辍学上报', 'dropout'],
  order: 10,
  summary: '登记疑似辍学、辍学、二次辍学或失学的孩子，一人一条',
  usage:
    '报辍学 学校或乡镇 [疑似|辍学|二次辍学|失学|线索|关注] [年级班级] [性别] [缺勤起始日] [原因] [发现方式]（姓名、身份证号、监护人、电话只在私聊说）',
  examples: [
    { line: '报辍学 {学校} 疑似', where: 'both' },
    { line: '报辍学 {乡镇} 二次辍学', where: 'both' },
    { line: '报辍学 {学校} 八年级(2)班 男 11月12日起没来 厌学', where: 'private' },
    { line: '报辍学 {学校} 七年级 女 线索 未报到', where: 'private' },
    { line: '报辍学 {学校} 关注 八年级 男 连续请假', where: 'private' },
  ],
  // A stranger's word is a lead for the township.
  roles: [
    ...['teacher', 'school', 'township', 'village', 'department', 'officer6', 'bureau', 'leader'],
    'visitor',
  ] as Role[],
  where: 'both',
  effect: 'adds',
  args,
  asks,
  alone: [{ label: '查数', line: '查 辍学' }],
  async run(context, given) {
    if (!context.actor.bound) return takeTip(context, given);
    if (context.headcount !== undefined) {
      const inGroup = context.chat.kind === 'group';
      const place = inGroup
        ? areaName(context.gazetteer, areaOf(given.place))
        : fullName(context.gazetteer, given.place);
      return { reply: context.text('dropouts/one-child-one-line', { place }) };
    }
    const draft = draftOf(given, context, await photosWith(context));
    return writes(context.services.dropouts.report(draft), (stored) => receipt(context, stored, draft.child));
  },
});

/** A child who was back may be gone again: that goes on in their file, and a second one is opened only for another child. */
async function asks(context: CommandContext, given: Args): Promise<Matter | undefined> {
  const { actor, chat, services, headcount } = context;
  if (!actor.bound || chat.kind === 'group' || headcount !== undefined) return undefined;
  const { schoolId, child } = draftOf(given, context, []);
  if (child.name === undefined && child.idNumber === undefined) return undefined;
  const reader = { actor, accounts: await services.people.accountsOf(actor) };
  const { seen } = await services.dropouts.cameBack(child, schoolId, reader);
  if (seen.length === 0) return undefined;
  return { words: context.text('dropouts/same-child', { nos: seen }), version: seen.join() };
}

/** Kept for the township, in private; what is said back tells no more than that. */
async function takeTip(context: CommandContext, given: Args): Promise<CommandResult> {
  if (context.chat.kind === 'group') return { reply: context.text('dropouts/tip-in-private') };
  const draft = draftOf(given, context, await photosWith(context));
  const tip = await tipOf(context, draft.areaId);
  return writes(context.services.dropouts.report({ ...draft, foundBy: '群众反映', tip }), () =>
    context.text('dropouts/tip-taken'),
  );
}

function draftOf(given: Args, context: CommandContext, photos: readonly string[]): DropoutDraft {
  const { actor } = context;
  const { sex, absentSince, reason, foundBy } = given;
  return {
    areaId: areaOf(given.place),
    ...(given.place.kind === 'school'
      ? { schoolId: given.place.id, schoolKind: given.place.schoolKind }
      : {}),
    reportedAs: (given.reportedAs ?? '疑似') as DropoutDraft['reportedAs'],
    ...given.grade,
    ...defined({ begins: beginsAs(given) }),
    ...defined({ sex, absentSince, reason, foundBy }),
    child: childOf(given),
    by: byOf(actor),
    at: context.now,
    on: context.today,
    photos,
  };
}

/** What was said comes first; a list of who did not register, or of compared data, is one of leads until somebody looked. */
function beginsAs({ begins, listed, reportedAs, foundBy }: Args): DropoutDraft['begins'] {
  if (begins === '关注') return 'watched-signs';
  if (begins === '线索') return 'lead';
  const isListed = listed !== undefined || foundBy === '数据比对';
  return isListed && reportedAs === undefined ? 'lead' : undefined;
}

function childOf(given: Args): ChildDetails {
  const village = given.place.kind === 'village' ? given.place.name : undefined;
  const notes = [village, given.notes].filter((part) => part !== undefined && part !== '').join(' ');
  const { name, idNumber, guardian, phone } = given;
  return defined({ name, idNumber, guardian, phone, notes: notes || undefined });
}

async function receipt(context: CommandContext, stored: DropoutCase, child: ChildDetails): Promise<string> {
  const { gazetteer, services } = context;
  if (context.chat.kind === 'group') {
    return context.text('dropouts/receipt-group', {
      no: stored.no,
      area: groupAreaName(gazetteer, stored.areaId),
    });
  }
  const [alike, calendar] = await Promise.all([alikeOf(context, stored, child), services.calendar.current()]);
  const since = stored.absentSince;
  return context.text('dropouts/receipt-private', {
    no: stored.no,
    place: placeWords(context, stored),
    className: [stored.grade, stored.className].filter(Boolean).join(''),
    reportedAs: stored.reportedAs,
    begins: stored.state === 'lead' || stored.state === 'watched-signs' ? stored.state : undefined,
    since: since === undefined ? undefined : spokenDate(since),
    days: since === undefined ? 0 : calendar.schoolDays(since, context.today),
    alike,
  });
}

async function alikeOf({ services, actor }: CommandContext, stored: DropoutCase, child: ChildDetails) {
  const accounts = await services.people.accountsOf(actor);
  return await services.dropouts.lookAlikes(stored, child, { actor, accounts });
}

function placeWords(context: CommandContext, stored: DropoutCase): string {
  const school = stored.schoolId === undefined ? undefined : context.gazetteer.byId(stored.schoolId);
  return school ? fullName(context.gazetteer, school as Place) : areaName(context.gazetteer, stored.areaId);
}
