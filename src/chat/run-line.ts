import type { z } from 'zod';
import { defined } from '../kit/defined.ts';
import { areaOf, type Place } from '../places/place.ts';
import { type FieldInfo, fieldsOf } from './args.ts';
import { askMissing, askWhichPlace } from './ask.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { plainSenderId } from './contact-facts.ts';
import { exampleOf, fillExample, helpOf, usableCommands } from './examples.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { splitPage } from './paging.ts';
import { parseArgs } from './parse/parse-args.ts';
import type { Ambiguity, ParsedArgs } from './parse/parsed-args.ts';
import { plainLine } from './plain-line.ts';
import { decideRight } from './rights.ts';
import type { Turn } from './turn.ts';

/** Rights, then arguments, then the command itself, then its effect. */
export async function runLine(turn: Turn, line: CommandLine): Promise<Outcome> {
  const verdict = decideRight(line.command, turn.actor, turn.message.chat);
  if (verdict !== 'ok') return { text: refusal(turn, line, verdict) };
  if (isAlone(turn, line)) return askWhatFor(turn, line.command);
  const parsed = parseArgs(line.command.args, splitPage(line.rest).line, turn);
  const outcome = await runParsed(turn, line, parsed);
  // Some names are known as such only where the command asks for one.
  return { ...outcome, personal: parsed.personal };
}

async function runParsed(turn: Turn, line: CommandLine, parsed: ParsedArgs): Promise<Outcome> {
  const [ambiguous] = parsed.ambiguous;
  const mine = ambiguous && ownCandidate(turn, ambiguous);
  if (ambiguous && !mine) return askWhichPlace(turn, line, ambiguous, parsed);
  if (asksForSeveral(turn, line))
    return { text: turn.text('dialogue/one-place', { example: exampleOf(line.command, turn) }) };
  if (asksForNowhere(line.command, parsed)) return { text: turn.text('refusals/nothing-there') };
  const { values: given, missing } = withOwnPlace(turn, line.command, parsed);
  const values = ambiguous && mine ? { ...given, [ambiguous.field.name]: mine } : given;
  const [first] = missing;
  if (first) return askMissing(turn, line, first, parsed);
  const checked = line.command.args.safeParse(values);
  if (!checked.success)
    return {
      text: turn.text('dialogue/problem', {
        problems: sentences(parsed),
        example: exampleOf(line.command, turn),
      }),
    };
  const outcome = await carryOut(turn, line, parsed, checked.data);
  // What was wrong is said before the receipt: the report was stored without it.
  const before = sentences(parsed).join('\n');
  return {
    ...outcome,
    ...defined({
      before: before || undefined,
      again: line.command.reads ? againLine(turn, line, values) : undefined,
    }),
  };
}

/** The line that shows the same once more. What was typed into a group is not said again there. */
function againLine(turn: Turn, { command, rest }: CommandLine, values: Filled['values']): string {
  if (turn.message.chat.kind === 'group') return plainLine(command, values, turn);
  return `${command.name} ${splitPage(rest).line}`.trim();
}

/** A reporting word and nothing else, no picture either: nothing is created from that. */
function isAlone(turn: Turn, { command, rest }: CommandLine): boolean {
  return command.alone !== undefined && rest.trim() === '' && turn.message.attachments.length === 0;
}

/** A question about two townships at once: one of them alone would look like the answer. */
function asksForSeveral({ gazetteer }: Turn, { command, rest }: CommandLine): boolean {
  if (!command.reads || !fieldsOf(command.args).some(({ meta }) => meta.field === 'place')) return false;
  const townships = gazetteer
    .scan(rest)
    .filter(({ candidates }) => candidates.length === 1 && candidates[0]?.kind === 'township')
    .map(({ candidates }) => candidates[0]?.id);
  return new Set(townships).size > 1;
}

