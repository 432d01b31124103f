import { defined } from '../kit/defined.ts';
import { afterDone, answersNothing, anyTime, isReceived } from './phrases.ts';
import { type Counts, readCounts } from './read-counts.ts';
import { readItems } from './read-items.ts';
import { isAllZero, isPeriod, readZero } from './read-zero.ts';
import {
  behindPartOf,
  correctionOf,
  LONGEST_ANSWER,
  namedBy,
  tidy,
  trimMarks,
  withoutGreeting,
} from './said.ts';
import type { Answer, AnswerSpec } from './types.ts';

/** What somebody said to a duty. */
export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** 明早: ask again tomorrow. */
  | { readonly kind: 'later' }
  | { readonly kind: 'difficulty'; readonly words: string }
  | { readonly kind: 'withdraw' }
  /** 收到, 正在排查, 怎么填: nothing is answered, and it is owed still. */
  | { readonly kind: 'owed' }
  /** One sentence that says what is wrong, and a line that works. */
  | { readonly kind: 'problem'; readonly text: string; readonly example: string };

/** A reading, and how sure it is that these words were meant for this duty at all. */
interface Reading {
  readonly read: ReadAnswer;
  /** `named`: they begin with its word · `exact`: nothing in them is anything else · `loose`: who knows. */
  readonly meant: 'named' | 'exact' | 'loose';
}

/**
 * Reads what was said, with or without the duty's word in front, as its answer. For words that are known to be meant
 * for the duty; of a correction (不对，实到是611) what it leaves out stays as `before` has it. Pure, never throws; takes
 * time in proportion to the length.
 */
export function readAnswer(spec: AnswerSpec, said: string, before?: Pick<Answer, 'values'>): ReadAnswer {
  return readingOf(spec, said, before).read;
}

/**
 * Whether words that name no command may be meant for the duty: `answer` they are, `problem` they begin with its
 * word but cannot be read, `no` they may be anything. Errs towards `no`.
 */
export function fits(spec: AnswerSpec, said: string): 'answer' | 'problem' | 'no' {
  const { read, meant } = readingOf(spec, said);
  if (meant === 'loose') return 'no';
  if (read.kind !== 'problem' && read.kind !== 'owed') return 'answer';
  return meant === 'named' ? 'problem' : 'no';
}

function readingOf(spec: AnswerSpec, said: string, given?: Pick<Answer, 'values'>): Reading {
  const problem = (text: string): ReadAnswer => ({ kind: 'problem', text, example: spec.example });
  const whole = tidy(said.slice(0, LONGEST_ANSWER * 2));
  if (whole.length > LONGEST_ANSWER)
    return { read: problem(`写得太长了，请写在${LONGEST_ANSWER}字以内。`), meant: 'loose' };
  const plain = withoutGreeting(whole);
  const named = namedBy(spec.words, whole) ?? namedBy(spec.words, plain);
  const body = named === undefined ? plain : withoutGreeting(named.body);
  const before = correctionOf(whole) === undefined ? undefined : given?.values;
  const around = { named: named !== undefined, whole: plain, problem, ...defined({ before }) };
  const { read, exact } = readBody(spec, body, around);
  if (named !== undefined) return { read, meant: named.apart || exact ? 'named' : 'loose' };
  if (exact) return { read, meant: 'exact' };
  const part = behindPartOf(spec.words, plain);
  const nearly = part === undefined ? undefined : readBody(spec, part, { ...around, named: true });
  return nearly?.exact === true ? { read: nearly.read, meant: 'exact' } : { read, meant: 'loose' };
}

function readBody(spec: AnswerSpec, body: string, around: Around): Read {
  const common = anyTime(body);
  if (common !== undefined)
    return {
      read: common.kind === 'elsewhere' ? answered({ elsewhere: common.where }) : common,
      exact: true,
    };
  const heard = spec.kind === 'ack' && isReceived(body);
  if (!heard && body !== '' && answersNothing(body) !== undefined)
    return { read: { kind: 'owed' }, exact: false };
  return READERS[spec.kind](spec, body, around);
}

interface Around {
  readonly named: boolean;
  readonly whole: string;
  /** The numbers that stand, where the words correct some of them. */
  readonly before?: Answer['values'];
  problem(text: string): ReadAnswer;
}

/** `exact`: the words can hardly be anything but an answer of this kind. */
interface Read {
  readonly read: ReadAnswer;
  readonly exact: boolean;
}

type Reader = (spec: AnswerSpec, body: string, around: Around) => Read;

