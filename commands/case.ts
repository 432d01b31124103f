import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { FoundFile } from '../src/casefiles/found.ts';
import { nextState } from '../src/casefiles/transitions.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  writes,
} from '../src/chat/command.ts';
import { DROPOUT_MOVES, DROPOUT_STATES } from '../src/dropouts/transitions.ts';
import type { AppendedCase, ChildDetails, DropoutCase, Supplement } from '../src/dropouts/types.ts';
import { REASON_WORDS } from '../src/dropouts/words.ts';
import { HAZARD_STATES } from '../src/hazards/transitions.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { newsOf } from '../src/incidents/news.ts';
import { INCIDENT_STATES } from '../src/incidents/transitions.ts';
import type { Incident } from '../src/incidents/types.ts';
import { whoAnswered } from '../src/incidents/who-answered.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { ROLE_WORDS, ROLES } from '../src/people/roles.ts';
import { EMERGENCY_WORDS } from '../src/places/emergency-kinds.ts';
import { areaName, fullName, groupAreaName } from '../src/places/naming.ts';
import type { Place } from '../src/places/place.ts';
import { maskName, maskPhone } from '../src/privacy/mask.ts';

const fileFor = (right: 'see' | 'supplemented') =>
  arg.file({
    labels: ['编号', '案号'],
    question: '请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: ['dropout', 'hazard', 'incident'], right },
  });
const args = z.object({ file: fileFor('see') });
const detailArgs = z.object({
  file: fileFor('supplemented'),
  name: arg.personName({ labels: ['姓名', '学生', '孩子'] }).optional(),
  grade: arg.grade({ labels: ['年级班级', '班级', '年级'] }).optional(),
  sex: arg.sex({ labels: ['性别'] }).optional(),
  idNumber: arg.idNumber({ labels: ['身份证号', '身份证'] }).optional(),
  absentSince: arg.date({ labels: ['缺勤起始日', '缺勤', '未到校'] }).optional(),
  reason: arg.word({ labels: ['原因'], words: REASON_WORDS }).optional(),
  guardian: arg.personName({ labels: ['监护人', '家长', '父亲', '母亲', '爷爷', '奶奶'] }).optional(),
  phone: arg.phone({ labels: ['电话', '手机'] }).optional(),
  notes: arg.text({ labels: ['备注', '说明', '去向'] }).optional(),
});
type DetailArgs = z.output<typeof detailArgs>;

/** 个案: one file by its number, masked, in private; with 补充 it takes what was missing. */
export default defineCommand({
  name: '个案',
  aliases: ['案件', '编号', '查看', '查个案', 'case'],
  order: 40,
  summary: '看一件辍学个案或隐患；只发编号也行，编号后写“补充”可补信息',
  usage: '个案 编号',
  examples: [{ line: '个案 K26-0417-F', where: 'both' }],
  roles: 'anyone',
  where: 'both',
  effect: 'none',
  args,
  run: async (context, { file }) => ({ reply: await view(context, file) }),
  verbs: {
    supplement: defineVerb({
      words: ['补充', '补', '补录'],
      implied: true,
      stands: 'whole',
      usage: '编号 姓名 年级班级 监护人 电话 去向（只在私聊，也可写“编号 补充 …”）',
      examples: [{ line: 'K26-0417-F 补充 监护人外出务工', where: 'private' }],
      effect: 'adds',
      args: detailArgs,
      run: supplement,
    }),
  },
});

async function view(context: CommandContext, found: FoundFile): Promise<string> {
  if (context.chat.kind === 'group') {
    if (found.kind === 'incident' && found.file.closed) return context.text('files/not-there');
    return inGroup(context, found);
  }
  if (found.kind === 'dropout') return viewCase(context, found.file);
  if (found.kind === 'hazard') return viewHazard(context, found.file);
  return viewIncident(context, found.file);
}

/** One child's state is for no group; where parents or other offices read along nothing is said of any file. */
function inGroup({ gazetteer, group, text }: CommandContext, found: FoundFile): string {
  const { no, file } = found;
  const outsiders = group?.outsiders !== false;
  const area = outsiders || file.areaId === undefined ? undefined : groupAreaName(gazetteer, file.areaId);
  const state = outsiders || found.kind === 'dropout' ? undefined : stateWord(found);
  return text('files/in-group', { no, area, state });
}

function stateWord(found: Exclude<FoundFile, { kind: 'dropout' }>): string {
  return found.kind === 'hazard'
    ? HAZARD_STATES[found.file.state].word
    : INCIDENT_STATES[found.file.state].word;
}

async function viewCase(context: CommandContext, file: DropoutCase): Promise<string> {
  const [child, calendar] = await Promise.all([
    context.services.dropouts.child(file.no),
    context.services.calendar.current(),
  ]);
  const since = file.absentSince;
  return context.text('dropouts/view', {
    no: file.no,
    state: DROPOUT_STATES[file.state].word,
    place: placeOf(context, file.schoolId, file.areaId),
    child: masked(child),
    notes: child?.notes?.split('\n').length,
    className: [file.grade, file.className].filter(Boolean).join(''),
    sex: file.sex,
    since: since === undefined ? undefined : spokenDate(since),
    days: since === undefined ? 0 : calendar.schoolDays(since, context.today),
    reason: file.reason,
    reportedAs: file.reportedAs,
    on: spokenDate(file.reportedOn),
    by: file.reporter.name,
    photos: await context.services.photos.countOf(file.no),
    onBehalf: notesOn(file.entries),
  });
}

