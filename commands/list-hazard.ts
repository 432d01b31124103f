import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type Matter,
  photosWith,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { notDecided, whoDecides, whyNotDecided } from '../src/hazards/deciding.ts';
import type { ListingDecision } from '../src/hazards/decisions.ts';
import { shownListing } from '../src/hazards/listing-view.ts';
import { nextLines } from '../src/hazards/next-lines.ts';
import { readListing } from '../src/hazards/read-listing.ts';
import { hazardPlace, toldOf } from '../src/hazards/told.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';

const hazard = () =>
  arg.file({
    labels: ['编号'],
    question: '哪一件隐患？请告诉我编号，例如 Y26-1032-M。',
    wanted: { kinds: ['hazard'], right: 'see' },
  });
const people = {
  person: arg.people({ labels: ['责任人', '督办责任人', '挂牌责任人'] }).optional(),
  monitor: arg.people({ labels: ['监控人', '监控责任人', '盯防人'] }).optional(),
};
const words = arg.text({ labels: ['说明', '原因', '内容'] }).optional();
const args = z.object({ file: hazard().optional(), ...people, words });
type Args = z.output<typeof args>;
const saidArgs = z.object({ file: hazard(), words });
type SaidArgs = z.output<typeof saidArgs>;
const dayArgs = z.object({
  file: hazard(),
  until: arg.dueDate({ labels: ['延到', '延期到', '到', '期限'] }).optional(),
  words,
});
type DayArgs = z.output<typeof dayArgs>;

const ITS_PEOPLE = ['teacher', 'school', 'township', 'village', 'department', 'bureau'] as const;
const MOST_PHOTOS = 3;
const GOVERNMENT = /[一-龥]{0,12}(?:政府|安委会|安委办|应急管理局)/u;

/** 挂牌: a major hazard is listed for supervision at county, city or province, and followed until 摘牌. */
export default defineCommand({
  name: '挂牌',
  aliases: ['挂牌督办', '隐患挂牌', 'listing'],
  order: 26,
  summary: '重大隐患挂牌督办：报请、核查转报、登记文号、五落实、每周进展、延期；不写编号列出挂牌的',
  usage: '挂牌 编号 报县挂牌 或 县级 文号… [责任人…] [监控人…] [措施…] [停用范围…]',
  examples: [
    { line: '挂牌', where: 'private' },
    { line: '挂牌 Y26-1032-M', where: 'private' },
  ],
  roles: [...ITS_PEOPLE, 'leader', 'auditor'],
  where: 'private',
  effect: 'adds',
  spoken:
    /^(?!.*摘牌)(?!.*[?？吗么]).*(?:报|申请|建议|提请).{0,6}挂牌|^(?!.*[?？吗么]).*[县市省]级.{0,4}挂牌|(?:^|[A-Za-z\d号]\s*)挂牌(?:督办)?[\s。]*$/u,
  args,
  asks,
  run,
  verbs: {
    progress: defineVerb({
      words: ['进展', '每周进展', '本周进展', '周进展'],
      stands: 'first',
      usage: '编号 进展 本周做了什么（可带照片）',
      examples: [],
      roles: ITS_PEOPLE,
      effect: 'adds',
      args: saidArgs,
      run: progress,
    }),
    agree: defineVerb({
      words: ['同意延期', '批准延期', '准予延期'],
      stands: 'first',
      usage: '编号 同意延期 [到哪天]（县局另一位同志）',
      examples: [],
      roles: ['bureau'],
      effect: 'adds',
      args: dayArgs,
      run: (context, given) =>
        make(context, given.file.file, { move: 'extension-agreed', ...dayOf(given), ...wordsOf(given) }),
    }),
    refuse: defineVerb({
      words: ['不同意延期', '延期不同意', '不准延期'],
      stands: 'first',
      usage: '编号 不同意延期 [原因]',
      examples: [],
      roles: ['bureau'],
      effect: 'adds',
      args: saidArgs,
      run: (context, given) =>
        make(context, given.file.file, { move: 'extension-refused', ...wordsOf(given) }),
    }),
    extend: defineVerb({
      words: ['延期', '申请延期'],
      stands: 'first',
      usage: '编号 延期 到哪天 原因…',
      examples: [],
      roles: ITS_PEOPLE,
      effect: 'adds',
      args: dayArgs,
      run: (context, given) =>
        make(context, given.file.file, { move: 'extension-asked', ...dayOf(given), ...wordsOf(given) }),
    }),
    government: defineVerb({
      words: ['报政府', '已报政府', '报县政府', '报当地政府'],
      stands: 'first',
      usage: '编号 报政府 文号…',
      examples: [],
      roles: ['bureau'],
      effect: 'adds',
      args: saidArgs,
      run: government,
    }),
  },
});