/** A question about a place we do not know: figures of some other area would be no answer. */
function asksForNowhere(command: Command, parsed: ParsedArgs): boolean {
  return command.reads && parsed.problems.some((problem) => problem.field.meta.field === 'place');
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
  { command }: CommandLine,
  verdict: 'role' | 'private-only' | 'group-only',
): string {
  if (verdict === 'role') return turn.text('refusals/no-right');
  if (verdict === 'private-only') return turn.text('refusals/private-only', { name: command.name });
  const line = fillExample(command.examples[0]?.line ?? command.name, turn);
  return turn.text('refusals/group-only', {
    line: turn.actor.role === 'township' ? `${command.name} 乡镇 无家长` : line,
  });
}

interface Filled {
  readonly values: Readonly<Record<string, unknown>>;
  readonly missing: readonly FieldInfo[];
}

/** A member's own unit stands in for a place they did not name in a report; a place they named wrongly is asked for. */
function withOwnPlace(turn: Turn, command: Command, parsed: ParsedArgs): Filled {
  const own = command.reads ? undefined : ownPlace(turn);
  const field = parsed.missing.find(({ meta }) => meta.field === 'place');
  const fits =
    own !== undefined && field !== undefined && (field.meta.places ?? [own.kind]).includes(own.kind);
  if (!fits || parsed.problems.some((problem) => problem.field.name === field.name)) return parsed;
  return {
    values: { ...parsed.values, [field.name]: own },
    missing: parsed.missing.filter((other) => other !== field),
  };
}

/** Of several places of one name the speaker means the one in their own township; names that only look alike stay a question. */
function ownCandidate({ actor }: Turn, { candidates, alike }: Ambiguity): Place | undefined {
  if (alike || actor.townshipId === undefined) return undefined;
  const own = candidates.filter((place) => areaOf(place) === actor.townshipId);
  return own.length === 1 ? own[0] : undefined;
}

function ownPlace({ actor, gazetteer }: Turn) {
  const id = actor.schoolId ?? actor.townshipId;
  return id === undefined ? undefined : gazetteer.byId(id);
}

async function carryOut(turn: Turn, line: CommandLine, parsed: ParsedArgs, args: unknown): Promise<Outcome> {
  const context = contextOf(turn, line, parsed);
  const result = await line.command.run(context, args as z.output<Command['args']>);
  if ('effect' in result) {
    const stored = await result.effect(context.key);
    return { text: await result.reply(stored), filed: true };
  }
  return fromReply(turn, line, result);
}

function fromReply(
  turn: Turn,
  line: CommandLine,
  result: Extract<CommandResult, { reply: string }>,
): Outcome {
  if (result.choices !== undefined) return chooseFrom(turn, result.reply, result.choices);
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

function contextOf(turn: Turn, line: CommandLine, parsed: ParsedArgs): CommandContext {
  const { message, entry, deps } = turn;
  const key = `${entry.key}:${line.number}`;
  return {
    actor: turn.actor,
    sender: { platform: message.platform, id: plainSenderId(message, turn.actor.key) },
    chat: message.chat,
    ...defined({ group: turn.group }),
    now: turn.now,
    today: turn.today,
    time: turn.time,
    gazetteer: turn.gazetteer,
    services: deps.services,
    photos: () => notePhotos(turn, key),
    ...defined({ headcount: parsed.headcount, quote: message.quote }),
    key,
    commands: {
      usable: usableCommands(turn),
      find: (word) => {
        const command = deps.registry.byName(word.trim());
        return command && decideRight(command, turn.actor, message.chat) !== 'role'
          ? helpOf(command, turn)
          : undefined;
      },
    },
    text: turn.text,
    freeze: (name, choose) => entry.freeze(`${line.number}.${name}`, choose),
  };
}

/** Note the pictures of the message, and of what it quotes, as pending. */
export async function notePhotos(turn: Turn, key: string): Promise<readonly string[]> {
  const pictures = [...turn.message.attachments, ...(turn.message.quote?.attachments ?? [])]
    .filter((attachment) => attachment.kind === 'image')
    .map(({ url, downloadCode, aesKey }) => ({
      platform: turn.message.platform,
      ...defined({ url, downloadCode, aesKey }),
    }));
  return pictures.length === 0 ? [] : turn.deps.services.photos.note(key, pictures, turn.actor.key, turn.now);
}
