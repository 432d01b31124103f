import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { FoundFile } from '../src/casefiles/found.ts';
import { isQuestion } from '../src/casefiles/question.ts';
import { nextState } from '../src/casefiles/transitions.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  writes,
} from '../src/chat/command.ts';
import { readsContacts } from '../src/dropouts/reads.ts';
import { notesOn, showCase, showHistory } from '../src/dropouts/show-case.ts';
import { DROPOUT_MOVES } from '../src/dropouts/transitions.ts';
import type { AppendedCase, DropoutCase, Supplement } from '../src/dropouts/types.ts';
import { REASON_WORDS } from '../src/dropouts/words.ts';
import { whoDecides } from '../src/hazards/deciding.ts';
import { basisOfLevel } from '../src/hazards/judging.ts';
import { readsWords, wordsFor } from '../src/hazards/sensitive.ts';
import { unitOf } from '../src/hazards/teller.ts';
import { HAZARD_STATES } from '../src/hazards/transitions.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { progressOf } from '../src/hazards/view.ts';
import { INCIDENT_STATES } from '../src/incidents/transitions.ts';
import { shownIncident } from '../src/incidents/view.ts';
import type { Check } from '../src/inspections/check-types.ts';
import { shownCheck } from '../src/inspections/check-view.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { areaName, fullName, groupAreaName } from '../src/places/naming.ts';
import { maskName } from '../src/privacy/mask.ts';

const KINDS = ['dropout', 'hazard', 'incident', 'check'] as const;
type Shown = Extract<FoundFile, { readonly kind: (typeof KINDS)[number] }>;
const fileFor = (right: 'see' | 'supplemented') =>
  arg.file({
    labels: ['编号', '案号'],
    question: '请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: KINDS, right },
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

const NUMBER = '(?:[a-z]?\\d[\\da-z-]*号?)?';
/** 417电话, 家长电话多少 K26-0417-F: and nothing else, or it would be told instead of asked. */
const CONTACT_ASKED = new RegExp(
  `^${NUMBER}[\\s的]*(?:家长|监护人|联系|家里)?(?:电话|手机号?|联系方式|住址|地址)(?:号码)?(?:是?多少|呢|给我|发我|[?？\\s])*${NUMBER}$`,
  'i',
);
const FILLER = /^(?:号码|[是的呢?？\s]|多少|给我|发我|一下)*$/;
/** Nothing but the word: it is asked for, and not told. */
const ADDRESS_ASKED = /^(?:家庭)?(?:住址|地址)(?:是?(?:哪里|哪儿|什么|多少)|呢|给我|发我)?[?？]?$/;

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
  spoken: CONTACT_ASKED,
  effect: 'none',
  args,
  run: async (context, { file }) => ({ reply: await view(context, file) }),
  verbs: {
    supplement: defineVerb({
      words: ['补充', '补', '补录'],
      stands: 'whole',
      usage: '编号 姓名 年级班级 监护人 电话 去向（只在私聊，也可写“编号 补充 …”）',
      examples: [{ line: 'K26-0417-F 补充 监护人外出务工', where: 'private' }],
      effect: 'adds',
      args: detailArgs,
      run: supplement,
    }),
    /** No word says what is wanted: what asks is answered, what tells is added. */
    said: defineVerb({
      words: [],
      implied: true,
      stands: 'whole',
      usage: '',
      examples: [],
      effect: 'adds',
      args: detailArgs,
      run: askedOrTold,
    }),
    contact: defineVerb({
      words: [
        '电话',
        '家长电话',
        '监护人电话',
        '联系电话',
        '联系方式',
        '手机',
        '手机号',
        '住址',
        '地址',
      ].concat(['电话多少', '电话是多少', '电话呢', '电话给我', '电话发我']),
      stands: 'whole',
      usage: '编号 电话（负责这个孩子的学校、乡镇同志；看过有记录）',
      examples: [],
      where: 'private',
      effect: 'adds',
      args: detailArgs,
      run: contact,
    }),
    history: defineVerb({
      words: ['经过', '全部经过', '历史'],
      stands: 'whole',
      usage: '编号 经过（从头到尾）',
      examples: [],
      where: 'private',
      effect: 'none',
      args,
      run: async (context, { file }) => ({
        reply: await (file.kind === 'dropout' ? showHistory(context, file.file) : view(context, file)),
      }),
    }),
  },
});

async function view(context: CommandContext, found: Shown): Promise<string> {
  if (context.chat.kind === 'group') {
    if (found.kind === 'check' || (found.kind === 'incident' && found.file.closed))
      return context.text('files/not-there');
    return inGroup(context, found);
  }
  if (found.kind === 'dropout') return showCase(context, found.file);
  if (found.kind === 'hazard') return viewHazard(context, found.file);
  if (found.kind === 'check') return viewCheck(context, found.file);
  return context.text('incidents/view', shownIncident(context, found.file));
}

function viewCheck({ text, gazetteer, actor, today }: CommandContext, check: Check): string {
  const sent = check.checkers.some(({ id }) => id === actor.memberId);
  const mine = sent && check.state === 'assigned';
  return text('inspections/check-view', { ...shownCheck(gazetteer, check, today), mine });
}

/** One child's state is for no group; where parents or other offices read along nothing is said of any file. */
function inGroup(
  { gazetteer, group, text }: CommandContext,
  found: Exclude<Shown, { kind: 'check' }>,
): string {
  const { no, file } = found;
  const outsiders = group?.outsiders !== false;
  const area = outsiders || file.areaId === undefined ? undefined : groupAreaName(gazetteer, file.areaId);
  const state = outsiders || found.kind === 'dropout' ? undefined : stateWord(found);
  return text('files/in-group', { no, area, state });
}