const dayOf = ({ until }: DayArgs) => defined({ until: until?.day });
const wordsOf = ({ words: said }: { readonly words?: string | undefined }) => defined({ words: said });

/** A listing that is recorded is said once more. */
async function asks(context: CommandContext, given: Args): Promise<Matter | ReplyResult | undefined> {
  const file = given.file?.file;
  const decision = file === undefined ? undefined : meantBy(context, given);
  if (file === undefined || decision?.move !== 'listed') return undefined;
  const why = await whyNotDecided(context, file, decision, await whoDecides(context));
  if (why !== undefined) return { reply: why };
  const { level, unit, number = '', person, monitor } = decision;
  return {
    words: context.text('hazards/about-listing', {
      ...{ no: file.no, place: hazardPlace(context.gazetteer, file), move: 'listed', level, number },
      ...{ authority: unit, person: person?.name, monitor: monitor?.name },
    }),
    version: `${file.no}:${file.entries.length}`,
    final: true,
  };
}

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const file = given.file?.file;
  if (file === undefined) return listed(context);
  const decision = meantBy(context, given);
  return decision === undefined ? show(context, file) : make(context, file, decision);
}

/** What is asked for, recorded or settled; undefined: nothing was said, it is looked at. */
function meantBy({ actor }: CommandContext, given: Args): ListingDecision | undefined {
  const said = readListing(given.words ?? '');
  const { level, number, unit, five, scope, words: rest } = said;
  const [person] = given.person ?? [];
  const [monitor] = given.monitor ?? [];
  const settled = defined({
    ...{ five, scope },
    person: person && { id: person.id, name: person.name },
    monitor: monitor && { id: monitor.id, name: monitor.name },
  });
  if (said.asks) {
    const move = actor.role === 'bureau' ? 'listing-passed' : 'listing-asked';
    return { move, ...defined({ level, words: rest }) };
  }
  if (number !== undefined || level !== undefined)
    return { move: 'listed', ...defined({ level, number, unit }), ...settled };
  if (Object.keys(settled).length > 0) return { move: 'listing-settled', ...settled };
  return rest === undefined ? undefined : { move: 'progress', words: rest };
}

async function progress(context: CommandContext, given: SaidArgs): Promise<CommandResult> {
  const photos = (await photosWith(context)).slice(0, MOST_PHOTOS);
  return make(context, given.file.file, { move: 'progress', photos, ...wordsOf(given) });
}

async function government(context: CommandContext, given: SaidArgs): Promise<CommandResult> {
  const { number, unit, words: rest = '' } = readListing(given.words ?? '');
  const authority = unit ?? GOVERNMENT.exec(rest)?.[0];
  const decision = { move: 'government-told' as const, ...defined({ number, unit: authority }) };
  return make(context, given.file.file, decision);
}

async function make(
  context: CommandContext,
  file: Hazard,
  decision: ListingDecision,
): Promise<CommandResult> {
  const { text, today, services } = context;
  const who = await whoDecides(context);
  const why = await whyNotDecided(context, file, decision, who);
  if (why !== undefined) return { reply: why };
  const tell = await toldOf(context, file, decision);
  return writes(services.hazards.decide(file.no, decision, { ...who, tell }), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(text, file.no, done, who) ?? '';
    const { nextDue } = stored.heads;
    return text('hazards/listing-done', {
      ...{ no: file.no, move: stored.entries.at(-1)?.kind ?? decision.move, told: tell.length > 0 },
      due: nextDue === undefined ? undefined : spokenDate(nextDue),
      lacking: shownListing(stored, today)?.lacking ?? [],
    });
  });
}

async function show(context: CommandContext, file: Hazard): Promise<ReplyResult> {
  const { text, today, gazetteer } = context;
  const lines = nextLines(file, await whoDecides(context));
  const place = hazardPlace(gazetteer, file);
  return {
    reply: text('hazards/listing', { no: file.no, place, listing: shownListing(file, today), lines }),
  };
}

async function listed(context: CommandContext): Promise<ReplyResult> {
  const { services, actor, gazetteer, today, text } = context;
  const accounts = await services.people.accountsOf(actor);
  const all = await services.hazards.listed({ actor, accounts });
  const ones = all.map((file) => {
    const listing = shownListing(file, today);
    const place = hazardPlace(gazetteer, file);
    return {
      no: file.no,
      place,
      level: listing?.level ?? '',
      progress: listing?.progress,
      late: listing?.late ?? 0,
    };
  });
  return { reply: text('hazards/listed-ones', { n: ones.length, ones }) };
}
