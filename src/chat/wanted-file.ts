import type { FileKind, FilesInReach, FoundFile, WantedFile } from '../casefiles/found.ts';
import { instantOf } from '../kit/instant-of.ts';
import type { Action } from './action.ts';
import { type FieldInfo, fieldsOf } from './args.ts';
import type { Choice } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { LAST_SPOKEN } from './parse/file-talk.ts';
import type { ParsedArgs } from './parse/parsed-args.ts';
import type { Turn } from './turn.ts';

type Values = Readonly<Record<string, unknown>>;

/** The arguments with the file in the place of its number; or what is said where there is none, or not one. */
export async function withWantedFile(
  turn: Turn,
  line: CommandLine,
  action: Action,
  { values, written }: { readonly values: Values; readonly written: ParsedArgs['written'] },
): Promise<{ readonly values: Values } | Outcome> {
  const field = fieldsOf(action.does.args).find(({ meta }) => meta.field === 'file');
  const number = field && values[field.name];
  if (field?.meta.wanted === undefined || typeof number !== 'string') return { values };
  const wanted = field.meta.wanted;
  if (number === LAST_SPOKEN) return withLastSpoken(turn, line, action, { values, field, wanted });
  const reach = await inReach(turn, line, action, { number, wanted });
  const [file, ...more] = reach.fitting;
  if (file === undefined)
    return { text: (await elsewhere(turn, field, number)) ?? nothing(turn, field, reach) };
  if (more.length === 0) {
    if (field.meta.wanted.right !== 'withdrawn') await noteSpoken(turn, file);
    return { values: { ...values, [field.name]: file } };
  }
  const choices = reach.fitting.map((one) =>
    choiceOf(turn, line, action, one, written[field.name] ?? number),
  );
  return chooseFrom(turn, turn.text('files/which'), choices);
}

/** 那个孩子: the child of the file spoken of or reported last today; of two that differ one is asked for. */
async function withLastSpoken(
  turn: Turn,
  line: CommandLine,
  action: Action,
  {
    values,
    field,
    wanted,
  }: { readonly values: Values; readonly field: FieldInfo; readonly wanted: WantedFile },
): Promise<{ readonly values: Values } | Outcome> {
  const numbers: readonly string[] = JSON.parse(
    await turn.entry.freeze(`${line.number}.spoken`, async () => JSON.stringify(await spokenToday(turn))),
  );
  const reaches = await Promise.all(numbers.map((number) => inReach(turn, line, action, { number, wanted })));
  const fitting = reaches.flatMap((reach) => reach.fitting);
  const [file] = fitting;
  if (file === undefined) return { text: turn.text('files/which-child') };
  if (fitting.length > 1)
    return chooseFrom(
      turn,
      turn.text('files/which'),
      fitting.map((one) => choiceOf(turn, line, action, one, LAST_SPOKEN)),
    );
  await noteSpoken(turn, file);
  return { values: { ...values, [field.name]: file } };
}

async function spokenToday({ actor, deps, today }: Turn): Promise<readonly string[]> {
  const accounts = await deps.services.people.accountsOf(actor);
  const [said, reported] = await Promise.all([
    deps.services.lastFiles.last(accounts, instantOf(today, '00:00', deps.timeZone)),
    deps.services.dropouts.newestBy(accounts, today),
  ]);
  return [...new Set([said?.no, reported?.no].filter((no) => no !== undefined))];
}

/** What is said without a number next must not reach past it; taking one back ends it. */
function noteSpoken({ actor, deps, now }: Turn, { no }: FoundFile): Promise<void> {
  return deps.services.lastFiles.noted(actor.key, no, now);
}

interface Asked {
  readonly number: string;
  readonly wanted: WantedFile;
}

/** What a short number means is fixed before an effect: a re-run must not find another file under it. */
async function inReach(
  turn: Turn,
  line: CommandLine,
  { does }: Action,
  { number, wanted }: Asked,
): Promise<FilesInReach> {
  const { actor, deps, today, entry } = turn;
  const reader = { actor, accounts: await deps.services.people.accountsOf(actor) };
  const look = (words: string) =>
    deps.services.files.fitting(words, Number(today.slice(2, 4)), reader, wanted);
  if (does.effect === 'none' || caseNumbersIn(number)[0] === number) return look(number);
  const no = await entry.freeze(`${line.number}.file`, async () => {
    const { fitting } = await look(number);
    return fitting.length === 1 ? (fitting[0]?.no ?? number) : number;
  });
  return look(no);
}

function nothing(turn: Turn, { meta }: FieldInfo, { denied }: FilesInReach): string {
  return denied ? turn.text(meta.denied ?? 'refusals/no-right') : turn.text(meta.none ?? 'files/not-there');
}

const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  dropout: '辍学个案',
  hazard: '隐患',
  incident: '突发事件',
  check: '检查',
  supervision: '督办',
};

/** The line for the same number of another kind; undefined: there is none in sight, or not one. */
async function elsewhere(turn: Turn, { meta }: FieldInfo, number: string): Promise<string | undefined> {
  if (meta.elsewhere === undefined || turn.message.chat.kind === 'group') return undefined;
  const { kind, line } = meta.elsewhere;
  const reader = { actor: turn.actor, accounts: await turn.deps.services.people.accountsOf(turn.actor) };
  const year = Number(turn.today.slice(2, 4));
  const wanted: WantedFile = { kinds: [kind], right: 'see' };
  const { fitting } = await turn.deps.services.files.fitting(number, year, reader, wanted);
  const [one, ...more] = fitting;
  if (one === undefined || more.length > 0) return undefined;
  const words = { no: one.no, kind: KIND_WORDS[kind], line: line.replace('{no}', one.no) };
  return turn.text('files/elsewhere', words);
}

/** The whole line with the full number; in a group nothing is said again that was typed. */
function choiceOf(
  turn: Turn,
  { command, rest }: CommandLine,
  { name }: Action,
  { kind, no }: FoundFile,
  word: string,
): Choice {
  const line =
    turn.message.chat.kind === 'group' ? `${name} ${no}` : `${command.name} ${rest.replace(word, () => no)}`;
  return { label: `${KIND_WORDS[kind]} ${no}`, line };
}