function stateWord(found: Extract<Shown, { kind: 'hazard' | 'incident' }>): string {
  return found.kind === 'hazard'
    ? HAZARD_STATES[found.file.state].word
    : INCIDENT_STATES[found.file.state].word;
}

/** Address and phone, to those who answer for the child alone. Said with a value, they are added and not asked for. */
async function contact(context: CommandContext, given: DetailArgs): Promise<CommandResult> {
  const { file: found, notes, ...values } = given;
  const asks = FILLER.test(notes ?? '') && Object.keys(values).length === 0;
  return asks && found.kind === 'dropout' ? giveContact(context, found.file) : supplement(context, given);
}

async function giveContact(context: CommandContext, file: DropoutCase): Promise<CommandResult> {
  const { actor, services, now, text, chat } = context;
  const { no } = file;
  if (chat.kind === 'group') return { reply: text('refusals/private-only', { name: '个案' }) };
  if (!readsContacts(actor, file)) return { reply: text('dropouts/contact-not-yours', { no }) };
  const given = services.dropouts.contact(no, byOf(actor), now);
  const effect = async (key: string) => {
    const fact = { key: `${key}:read`, at: now, what: 'read', by: byOf(actor), file: no } as const;
    // Shown after it is journaled, never before.
    await services.trail.record([{ ...fact, detail: { view: 'contact' } }]);
    return given(key);
  };
  return writes(effect, (child) => {
    const { guardian, phone, notes } = child ?? {};
    const name = child?.name === undefined ? undefined : maskName(child.name);
    const nothing = [guardian, phone, notes].every((one) => one === undefined);
    return text('dropouts/contact', { no, name, guardian, phone, notes: notes?.split('\n') ?? [], nothing });
  });
}

async function viewHazard(context: CommandContext, file: Hazard): Promise<string> {
  const place = context.gazetteer.byId(file.placeId);
  const told = { description: file.description, owners: file.heads.owners };
  const reads = readsWords(context.actor, told);
  const progress = progressOf(file, await whoDecides(context), context.today);
  return context.text('hazards/view', {
    no: file.no,
    state: HAZARD_STATES[file.state].word,
    place: place ? fullName(context.gazetteer, place) : areaName(context.gazetteer, file.areaId),
    description: wordsFor(context.actor, told),
    level: file.level,
    unit: unitOf(context.gazetteer, file),
    category: file.category,
    levelBasis: basisOfLevel(file),
    on: spokenDate(file.reportedOn),
    photos: await context.services.photos.countOf(file.no),
    into: await goesOnIn(context, file),
    ...progress,
    timeline: reads ? progress.timeline : [],
    onBehalf: reads ? notesOn(file.entries) : [],
  });
}

async function goesOnIn({ services }: CommandContext, { heads: { into } }: Hazard) {
  const other = into === undefined ? undefined : await services.hazards.find(into);
  return other && { no: other.no, state: HAZARD_STATES[other.state].word };
}

/** K26-0417-F是谁报的, K26-0417-F 到哪一步了: the file is shown, with a word that nothing of it was added. */
async function askedOrTold(context: CommandContext, given: DetailArgs): Promise<CommandResult> {
  const { file: found, notes, ...values } = given;
  const asks = Object.keys(values).length === 0 && notes !== undefined && isQuestion(notes);
  if (!asks) return supplement(context, given);
  return { reply: `${context.text('files/asked')}\n${await view(context, found)}` };
}

const DETAILS = ['name', 'idNumber', 'sex', 'absentSince', 'reason', 'guardian', 'phone', 'notes'] as const;

async function supplement(context: CommandContext, given: DetailArgs): Promise<CommandResult> {
  const found = given.file;
  if (found.kind === 'incident') {
    const { no, file } = found;
    return { reply: context.text('incidents/by-phone', { no, closed: file.closed }) };
  }
  if (found.kind === 'check') return { reply: context.text('files/supplement-by-photo', { no: found.no }) };
  if (found.kind === 'hazard') return supplementHazard(context, found.file, given);
  if (ADDRESS_ASKED.test(given.notes ?? '')) return giveContact(context, found.file);
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

/** Words tell more of a hazard; that it was mended is said with 整改. */
async function supplementHazard(
  context: CommandContext,
  { no }: Hazard,
  { file: _file, ...given }: DetailArgs,
): Promise<CommandResult> {
  const { actor, services, now, text } = context;
  const words = wordsOf(given);
  const photos = await context.photos();
  if (words === '' && photos.length === 0) return { reply: text('files/supplement-by-photo', { no }) };
  const decision = { move: 'supplemented', photos, ...defined({ words: words || undefined }) } as const;
  const accounts = await services.people.accountsOf(actor);
  return writes(services.hazards.decide(no, decision, { by: byOf(actor), at: now, accounts }), (done) => {
    if (done.outcome === 'missing') return text('files/not-there');
    if (done.outcome !== 'declined') return text('hazards/supplemented', { no });
    const gone = done.why === 'state';
    return gone
      ? text('hazards/supplement-ended', { no, state: HAZARD_STATES[done.file.state].word })
      : text('files/full', { no });
  });
}

/** What was read as something of a child is words like any other here. */
function wordsOf({ grade, notes, ...given }: Omit<DetailArgs, 'file'>): string {
  return [...Object.values(given), grade?.grade, grade?.className, notes].filter(Boolean).join(' ');
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
