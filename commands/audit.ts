import { z } from 'zod';
import type { RecordedFact, TrailWhat } from '../src/audit/types.ts';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand, type ReplyResult } from '../src/chat/command.ts';
import { moveWord } from '../src/figures/move-words.ts';
import { defined } from '../src/kit/defined.ts';
import { instantOf } from '../src/kit/instant-of.ts';
import { addDays, localDate, localTime } from '../src/kit/local-date.ts';
import { actWord, WHAT_WORDS, whoWord } from '../src/people/trail-words.ts';
import { fullName } from '../src/places/naming.ts';

const ABOUT = {
  read: ['查看', '调阅', '看过', '谁看过'],
  decided: ['办理', '决定'],
  exported: ['导出', '导出记录'],
  rights: ['权限', '绑定'],
  key: ['密钥'],
  'signed-in': ['登录'],
  erased: ['清除', '删除'],
} satisfies Record<TrailWhat, readonly [string, ...string[]]>;

const args = z.object({
  file: arg
    .file({ labels: ['编号'], wanted: { kinds: ['dropout', 'hazard', 'incident'], right: 'see' } })
    .optional(),
  what: arg.word({ labels: ['事项'], words: ABOUT }).optional(),
  period: arg.period({ labels: ['时间', '月份'] }).optional(),
  people: arg.people({ labels: ['姓名', '人员'] }).optional(),
});
type Args = z.output<typeof args>;

/** Older ones stand in the export; a shorter time shows them too. */
const MOST_SHOWN = 200;

/** 审计: who read or changed a file, what somebody did, what was exported; to be read by auditors, changed by nobody. */
export default defineCommand({
  name: '审计',
  aliases: ['审计记录', '留痕', '审计日志', 'audit'],
  order: 88,
  summary: '看谁看过、改过一件，某人做过什么，导出过什么',
  usage: '审计 [编号|姓名] [查看|办理|导出|权限] [今天|本月]',
  examples: [
    { line: '审计', where: 'private' },
    { line: '审计 导出', where: 'private' },
    { line: '审计 卞知秋 本月', where: 'private' },
  ],
  roles: ['auditor'],
  where: 'private',
  effect: 'none',
  args,
  run: look,
});

async function look(context: CommandContext, given: Args): Promise<ReplyResult> {
  const { services, text, timeZone } = context;
  const { what, file, people } = given;
  const period = given.period ?? (isWide(given) ? undefined : today(context));
  const { facts, total } = await services.trail.find(
    {
      ...defined({ file: file?.no, by: people?.map(({ id }) => id), what: what && [what] }),
      ...(period === undefined ? {} : betweenDays(period, timeZone)),
    },
    { skip: 0, limit: MOST_SHOWN },
  );
  const words = await services.trail.words(facts.filter(({ hasWords }) => hasWords).map(({ key }) => key));
  const names = await namesById(context);
  const about = [file?.no, people?.map(({ name }) => name).join('、'), what && ABOUT[what][0], period?.label];
  return {
    reply: text('audit/list', {
      about: about.filter((one) => one !== undefined && one !== '').join(' '),
      total,
      more: total > facts.length,
      reporter: file === undefined ? undefined : whoWord(placeOf(context), file.file.reporter),
      lines: facts.map((fact) => ({
        when: `${localDate(fact.at, timeZone).slice(5)} ${localTime(fact.at, timeZone)}`,
        ...shown(context, fact, names),
        words: words.get(fact.key),
        erased: fact.hasWords && !words.has(fact.key),
      })),
    }),
  };
}

/** One file and one person have few records; everybody's are told for today unless another time is said. */
const isWide = ({ file, people, what }: Args): boolean =>
  file !== undefined || people !== undefined || (what !== undefined && what !== 'decided');

const today = ({ today: day }: CommandContext) => ({ from: day, to: day, label: '今天' });

function betweenDays({ from, to }: { readonly from: string; readonly to: string }, tz: string) {
  return { from: instantOf(from, '00:00', tz), to: instantOf(addDays(to, 1), '00:00', tz) };
}

async function namesById({ services }: CommandContext): Promise<ReadonlyMap<string, string>> {
  const everyone = await services.people.everyone();
  return new Map(everyone.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])));
}

function shown(context: CommandContext, fact: RecordedFact, names: ReadonlyMap<string, string>) {
  const { by, what, detail = {}, person, file } = fact;
  const act = what === 'decided' ? moveWord(String(detail.of), String(detail.kind)) : actWord(fact);
  return {
    who: whoWord(placeOf(context), by),
    what: `${WHAT_WORDS[what]}${act === undefined ? '' : ` ${act}`}`,
    file,
    whom:
      person === undefined || person === by.person
        ? undefined
        : (names.get(person) ?? whoWord(placeOf(context), { key: person })),
    unit: typeof detail.unit === 'string' ? placeOf(context)(detail.unit) : undefined,
    count: typeof detail.count === 'number' ? detail.count : undefined,
  };
}

const placeOf =
  ({ gazetteer }: CommandContext) =>
  (id: string): string | undefined => {
    const place = gazetteer.byId(id);
    return place && fullName(gazetteer, place);
  };
