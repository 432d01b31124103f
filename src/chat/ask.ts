import { fullName } from '../places/naming.ts';
import type { Place } from '../places/place.ts';
import type { Action } from './action.ts';
import type { FieldInfo } from './args.ts';
import type { Choice } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { exampleOf } from './examples.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import type { ParsedArgs } from './parse/parse-args.ts';
import { plainLine } from './plain-line.ts';
import type { Turn } from './turn.ts';

const MOST_QUESTIONS = 2;

/**
 * Ask for a required argument. In a group nothing is asked: the draft waits in the private chat under 继续.
 * In private at most two questions, then a line to copy.
 */
export function askMissing(
  turn: Turn,
  line: CommandLine,
  { does }: Action,
  field: FieldInfo,
  parsed: ParsedArgs,
): Outcome {
  const question = field.meta.question ?? `${field.meta.labels[0] ?? field.name}是什么？`;
  const asked = (line.asked ?? 0) + 1;
  const example = exampleOf(line.command, turn);
  const kept = line.rest.trim() !== '';
  const problems = parsed.problems.map((problem) => problem.text).join('\n');
  if (asked > MOST_QUESTIONS)
    return { text: join(problems, turn.text('dialogue/still-missing', { example })) };
  const duty = line.command.name === '报隐患' ? turn.gazetteer.county.dutyPhone : undefined;
  const dialogue = {
    kind: 'ask' as const,
    line: `${line.command.name} ${line.rest}`.trim(),
    label: field.meta.labels[0] ?? '',
    question,
    asked,
    optional: false,
  };
  if (turn.message.chat.kind === 'single')
    return { text: join(problems, turn.text('dialogue/ask', { question, example, kept, duty })), dialogue };
  // A question is asked anew, there is no draft to go on with.
  if (does.effect === 'none')
    return { text: turn.text('dialogue/problem', { problems: [`还差一项：${question}`], example }) };
  const text = turn.text('dialogue/missing-in-group', { question, personal: turn.personalDataTyped });
  return { text: join(problems, text), dialogue, privately: true };
}

/** Several places have the name: let the person choose by number; each choice is the whole line with the full name. */
export function askWhichPlace(
  turn: Turn,
  line: CommandLine,
  action: Action,
  ambiguity: ParsedArgs['ambiguous'][number],
  parsed: ParsedArgs,
): Outcome {
  if (turn.message.chat.kind === 'group' && action.does.effect === 'none')
    return chooseArea(turn, action, ambiguity, parsed);
  const { candidates, word, alike } = ambiguity;
  const said = parsed.problems.map((problem) => problem.text).join('\n');
  const choices = candidates.map((place) => choiceOf(turn, line, word, place));
  const intro = turn.text('dialogue/which-place', { word, n: choices.length, alike });
  const outcome = chooseFrom(turn, join(said, intro), choices);
  if (turn.message.chat.kind === 'single') return outcome;
  // The names of the schools are not for the group: the draft waits in the private chat.
  const question = turn.text('dialogue/which-place-in-group');
  return {
    ...outcome,
    text: turn.text('dialogue/missing-in-group', { question, personal: turn.personalDataTyped }),
    privately: true,
  };
}

/** In a group no school is named and nothing is said again that was typed. */
function chooseArea(
  turn: Turn,
  action: Action,
  { field, candidates }: ParsedArgs['ambiguous'][number],
  { values }: ParsedArgs,
): Outcome {
  const choices = candidates
    .filter(({ kind }) => kind !== 'school')
    .map((place) => ({
      label: fullName(turn.gazetteer, place),
      line: plainLine(action, { ...values, [field.name]: place }, turn),
    }));
  if (choices.length === 0) return { text: turn.text('refusals/private-only', { name: action.name }) };
  return chooseFrom(turn, turn.text('dialogue/which-place-in-group'), choices);
}

function choiceOf(turn: Turn, line: CommandLine, word: string, place: Place): Choice {
  const name = fullName(turn.gazetteer, place);
  const rest = line.rest.includes(word) ? line.rest.replace(word, name) : `${line.rest} ${name}`;
  return { label: name, line: `${line.command.name} ${rest}`.trim() };
}

const join = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n');
