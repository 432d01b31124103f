import { z } from 'zod';
import { inCountyOrder } from '../src/casefiles/county-order.ts';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand, defineVerb, type ReplyResult } from '../src/chat/command.ts';
import { type AskedChild, fitsChild, type ListedCase, MOST_OPENED } from '../src/dropouts/case-list.ts';
import { bucketsOf, LIST_MARK_WORDS, LIST_STATE_WORDS } from '../src/dropouts/list-words.ts';
import { BUCKETS, DROPOUT_STATES } from '../src/dropouts/states.ts';
import { CATEGORY_WORDS } from '../src/hazards/categories.ts';
import { HAZARD_MARK_WORDS } from '../src/hazards/hazard-list.ts';
import { blockedList, hazardList } from '../src/hazards/list-reply.ts';
import { incidentList } from '../src/incidents/list-reply.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import type { Role } from '../src/people/roles.ts';
import { areaName, fullName } from '../src/places/naming.ts';
import { areaOf, type Place } from '../src/places/place.ts';
import { maskName } from '../src/privacy/mask.ts';

const args = z.object({
  place: arg
    .place({
      labels: ['乡镇', '学校', '村'],
      places: ['township', 'school', 'village', 'outside'],
      notFirst: true,
    })
    .optional(),
  grade: arg.grade({ labels: ['年级班级', '班级', '年级'] }).optional(),
  sex: arg.sex({ labels: ['性别'] }).optional(),
  mark: arg.word({ labels: ['标记'], words: LIST_MARK_WORDS }).optional(),
  state: arg.word({ labels: ['状态'], words: LIST_STATE_WORDS }).optional(),
  name: arg.personName({ labels: ['姓名', '学生', '孩子'] }).optional(),
  words: arg.text({ labels: ['其他'] }).optional(),
});
const hazardArgs = z.object({
  place: arg
    .place({
      labels: ['乡镇', '学校', '地点'],
      places: ['township', 'school', 'outside'],
      notFirst: true,
    })
    .optional(),
  mark: arg.word({ labels: ['状态'], words: HAZARD_MARK_WORDS }).optional(),
  category: arg.word({ labels: ['类别'], words: CATEGORY_WORDS }).optional(),
});
type Args = z.output<typeof args>;

/** 名单: the files that this person may see, masked, in county-file order, each with its number. */
export default defineCommand({
  name: '名单',
  aliases: ['个案名单', '学生名单', '辍学名单', '找孩子', 'list'],
  order: 41,
  summary: '列出您能看到的孩子或隐患，找回编号；可写学校、班级、男女、失联、超期',
  usage: '名单 [乡镇|学校|村] [班级] [男|女] [姓名] [疑似|在册|返校|销号|全部] [超期|失联|再辍|我的]',
  examples: [
    { line: '名单', where: 'private' },
    { line: '名单 失联', where: 'private' },
    { line: '名单 我的 全部', where: 'private' },
  ],
  roles: [
    ...['teacher', 'school', 'village', 'township', 'department', 'officer6', 'bureau'],
    ...['leader', 'auditor'],
  ] as Role[],
  where: 'private',
  effect: 'none',
  args,
  run: list,
  verbs: {
    hazards: defineVerb({
      words: ['隐患', '隐患清单', '隐患名单'],
      stands: 'first',
      usage: `[乡镇|学校] [${Object.values(HAZARD_MARK_WORDS)
        .map(([word]) => word)
        .join('|')}]`,
      examples: [
        { line: '名单 隐患', where: 'private' },
        { line: '名单 隐患 超期', where: 'private' },
      ],
      effect: 'none',
      args: hazardArgs,
      run: async (context, given) => ({ reply: await hazardList(context, given) }),
    }),
    incidents: defineVerb({
      words: ['突发事件', '突发', '事件'],
      stands: 'first',
      usage: '[乡镇|学校]（没结束的和近30天的）',
      examples: [{ line: '名单 突发', where: 'private' }],
      effect: 'none',
      args: z.object({ place: hazardArgs.shape.place }),
      run: async ({ services, actor, gazetteer, now, text }, { place }) => {
        const reader = { actor, accounts: await services.people.accountsOf(actor) };
        const { incidents } = services;
        return { reply: await incidentList({ reader, incidents, gazetteer, now, text }, place) };
      },
    }),
    blocked: defineVerb({
      words: ['需协调', '需协调清单', '待协调'],
      stands: 'whole',
      usage: '[乡镇|学校]（等资金、等部门的隐患）',
      examples: [{ line: '名单 需协调', where: 'private' }],
      effect: 'none',
      args: z.object({ place: hazardArgs.shape.place }),
      run: async (context, { place }) => ({ reply: await blockedList(context, place) }),
    }),
  },
});

