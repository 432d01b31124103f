import { type Said, wordsOf } from './said.ts';

/** What somebody said after an answer, and how: 是, a number, or a line they had to copy. */
export interface Turn {
  readonly said: string;
  readonly reply: string;
  readonly copied: boolean;
}

/** What somebody wants, their words, and the files they may mean, as far as that decides what they answer. */
export interface Wish {
  readonly want: Said['want'];
  readonly text: string;
  readonly files: readonly string[];
}

const MOST_TURNS = 8;
const CASE = /报辍学|疑似辍学的孩子/u;
const HAZARD = /报隐患|一处隐患/u;
const COUNTS: Readonly<Record<string, RegExp>> = {
  dropout: /查：|查数|查 辍学/u,
  hazard: /查：|查数|查 隐患/u,
  relapse: /查：|查数|查 二次辍学/u,
};

/** What an offered thing must name to be what this act wants; an act without one takes no offer. */
const FITS: Readonly<Record<string, (fields: Said['want']['fields']) => RegExp | undefined>> = {
  'report-dropout': () => CASE,
  'report-hazard': () => HAZARD,
  several: () => /报辍学|报隐患|疑似辍学|隐患/u,
  emergency: () => /有人有危险|突发/u,
  'no-emergency': ({ as }) => (as === 'hazard' ? HAZARD : undefined),
  'ask-count': ({ what }) => COUNTS[String(what)],
  'ask-list': () => /名单|未报|清单|隐患/u,
  'ask-case': () => /个案|看[KY]\d|那一件|这一件/u,
  supplement: () => /补充/u,
  progress: () => /补充|复学|返校|整改|劝返|家访|销号|挂牌|不计入|认定/u,
  'correct-last': () => /更正|改/u,
  withdraw: () => /撤/u,
  'answer-duty': ({ values }) => (values === undefined ? undefined : /报送|任务/u),
  accept: ({ kind }) => (kind === 'hazard' ? HAZARD : CASE),
  'how-to': () => /怎么|帮助/u,
  'assign-duty': () => /派任务/u,
};

const fileWanted = ({ want: { fields }, files }: Wish) => {
  const which = fields.file ?? fields.which;
  return typeof which === 'number' ? files[which - 1] : undefined;
};

const asksForOne = ({ want: { fields } }: Wish) => fields.file === 'ask' || fields.which === 'ask';

/** Whether an offered thing is another file's than the one that is meant. */
function namesAnother(words: string, wish: Wish): boolean {
  const wanted = fileWanted(wish);
  const named: readonly string[] = words.match(/[KYT]\d\d-\d+-[A-Z]/gu) ?? [];
  return named.length > 0 && wanted !== undefined && !named.includes(wanted);
}

function choice(reply: string, wish: Wish): string | undefined {
  if (!/回数字|\n\d$/u.test(reply) || asksForOne(wish)) return undefined;
  const offered = [...reply.matchAll(/^(\d) (.+)$/gmu)].map(([, number = '', words = '']) => ({
    number,
    words,
  }));
  const { act, fields } = wish.want;
  const [place] = wordsOf(fields.place);
  const byPlace = offered.find(({ words }) => place !== undefined && words.includes(place));
  const fits = FITS[act]?.(fields);
  const byAct = offered.find(({ words }) => fits?.test(words) === true && !namesAnother(words, wish));
  return (byPlace ?? byAct)?.number;
}

/** An offer is taken where it is of the kind that is wanted, and about the file that is meant. */
function takes(reply: string, wish: Wish): boolean {
  const { act, fields } = wish.want;
  const fits = FITS[act]?.(fields);
  if (fits === undefined || act.startsWith('ask') || namesAnother(reply, wish)) return false;
  return /您是要登记/u.test(reply) ? fits.test(reply) : true;
}

const bare = (text: string) => text.replace(/[\s，。、；：！？,.;:!?“”"（）()]/gu, '');

/** A line is copied where it holds what was said, never an example of somebody else's. */
function copies(line: string, reply: string, wish: Wish): boolean {
  const { act, fields } = wish.want;
  if (!/请发：|请复制发送：|再发：|请回：/u.test(reply) || !takes(line, wish)) return false;
  const words = bare(wish.text);
  const said = bare(line.replace(/^\S+\s*/u, ''));
  const own = said.length > 1 && words.length > 1 && (said.includes(words) || words.includes(said));
  return own && FITS[act]?.(fields)?.test(line) === true;
}

function nextWord(reply: string, wish: Wish): Omit<Turn, 'reply'> | undefined {
  const line = reply.split('\n').at(-1)?.trim() ?? '';
  if (/^(是|确认)$/u.test(line)) return takes(reply, wish) ? { said: line, copied: false } : undefined;
  const number = choice(reply, wish);
  if (number !== undefined) return { said: number, copied: false };
  return copies(line, reply, wish) ? { said: line, copied: true } : undefined;
}

/** Goes on as somebody would who means what they said: takes what fits, copies where there is no other way. */
export async function carryOn(
  reply: string,
  wish: Wish,
  say: (text: string) => Promise<string>,
): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  let last = reply;
  while (turns.length < MOST_TURNS) {
    const word = nextWord(last, wish);
    if (word === undefined || turns.some(({ said, reply: got }) => said === word.said && got === last)) break;
    last = await say(word.said);
    turns.push({ ...word, reply: last });
  }
  return turns;
}

/** Says yes to what is shown, whatever it is: how the words before came to be stored. */
export async function agree(reply: string, say: (text: string) => Promise<string>): Promise<string> {
  let last = reply;
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const line = last.split('\n').at(-1)?.trim() ?? '';
    if (!/^(是|确认|1)$/u.test(line)) break;
    last = await say(line);
  }
  return last;
}
