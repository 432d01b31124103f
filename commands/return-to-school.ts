import { z } from 'zod';
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
import { decisionBy, whyNotDecided } from '../src/dropouts/deciding.ts';
import type { DecisionOf } from '../src/dropouts/decisions.ts';
import { responsiblePair } from '../src/dropouts/responsible.ts';
import { gluedClass, keepsRegistration, PLACEMENT_WORDS } from '../src/dropouts/return-words.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { fullName } from '../src/places/naming.ts';

const file = arg.file({
  labels: ['编号', '案号'],
  question: '请告诉我编号，例如 K26-0417-F。',
  wanted: { kinds: ['dropout'], right: 'see' },
});
const words = arg.text({ labels: ['情况'] }).optional();
const args = z.object({
  file,
  school: arg.place({ labels: ['学校', '新学校'], places: ['school'], notFirst: true }).optional(),
  grade: arg.grade({ labels: ['班级', '年级班级', '新班级'] }).optional(),
  placement: arg.word({ labels: ['安置'], words: PLACEMENT_WORDS }).optional(),
  words,
});
const againArgs = z.object({ file, words });
type Args = z.output<typeof args>;

/** 复学: a child is back, where and in which class; or gone again, which reopens the same file. */
export default defineCommand({
  name: '复学',
  aliases: ['返校登记', '复学登记', 'return'],
  order: 42,
  summary: '孩子回来了：在哪所学校、哪个班、怎么安置；又走了写“又没来”',
  usage: '复学 编号 [学校] 班级 普通班|随班就读|特教学校|送教上门',
  examples: [{ line: '复学 K26-0417-F 802 随班就读', where: 'private' }],
  roles: ['teacher', 'school', 'village', 'township', 'bureau'],
  where: 'private',
  effect: 'decides',
  spoken:
    /(?<![说讲会能要想愿意])(?:已经?)?(?:回来|返校|复学|回校|回学校)了(?!吗|没|不)|(?<!没有?|未|能|能不能)(?:劝返成功|已经?劝返|劝返了|劝回(?:来|学校)?了|[送接找]回(?:来|学校)?了)(?!吗|没)|来上[学课]了(?!吗|没)|到校上课了|又没来|又没有来|又不来|又走了|又不去/,
  args,
  about,
  run,
  verbs: {
    again: defineVerb({
      words: ['又没来', '又没有来', '又不来', '又走了', '又不去', '再次辍学'],
      stands: 'inside',
      usage: '编号（回来后又走了：接着用原来这一件）',
      examples: [{ line: '复学 K26-0417-F 又没来', where: 'private' }],
      effect: 'adds',
      args: againArgs,
      run: again,
    }),
  },
});

function decisionOf({ school, grade, placement, words = '' }: Args) {
  const where = school?.kind === 'school' ? school : undefined;
  const implied = where?.schoolKind === '特教' ? '特教学校' : '普通班';
  const klass = grade ?? gluedClass(words);
  return {
    move: 'returned',
    placement: placement ?? implied,
    ...defined({
      schoolId: where?.id,
      grade: klass?.grade,
      className: klass?.className,
      enrolled: keepsRegistration(words) || undefined,
      words: words || undefined,
    }),
  } satisfies DecisionOf<'returned'>;
}

async function about(context: CommandContext, given: Args): Promise<Matter | ReplyResult> {
  const { file } = given.file;
  const decision = decisionOf(given);
  const not = await whyNotDecided(context, file, decision);
  if (not !== undefined) return { reply: not };
  const { vocational } = await context.services.dropouts.rules();
  const { placement } = decision;
  return {
    words: context.text('dropouts/about-return', {
      ...placeWords(context, file, decision),
      ...{ no: file.no, placement, document: placement === '职教' ? vocational : undefined },
    }),
    version: `${file.id}:${file.entries.length}`,
  };
}

function placeWords(
  { gazetteer }: CommandContext,
  file: DropoutCase,
  { schoolId = file.schoolId, grade, className }: Partial<DecisionOf<'returned'>>,
) {
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  const klass = grade === undefined && className === undefined ? file : { grade, className };
  return {
    school: school && fullName(gazetteer, school),
    className: [klass.grade, klass.className].filter(Boolean).join(''),
  };
}

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { file } = given.file;
  const photos = (await photosWith(context)).slice(0, 3);
  const { effect, reply } = await decisionBy(context, file, { ...decisionOf(given), photos });
  return writes(effect, (done) =>
    reply(done, (now) => {
      const [next] = now.entries.at(-1)?.data?.due ?? [];
      return context.text('dropouts/returned', {
        no: now.no,
        next: next && spokenDate(next.on),
      });
    }),
  );
}

async function again(context: CommandContext, given: z.output<typeof againArgs>): Promise<CommandResult> {
  const { file } = given.file;
  const decision = { move: 'relapsed', ...defined({ words: given.words }) } as const;
  const not = await whyNotDecided(context, file, decision);
  if (not !== undefined) return { reply: not };
  const { effect, reply } = await decisionBy(context, file, decision);
  const { education, administration } = responsiblePair(await context.services.people.everyone(), file);
  const others = [education, administration].filter((one) => one?.id !== context.actor.memberId);
  const who = others.flatMap((one) => one?.name ?? []);
  return writes(effect, (done) =>
    reply(done, (now) =>
      context.text('dropouts/again', {
        no: now.no,
        relapse: now.state === 'relapsed',
        who: [...new Set(who)],
      }),
    ),
  );
}
