import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import { changedWords } from '../src/dropouts/changed-words.ts';
import type { Amendment } from '../src/dropouts/decisions.ts';
import { notDecided } from '../src/dropouts/not-decided.ts';
import type { DecidedCase, DropoutCase } from '../src/dropouts/types.ts';
import { FOUND_BY_WORDS, REASON_WORDS } from '../src/dropouts/words.ts';
import { defined } from '../src/kit/defined.ts';
import { byOf } from '../src/people/actor.ts';
import { fullName } from '../src/places/naming.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号', '案号'],
    question: '改哪一件？请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: ['dropout'], right: 'amended' },
  }),
  name: arg.personName({ labels: ['姓名', '学生', '孩子'] }).optional(),
  idNumber: arg.idNumber({ labels: ['身份证号', '身份证'] }).optional(),
  grade: arg.grade({ labels: ['年级班级', '班级', '年级'] }).optional(),
  sex: arg.sex({ labels: ['性别'] }).optional(),
  school: arg.place({ labels: ['学校'], places: ['school'], notFirst: true }).optional(),
  absentSince: arg.date({ labels: ['缺勤起始日', '缺勤', '未到校'] }).optional(),
  reason: arg.word({ labels: ['原因'], words: REASON_WORDS }).optional(),
  foundBy: arg.word({ labels: ['发现方式', '发现'], words: FOUND_BY_WORDS }).optional(),
  guardian: arg.personName({ labels: ['监护人', '家长', '父亲', '母亲', '爷爷', '奶奶'] }).optional(),
  phone: arg.phone({ labels: ['电话', '手机'] }).optional(),
});
type Args = z.output<typeof args>;

/** 改: a field of a case that was told wrongly; what stood there is kept. */
export default defineCommand({
  name: '改',
  aliases: ['改资料', '修改', '改正', 'amend'],
  order: 53,
  summary: '改孩子的姓名、年级、学校、监护人、电话等，旧的留底',
  usage: '改 编号 [姓名|身份证号|年级班级|性别|学校|缺勤起始日|原因|发现方式|监护人|电话] 新的内容',
  examples: [{ line: '改 K26-0417-F 年级 六年级', where: 'private' }],
  roles: ['teacher', 'school', 'village', 'township', 'bureau'],
  where: 'private',
  spoken: /改[成为]|写错了|应该是/,
  effect: 'adds',
  args,
  run: amend,
});

async function amend(context: CommandContext, given: Args): Promise<CommandResult> {
  const { services, actor, now, today, text } = context;
  const { no, file } = given.file;
  const changes = changesOf(given);
  if (Object.keys(changes).length === 0) return { reply: text('dropouts/amend-what', { no }) };
  if (leavesArea(changes, file) && !['bureau', 'admin'].includes(actor.role))
    return { reply: text('dropouts/amend-elsewhere', { no }) };
  const accounts = await services.people.accountsOf(actor);
  const deciding = { by: byOf(actor), at: now, accounts };
  return writes(services.dropouts.decide(no, { move: 'amended', changes }, deciding), (done) => {
    const refused = notDecided(text, no, done, { actor, accounts, today });
    return refused ?? receipt(context, no, done);
  });
}

function changesOf({ file: _file, grade, school, ...plain }: Args): Amendment {
  const moved = school === undefined ? {} : { schoolId: school.id, areaId: areaIdOf(school) };
  return { ...defined(plain), ...grade, ...moved };
}

const areaIdOf = (school: NonNullable<Args['school']>): string =>
  'townshipId' in school ? school.townshipId : school.id;

/** Whose township answers for a child is decided by the bureau: nobody puts one out of their own count. */
const leavesArea = ({ areaId }: Amendment, file: DropoutCase): boolean =>
  areaId !== undefined && areaId !== file.areaId;

/** What stood there and what stands there now, with the line that puts the first of them back. */
function receipt({ gazetteer, text }: CommandContext, no: string, done: DecidedCase): string {
  const said = fileAfter(done)?.entries.findLast(({ kind }) => kind === 'amended')?.said ?? {};
  const placeName = (id: string): string => {
    const place = gazetteer.byId(id);
    return place === undefined ? id : fullName(gazetteer, place);
  };
  return text('dropouts/amended', { no, changed: changedWords(said, placeName) });
}
