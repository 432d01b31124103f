import { SentinelError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import { type Action, actionOf } from './action.ts';
import { fieldsOf } from './args.ts';
import { askMissing, askWhichPlace } from './ask.ts';
import type { Command, CommandResult, ReplyResult } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandLine } from './command-line.ts';
import { toConfirm } from './confirm.ts';
import { contextOf } from './context-of.ts';
import { exampleOf, fillExample } from './examples.ts';
import { OFFER_MS } from './offer.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { type Filled, ownCandidate, withOwnPlace } from './own-place.ts';
import { splitPage } from './paging.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { parseArgs } from './parse/parse-args.ts';
import type { ParsedArgs } from './parse/parsed-args.ts';
import { plainLine } from './plain-line.ts';
import { withQuotedFile } from './quoted-file.ts';
import { decideRight } from './rights.ts';
import type { Turn } from './turn.ts';
import { withWantedFile } from './wanted-file.ts';
import { namesStranger, withWantedPeople } from './wanted-people.ts';
import { answerWrongNumber, hasWrongNumber } from './wrong-number.ts';

/** Rights, then arguments, then the command or its verb itself, then its effect. */
export async function runLine(turn: Turn, said: CommandLine): Promise<Outcome> {
  const line = withQuotedFile(turn, said);
  const action = actionOf(line, turn);
  const verdict = decideRight(action, turn.actor, turn.message.chat);
  if (verdict !== 'ok') return { text: refusal(turn, line, action, verdict) };
  if (isAlone(turn, line)) return askWhatFor(turn, line.command);
  const parsed = parseArgs(action.does.args, action.rest, turn);
  const outcome = await runParsed(turn, line, action, parsed);
  // Some names are known as such only where the command asks for one.
  const strange = turn.message.chat.kind === 'group' && (await namesStranger(turn, action, parsed.values));
  return { ...outcome, personal: parsed.personal || strange };
}

async function runParsed(
  turn: Turn,
  line: CommandLine,
  action: Action,
  parsed: ParsedArgs,
): Promise<Outcome> {
  const [ambiguous] = parsed.ambiguous;
  const mine = ambiguous && ownCandidate(turn, ambiguous);
  if (ambiguous && !mine) return askWhichPlace(turn, line, action, ambiguous, parsed);
  if (asksForSeveral(turn, action))
    return { text: turn.text('dialogue/one-place', { example: exampleOf(line.command, turn) }) };
  if (hasWrongNumber(parsed)) return answerWrongNumber(turn, line, action);
  if (asksForNowhere(action, parsed)) return { text: turn.text('refusals/nothing-there') };
  const { values: given, missing } = withOwnPlace(turn, parsed);
  const values = ambiguous && mine ? { ...given, [ambiguous.field.name]: mine } : given;
  const [first] = missing;
  if (first) return askMissing(turn, line, action, first, parsed);
  const wanted = await lookedUp(turn, line, action, { values, written: parsed.written });
  if ('text' in wanted) return wanted;
  const checked = action.does.args.safeParse(wanted.values);
  if (!checked.success)
    return {
      text: turn.text('dialogue/problem', {
        problems: sentences(parsed),
        example: exampleOf(line.command, turn),
      }),
    };
  const outcome = await carryOut(turn, line, action, contextOf(turn, line, parsed), checked.data);
  // What was wrong is said before the receipt: the report was stored without it.
  const before = sentences(parsed).join('\n');
  return {
    ...outcome,
    ...defined({
      before: before || undefined,
      again: action.does.effect === 'none' ? againLine(turn, line, action, wanted.values) : undefined,
    }),
  };
}

/** The arguments with the file and the people that are meant; or what is said where one of them is not clear. */
async function lookedUp(...[turn, line, action, said]: Parameters<typeof withWantedFile>) {
  const withFile = await withWantedFile(turn, line, action, said);
  return 'text' in withFile ? withFile : withWantedPeople(turn, line, action, { ...said, ...withFile });
}

/** The line that shows the same once more. What was typed into a group is not said again there. */
function againLine(
  turn: Turn,
  { command, rest }: CommandLine,
  action: Action,
  values: Filled['values'],
): string {
  if (turn.message.chat.kind === 'group') return plainLine(action, values, turn);
  return `${command.name} ${splitPage(rest).line}`.trim();
}

