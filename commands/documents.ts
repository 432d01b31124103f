import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { draftFileName } from '../src/documents/file-names.ts';
import { handOut } from '../src/documents/hand-out.ts';
import { issuedIn, sendSigned } from '../src/documents/issued-in.ts';
import { idOfSubject } from '../src/documents/may-have.ts';
import { aboutSigning, signingLine, whyNotSigned } from '../src/documents/signing.ts';
import { calledIn, readerOf, viewLine } from '../src/documents/talk.ts';
import { wanted } from '../src/documents/wanted.ts';
import { printedDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { elsewhere, ownChannel } from '../src/people/own-channel.ts';
import { fullName } from '../src/places/naming.ts';

const subject = {
  file: arg
    .file({ labels: ['编号', '案号'], wanted: { kinds: ['dropout', 'hazard'], right: 'see' } })
    .optional(),
  place: arg.place({ labels: ['学校', '单位'], places: ['school'], notFirst: true }).optional(),
};
const words = arg.text({ labels: ['文书', '名称'] }).optional();
const args = z.object({ ...subject, words });
const signArgs = z.object({
  ...subject,
  signer: arg.people({ labels: ['签发人'], question: '签发人是谁？例如 签发人分管副局长' }),
  dated: arg.date({ labels: ['成文日期', '日期'] }).optional(),
  words,
});
const numberArgs = z.object({ words });
type Args = z.output<typeof args>;
type SignArgs = z.output<typeof signArgs>;
type NumberArgs = z.output<typeof numberArgs>;

const WHO = ['teacher', 'school', 'township', 'officer6', 'bureau'] as const;

/** 文书: a printed paper about a child's file, a hazard or a school; signed ones get a number that is never given twice. */
export default defineCommand({
  name: '文书',
  aliases: ['公文', '出文书', '打印文书', 'document'],
  order: 28,
  summary: '出一份Word文书：通知书、记录表、督办单、送达回证……知道的填好，要签字的留空',
  usage: '文书（签发过的，作废的也在）',
  examples: [{ line: '文书 登记', where: 'private' }],
  roles: [...WHO, 'leader', 'auditor'],
  where: 'private',
  spoken:
    /(?:打印|出|开|要|做|写|生成|导出|下载)(?:一?[个份张下])?[\s\S]{0,12}(?:通知书|督办单|记录表|劝返记录|约谈记录|审批表|回证|协查函|登记表|说明书|档案|督办表|文书)|(?:通知书|督办单|审批表|送达回证|协查函|登记表|说明书)$/u,
  effect: 'none',
  args: z.object({}),
  run: register,
  verbs: {
    give: defineVerb({
      words: [],
      implied: true,
      stands: 'first',
      usage: '编号|学校 [文书名称]（不写名称就列出能出的）',
      examples: [
        { line: '文书 K26-0417-F 劝返情况记录表', where: 'private' },
        { line: '文书 {学校} 检查登记表', where: 'private' },
      ],
      roles: WHO,
      effect: 'adds',
      args,
      run: give,
    }),
    sign: defineVerb({
      words: ['签发'],
      stands: 'whole',
      usage: '编号 文书名称 签发人姓名 [日期11月24日]（县局取号签发）',
      examples: [{ line: '文书 Y26-1032-M 整改通知书 签发 签发人分管副局长', where: 'private' }],
      roles: ['bureau'],
      effect: 'decides',
      args: signArgs,
      about,
      run: sign,
    }),
    void: defineVerb({
      words: ['作废'],
      stands: 'first',
      usage: '文号 原因（号不再用，留在登记簿）',
      examples: [],
      roles: ['bureau'],
      effect: 'decides',
      args: numberArgs,
      about: aboutVoid,
      run: makeVoid,
    }),
    fetch: defineVerb({
      words: ['取回', '取件', '重取'],
      stands: 'first',
      usage: '文号（签发过的再取一份）',
      examples: [],
      roles: WHO,
      effect: 'adds',
      args: numberArgs,
      run: fetchSigned,
    }),
    register: defineVerb({
      words: ['登记', '登记簿'],
      stands: 'whole',
      usage: '（就是签发过的）',
      examples: [],
      effect: 'none',
      args: z.object({}),
      run: register,
    }),
  },
});

async function give(context: CommandContext, given: Args): Promise<CommandResult> {
  const want = await wanted(context, given);
  if ('instead' in want) return want.instead;
  const { found, kind } = want;
  const about = calledIn(context, found);
  const line = `文书 ${about} ${kind.name}`;
  const to = await context.freeze('account', () => ownChannel(context));
  if (to === '') return { reply: context.text('documents/no-channel', { line }) };
  const form = found.subject === 'school' && found.form !== undefined ? { form: found.form } : {};
  const ref = {
    kind: kind.id,
    subject: found.subject,
    of: idOfSubject(found),
    ...form,
    to,
    at: context.now.getTime(),
  };
  const fileName = draftFileName(found, kind, context.gazetteer);
  const signLine = await signingLine(context, kind, found);
  return writes(handOut(context, { ref, name: kind.name, no: about, fileName }), (how) =>
    how === 'waiting'
      ? context.text('documents/no-channel', { line })
      : context.text('documents/made', {
          ...{ about, name: kind.name, draft: kind.signed, where: elsewhere(context, to) },
          ...{ child: found.subject === 'case', line: signLine ?? viewLine(context, found) },
        }),
  );
}

async function about(context: CommandContext, given: SignArgs): Promise<Matter | ReplyResult> {
  const want = await wanted(context, given);
  if ('instead' in want) return want.instead;
  const toSign = { ...want, signer: given.signer, dated: given.dated ?? context.today };
  const why = await whyNotSigned(context, toSign);
  return why === undefined ? aboutSigning(context, toSign) : { reply: why };
}

/** Signed, numbered and on its way in one go: run again it is the same number. */
async function sign(context: CommandContext, given: SignArgs): Promise<CommandResult> {
  const want = await wanted(context, given);
  if ('instead' in want) return want.instead;
  const toSign = { ...want, signer: given.signer, dated: given.dated ?? context.today };
  const why = await whyNotSigned(context, toSign);
  const effect = await context.services.documents.sign({
    ...{ kind: want.kind, found: want.found, signer: given.signer[0]?.name ?? '', dated: toSign.dated },
    ...{ reader: await readerOf(context), at: context.now },
  });
  if (why !== undefined || effect === undefined)
    return { reply: why ?? context.text('documents/which-file') };
  const to = await context.freeze('account', () => ownChannel(context));
  return writes(
    async (key) => {
      const issued = await effect(key);
      if (to !== '') await sendSigned(context, issued, to)(key);
      return issued;
    },
    ({ number, name }) =>
      context.text('documents/signed', {
        ...{ number, name, about: calledIn(context, want.found) },
        ...{ where: to === '' ? undefined : elsewhere(context, to), sent: to !== '' },
      }),
  );
}

async function aboutVoid(context: CommandContext, given: NumberArgs): Promise<Matter | ReplyResult> {
  const named = await issuedIn(context, given.words ?? '');
  if ('instead' in named) return { reply: named.instead };
  const { issued, rest: reason } = named;
  const { number, name, state } = issued;
  if (state === 'void') return { reply: context.text('documents/void-already', { number }) };
  if (reason === '') return { reply: context.text('documents/why-void', { number }) };
  return {
    words: context.text('documents/about-void', { number, name, reason }),
    version: `${number}:${state}`,
  };
}

async function makeVoid(context: CommandContext, given: NumberArgs): Promise<CommandResult> {
  const named = await issuedIn(context, given.words ?? '');
  if ('instead' in named) return { reply: named.instead };
  const { number, id } = named.issued;
  const by = byOf(context.actor);
  return writes(context.services.documents.voided(id, named.rest, by, context.now), (done) =>
    context.text(fileAfter(done) === undefined ? 'documents/void-already' : 'documents/voided', { number }),
  );
}

async function fetchSigned(context: CommandContext, given: NumberArgs): Promise<CommandResult> {
  const named = await issuedIn(context, given.words ?? '');
  if ('instead' in named) return { reply: named.instead };
  const { number, name, state, erased } = named.issued;
  if (erased) return { reply: context.text('documents/erased', { number }) };
  const line = `文书 取回 ${number}`;
  const to = await context.freeze('account', () => ownChannel(context));
  if (to === '') return { reply: context.text('documents/no-channel', { line }) };
  return writes(sendSigned(context, named.issued, to), (how) =>
    how === 'waiting'
      ? context.text('documents/no-channel', { line })
      : context.text('documents/fetched', {
          ...{ number, name, where: elsewhere(context, to), isVoid: state === 'void' },
        }),
  );
}

const MOST_IN_REGISTER = 200;

async function register(context: CommandContext): Promise<ReplyResult> {
  const { actor, gazetteer, services } = context;
  const issued = await services.documents.list(actor, MOST_IN_REGISTER);
  const rows = issued.map(({ number, name, of, dated, signer, state, subject: what }) => {
    const school = what === 'school' ? gazetteer.byId(of) : undefined;
    const whose = school === undefined ? of : fullName(gazetteer, school);
    return { number, name, about: whose, dated: printedDate(dated), signer, isVoid: state === 'void' };
  });
  const [newest] = rows;
  const fetches = WHO.some((role) => role === actor.role);
  const shown = issued[0]?.subject === 'school' ? `查 隐患 ${newest?.about}` : `个案 ${newest?.about}`;
  const line = fetches ? `文书 取回 ${newest?.number}` : shown;
  const most = rows.length === MOST_IN_REGISTER;
  return { reply: context.text('documents/register', { rows, most, line }) };
}