function masked(child: ChildDetails | undefined) {
  return {
    name: child?.name === undefined ? undefined : maskName(child.name),
    guardian: child?.guardian === undefined ? undefined : maskName(child.guardian),
    phone: child?.phone === undefined ? undefined : maskPhone(child.phone),
  };
}

async function viewHazard(context: CommandContext, file: Hazard): Promise<string> {
  const place = context.gazetteer.byId(file.placeId);
  return context.text('hazards/view', {
    no: file.no,
    state: HAZARD_STATES[file.state].word,
    place: place ? fullName(context.gazetteer, place) : areaName(context.gazetteer, file.areaId),
    description: file.description,
    level: file.level,
    on: spokenDate(file.reportedOn),
    photos: await context.services.photos.countOf(file.no),
    onBehalf: notesOn(file.entries),
  });
}

/** Of what is for one person alone nobody else reads a word, not who reported it either. */
function viewIncident({ text, gazetteer, actor, timeZone }: CommandContext, file: Incident): string {
  const { no, kind, state, areaId, closed, owners } = file;
  const onDuty = actor.memberId !== undefined && owners.includes(actor.memberId);
  return text('incidents/view', {
    ...{ no, kind: EMERGENCY_WORDS[kind][0], state: INCIDENT_STATES[state].word },
    on: spokenDate(file.reportedOn),
    area: areaId === undefined ? undefined : areaName(gazetteer, areaId),
    words: closed && !onDuty ? undefined : file.words,
    by: file.reporter.name,
    who: whoAnswered(file),
    duty: onDuty && state === 'reported',
    news: closed ? [] : newsOf(file, timeZone),
    open: !closed && actor.bound && INCIDENT_STATES[state].open,
  });
}

/** The newest things that offices outside did, oldest first. */
function notesOn(entries: readonly Pick<DropoutCase['entries'][number], 'onBehalf' | 'by'>[]) {
  return entries
    .flatMap(({ onBehalf, by }) =>
      onBehalf === undefined ? [] : [{ ...onBehalf, by: by.name ?? recorderWord(by.role) }],
    )
    .slice(-MOST_NOTES);
}

const MOST_NOTES = 5;

function recorderWord(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known === undefined ? '' : (ROLE_WORDS[known][0] ?? '');
}

function placeOf(context: CommandContext, schoolId: string | undefined, areaId: string): string {
  const school: Place | undefined = schoolId === undefined ? undefined : context.gazetteer.byId(schoolId);
  return school ? fullName(context.gazetteer, school) : areaName(context.gazetteer, areaId);
}

const DETAILS = ['name', 'idNumber', 'sex', 'absentSince', 'reason', 'guardian', 'phone', 'notes'] as const;

async function supplement(context: CommandContext, given: DetailArgs): Promise<CommandResult> {
  const found = given.file;
  if (found.kind === 'incident') {
    const { no, file } = found;
    return { reply: context.text('incidents/by-phone', { no, closed: file.closed }) };
  }
  if (found.kind !== 'dropout') return { reply: context.text('files/supplement-by-photo', { no: found.no }) };
  if (nextState(DROPOUT_MOVES.supplemented, found.file.state) === undefined)
    return { reply: withdrawn(context, found.no) };
  const details = detailsOf(given);
  const photos = await context.photos();
  if (Object.keys(details).length === 0 && photos.length === 0) return askDetails(context, found.no);
  const by = byOf(context.actor);
  const { dropouts } = context.services;
  return writes(dropouts.supplement(found.no, details, by, context.now, photos), (appended) => {
    const stored = fileAfter(appended);
    if (stored === undefined) return notSupplemented(context, found.no, appended);
    return context.text('dropouts/supplemented', {
      no: stored.no,
      area: groupAreaName(context.gazetteer, stored.areaId),
    });
  });
}

/** It disappeared, was withdrawn meanwhile, or is full. */
function notSupplemented(context: CommandContext, no: string, appended: AppendedCase): string {
  if (appended.outcome === 'missing') return context.text('files/not-there');
  const gone = appended.outcome === 'declined' && appended.why === 'state';
  return gone ? withdrawn(context, no) : context.text('files/full', { no });
}

function withdrawn(context: CommandContext, no: string): string {
  const line = context.commands.find('报辍学')?.lines[0] ?? `个案 ${no}`;
  return context.text('files/withdrawn', { no, line });
}

function askDetails(context: CommandContext, no: string): CommandResult {
  const reply = context.text('dropouts/supplement-ask', { no });
  return context.chat.kind === 'group' ? { reply } : { reply, ask: { question: reply } };
}

function detailsOf(given: DetailArgs): Supplement {
  const plain = Object.fromEntries(
    DETAILS.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]),
  );
  return { ...plain, ...given.grade };
}