/** A reporting word and nothing else, no picture either: nothing is created from that. */
function isAlone(turn: Turn, { command, rest }: CommandLine): boolean {
  return command.alone !== undefined && rest.trim() === '' && turn.message.attachments.length === 0;
}

/** A question about two townships at once: one of them alone would look like the answer. */
function asksForSeveral({ gazetteer }: Turn, { does, rest }: Action): boolean {
  if (does.effect !== 'none' || !fieldsOf(does.args).some(({ meta }) => meta.field === 'place')) return false;
  const townships = gazetteer
    .scan(rest)
    .filter(({ candidates }) => candidates.length === 1 && candidates[0]?.kind === 'township')
    .map(({ candidates }) => candidates[0]?.id);
  return new Set(townships).size > 1;
}

/** A question about a place we do not know: figures of some other area would be no answer. */
function asksForNowhere({ does }: Action, parsed: ParsedArgs): boolean {
  return (
    does.effect === 'none' &&
    parsed.problems.some(({ field }) => field.meta.field === 'place' && !field.required)
  );
}

function askWhatFor(turn: Turn, command: Command): Outcome {
  const line = exampleOf(command, turn);
  return chooseFrom(turn, turn.text('dialogue/what-for'), [
    { label: `上报，例如：${line}`, line, copyOnly: true },
    ...(command.alone ?? []),
  ]);
}

const sentences = (parsed: ParsedArgs): readonly string[] => parsed.problems.map((problem) => problem.text);

function refusal(
  turn: Turn,
  { command, rest }: CommandLine,
  { name }: Action,
  verdict: 'role' | 'private-only' | 'group-only',
): string {
  if (verdict === 'role') return turn.text('refusals/no-right');
  if (verdict === 'private-only') {
    const does = command.where === 'private' ? command.name : name;
    const [no = ''] = caseNumbersIn(rest);
    return turn.text('refusals/private-only', { name: `${does} ${no}`.trim() });
  }
  const line = fillExample(command.examples[0]?.line ?? command.name, turn);
  return turn.text('refusals/group-only', {
    line: turn.actor.role === 'township' ? `${command.name} 乡镇 无家长` : line,
  });
}

type Args = Parameters<Action['does']['run']>[1];

async function carryOut(
  turn: Turn,
  line: CommandLine,
  { name, does }: Action,
  context: CommandContext,
  args: Args,
): Promise<Outcome> {
  if (does.effect === 'decides') {
    const question = await toConfirm(turn, line, () => does.about(context, args));
    if (question !== undefined) return 'reply' in question ? fromReply(turn, line, question) : question;
  }
  if (does.effect === 'adds' && does.asks !== undefined) {
    const question = await toConfirm(turn, line, async () => does.asks?.(context, args), { final: false });
    if (question !== undefined) return 'reply' in question ? fromReply(turn, line, question) : question;
  }
  const result: CommandResult = await does.run(context, args);
  if (!('effect' in result)) return fromReply(turn, line, result);
  if (does.effect === 'none') throw new SentinelError('bad-command', `${name} stores, and says it does not`);
  const stored = await result.effect(context.key);
  return { text: await result.reply(stored), filed: true };
}

function fromReply(turn: Turn, line: CommandLine, result: ReplyResult): Outcome {
  if (result.choices !== undefined) return chooseFrom(turn, result.reply, result.choices);
  if (result.onYes !== undefined) return onYes(turn, line, { ...result, onYes: result.onYes });
  if (result.ask === undefined || turn.message.chat.kind === 'group') return { text: result.reply };
  return {
    text: result.reply,
    dialogue: {
      kind: 'ask',
      line: `${line.command.name} ${line.rest}`.trim(),
      label: result.ask.label ?? '',
      question: result.ask.question,
      asked: (line.asked ?? 0) + 1,
      optional: true,
    },
  };
}

function onYes(
  turn: Turn,
  { command, rest }: CommandLine,
  { reply, onYes: { label, adds } }: ReplyResult & Required<Pick<ReplyResult, 'onYes'>>,
): Outcome {
  if (turn.message.chat.kind === 'group') return { text: reply };
  const until = new Date(turn.now.getTime() + OFFER_MS).toISOString();
  const choices = [{ label, line: `${command.name} ${rest} ${adds}` }];
  return { text: reply, dialogue: { kind: 'offer', choices, sure: true, until } };
}