const READERS: Readonly<Record<AnswerSpec['kind'], Reader>> = {
  ack: (_spec, body, { named, problem }) => {
    const said = afterDone(body);
    if (isReceived(body) || (named && body === '') || (said !== undefined && said !== 'not'))
      return { read: answered({}), exact: isReceived(body) };
    if (body === '' || said === 'not') return { read: problem('收到了请回“收到”。'), exact: false };
    return { read: answered({ words: body }), exact: false };
  },
  done: readDone,
  numbers: (spec, body, around) => {
    const { problem } = around;
    if (body === '') return { read: problem(`还差：${missing(spec, {})}。`), exact: false };
    if (spec.allZero === true && isAllZero(body))
      return { read: answered({ values: zeros(spec) }), exact: true };
    const counts = readCounts(spec, noneOf(spec, body));
    return withCounts(spec, counts, around);
  },
  items: (spec, body, { problem }) => {
    const read = readItems(spec.items?.length ?? 0, body);
    if ('problem' in read) return { read: problem(read.problem), exact: false };
    const { items, words } = read;
    return { read: answered({ items, ...withWords(words) }), exact: words === '' && body !== '' };
  },
  zero: (spec, body, { named, whole, problem }) => {
    // 零报告, 零报告 四季度: the word of the duty is its whole answer.
    const said = named && (body === '' || isPeriod(body)) ? whole : body;
    const read = readZero(said);
    if ('problem' in read) return { read: problem(read.problem), exact: false };
    if (!read.zero) return { read: answered(withWords(read.words)), exact: false };
    const declaration = defined({ declaration: spec.declares });
    return {
      read: answered({ zero: true, ...declaration, ...withWords(read.words) }),
      exact: read.words === '',
    };
  },
  text: (_spec, body, { problem }) =>
    body === ''
      ? { read: problem('请写明情况。'), exact: false }
      : { read: answered({ words: body }), exact: false },
};

function readDone(spec: AnswerSpec, body: string, around: Around): Read {
  const { whole, problem } = around;
  // 完成 may be the word of the duty too.
  const after = afterDone(body) ?? afterDone(whole);
  if (after === 'not')
    return { read: problem('还没办完的，请回“明早”，或“有困难”并写明难处。'), exact: false };
  const rest = trimMarks(after ?? body);
  if (after === undefined && spec.fields.length === 0)
    return { read: problem('办完了请回“完成”。'), exact: false };
  const { read, exact, marked } = withCounts(spec, readCounts(spec, rest), around);
  const some = after !== undefined || (exact && marked);
  if (read.kind === 'answer' && !some && Object.keys(read.answer.values).length === 0)
    return { read: problem('办完了请回“完成”。'), exact: false };
  return { read, exact: some && read.kind === 'answer' };
}

const zeros = ({ fields }: AnswerSpec): Answer['values'] =>
  Object.fromEntries(fields.map(({ name }) => [name, 0]));

// 无 where one number is asked for is 0: 没得, 我们学校没有住校生.
function noneOf({ fields }: AnswerSpec, body: string): string {
  const required = fields.filter(({ optional }) => optional !== true);
  if (required.length !== 1) return body;
  if (/^(?:零|无|没有|没得|莫得|都没有|一个(?:都|也)没有|一[人台处份次](?:都|也)没有)$/.test(body))
    return '0';
  return HAS_NONE.test(body) && !CANNOT.test(body) ? `0 ${body}` : body;
}

const HAS_NONE =
  /^(?:我们|我校|本校|我们学校|学校|我镇|本镇|目前|暂时|[,，\s])*(?:没有|没得|莫得|无|不涉及|未发生)[一-龥]{1,8}$/;
/** What is not there may be the time to count. */
const CANNOT =
  /没[有得]?(?:时间|空|人手|办法|收|交|搞|做|弄|开展|组织|完成|统计|报|填|查|到|来|通知|困难|网|电|问题|看|听|弄清|落实|签|发)/;

function withCounts(
  spec: AnswerSpec,
  counts: Counts,
  { problem, before }: Pick<Around, 'problem' | 'before'>,
): Read & { readonly marked: boolean } {
  const { words, marked } = counts;
  const vague = before !== undefined && !marked && missing(spec, counts.values) !== '';
  const values = before === undefined || vague ? counts.values : { ...before, ...counts.values };
  const lacks = missing(spec, values);
  const unsaid = Object.keys(counts.values).length === 0 && before !== undefined;
  const text = counts.problem ?? (lacks === '' && !unsaid ? tooMuch(spec, values) : `还差：${lacks}。`);
  if (text !== undefined) return { read: problem(text), exact: false, marked };
  return { read: answered({ values, ...withWords(words) }), exact: words === '', marked };
}

function missing({ fields }: AnswerSpec, values: Readonly<Record<string, number>>): string {
  return fields
    .filter(({ name, optional }) => optional !== true && values[name] === undefined)
    .map(({ name, unit }) => (unit === '' || unit === '秒' ? name : `${name}（${unit}）`))
    .join('、');
}

function tooMuch({ atMost = [] }: AnswerSpec, values: Readonly<Record<string, number>>): string | undefined {
  for (const [small, large] of atMost) {
    const [less, more] = [values[small], values[large]];
    if (less !== undefined && more !== undefined && less > more)
      return `${small}（${less}）不能多于${large}（${more}），请核对。`;
  }
  return undefined;
}

const answered = (more: Partial<Answer>): ReadAnswer => ({
  kind: 'answer',
  answer: { zero: false, values: {}, ...more },
});

const withWords = (words: string): { readonly words?: string } => defined({ words: words || undefined });