async function list(context: CommandContext, given: Args): Promise<ReplyResult> {
  const { services, actor, gazetteer, today, text } = context;
  const accounts = await services.people.accountsOf(actor);
  const query = {
    buckets: bucketsOf(given.state),
    ...placeQuery(given.place),
    ...defined({ mark: given.mark }),
  };
  const found = await services.dropouts.list({ actor, accounts }, query, today);
  if (found.length > MOST_OPENED) return { reply: tooMany(context, found, given) };
  const child = childAsked(given);
  const files = inCountyOrder(found, gazetteer).filter((file) => fitsChild(file, child));
  const [first] = files;
  if (first === undefined)
    return { reply: text('dropouts/list-none', { narrowed: isNarrowed(given), all: given.state === 'all' }) };
  const onePlace = new Set(files.map(({ areaId, schoolId }) => schoolId ?? areaId)).size === 1;
  return {
    reply: text('dropouts/list', {
      n: files.length,
      parts: partsOf(files),
      place: onePlace ? placeName(context, first) : undefined,
      files: files.map((file) => row(context, file, onePlace)),
      first: first.no,
    }),
  };
}

function placeQuery(place: Place | undefined) {
  if (place === undefined) return {};
  return place.kind === 'school' ? { schoolId: place.id } : { areaId: areaOf(place) };
}

/** A file keeps no village of its own: it stands in what was said with the report. */
function childAsked({ place, grade, sex, name, words }: Args): AskedChild {
  const village = place?.kind === 'village' ? [place.name] : [];
  return { ...grade, ...defined({ sex, name }), words: [...village, ...(words?.split(/\s+/) ?? [])] };
}

const isNarrowed = (given: Args): boolean => Object.values(given).some((value) => value !== undefined);

/** 疑似5、在册4；失联1. */
function partsOf(files: readonly ListedCase[]): readonly string[] {
  const buckets = Object.entries(BUCKETS).flatMap(([bucket, word]) => {
    const n = files.filter((file) => file.bucket === bucket).length;
    return n === 0 ? [] : [`${word}${n}`];
  });
  const lost = files.filter((file) => file.lost).length;
  return lost === 0 ? buckets : [...buckets, `其中失联${lost}`];
}

function row(context: CommandContext, file: ListedCase, onePlace: boolean) {
  const { child, nextDue } = file;
  return {
    no: file.no,
    state: DROPOUT_STATES[file.state].word,
    place: onePlace ? undefined : placeName(context, file),
    className: [child?.grade, child?.className].filter(Boolean).join(''),
    child: [child?.name === undefined ? undefined : maskName(child.name), child?.sex]
      .filter(Boolean)
      .join(' '),
    lost: file.lost,
    due: nextDue === undefined ? undefined : spokenDate(nextDue),
    over: nextDue !== undefined && nextDue < context.today,
  };
}

function placeName({ gazetteer }: CommandContext, { areaId, schoolId }: ListedCase): string {
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  return school === undefined ? areaName(gazetteer, areaId) : fullName(gazetteer, school);
}

/** Too many to be read through, or to look into each: how many lie where, and the line that asks for one place. */
function tooMany(context: CommandContext, found: readonly ListedCase[], given: Args): string {
  const { gazetteer, text } = context;
  const areas = new Set(found.map(({ areaId }) => areaId));
  const byArea = areas.size > 1;
  const names = inCountyOrder(found, gazetteer).map((file) =>
    byArea ? areaName(gazetteer, file.areaId) : placeName(context, file),
  );
  const counts = [...new Set(names)].map((name) => ({ name, n: names.filter((one) => one === name).length }));
  const word = given.mark ?? given.state;
  const words = { ...LIST_STATE_WORDS, ...LIST_MARK_WORDS };
  return text('dropouts/list-many', {
    ...{ n: found.length, byArea, places: counts },
    line: ['名单', counts[0]?.name, word && words[word][0]].filter(Boolean).join(' '),
  });
}
