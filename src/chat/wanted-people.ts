import { covers } from '../people/scope.ts';
import type { Action } from './action.ts';
import { type FieldInfo, fieldsOf } from './args.ts';
import type { Choice } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { exampleOf } from './examples.ts';
import type { FieldValues } from './fields.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { looksLikeName } from './parse/name.ts';
import type { ParsedArgs } from './parse/parsed-args.ts';
import { splitPeople, tellsPost } from './parse/people.ts';
import { describePerson, type Meant, type Named, nearlyMeant, unitOf, whoIsMeant } from './people-meant.ts';
import type { Turn } from './turn.ts';

type Values = Readonly<Record<string, unknown>>;
type NamedPeople = FieldValues['people'];

/** The arguments with people in the place of their names; or the question who is meant. */
export async function withWantedPeople(
  turn: Turn,
  line: CommandLine,
  action: Action,
  { values, written }: { readonly values: Values; readonly written: ParsedArgs['written'] },
): Promise<{ readonly values: Values } | Outcome> {
  const found: Record<string, NamedPeople> = {};
  for (const field of fieldsOf(action.does.args)) {
    const said = values[field.name];
    if (field.meta.field !== 'people' || typeof said !== 'string') continue;
    const people = await lookUp(turn, line, action, { field, said, written: written[field.name] ?? said });
    if ('text' in people) return people;
    found[field.name] = people;
  }
  return { values: { ...values, ...found } };
}

interface Asked {
  readonly field: FieldInfo;
  readonly said: string;
  readonly written: string;
}

/** Who is meant is fixed before an effect: a re-run must not find another person under the name. */
async function lookUp(
  turn: Turn,
  line: CommandLine,
  action: Action,
  asked: Asked,
): Promise<NamedPeople | Outcome> {
  const { entry, deps, gazetteer } = turn;
  const frozen = `${line.number}.${asked.field.name}`;
  const known = entry.recall(frozen);
  if (known !== undefined) return JSON.parse(known) as NamedPeople;
  const everyone = await deps.services.people.everyone();
  const reach = everyone.filter(isNamed).filter((person) => isInReach(turn, person));
  const meant = whoIsMeant(splitPeople(asked.said), reach, gazetteer);
  const unclear = meant.find(({ fitting }) => fitting.length !== 1);
  if (unclear !== undefined) return askWho(turn, line, action, { ...asked, reach, meant, unclear });
  const people = new Map(meant.flatMap(({ fitting }) => fitting).map((one) => [one.id, asNamed(one)]));
  const value = [...people.values()];
  if (action.does.effect !== 'none') await entry.freeze(frozen, async () => JSON.stringify(value));
  return value;
}

const isNamed = (person: { readonly name?: string }): person is Named => (person.name ?? '') !== '';

/** Whose files they may see, those people they may name; themselves, and those of a department of the whole county. */
function isInReach({ actor, gazetteer }: Turn, { id, role, schoolId, townshipId }: Named): boolean {
  const everybodys = role === 'department' && schoolId === undefined && townshipId === undefined;
  if (everybodys && actor.bound) return true;
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  const areaId = townshipId ?? (school?.kind === 'school' ? school.townshipId : '');
  return id === actor.memberId || covers(actor, { areaId, schoolId });
}

const asNamed = ({ id, name, role, post }: Named): NamedPeople[number] => ({
  id,
  name,
  role,
  ...(post === undefined ? {} : { post }),
});

/** Whether somebody is named who is no officer of the county, however much else is missing: it may be a child. */
export async function namesStranger(
  { deps, gazetteer }: Turn,
  { does }: Action,
  values: Values,
): Promise<boolean> {
  const said = fieldsOf(does.args)
    .filter(({ meta }) => meta.field === 'people')
    .map(({ name }) => values[name])
    .filter((words) => typeof words === 'string');
  if (said.length === 0) return false;
  const everyone = (await deps.services.people.everyone()).filter(isNamed);
  return whoIsMeant(said.flatMap(splitPeople), everyone, gazetteer).some((one) => isStranger(one, everyone));
}

function isStranger({ words, fitting }: Meant, everyone: readonly Named[]): boolean {
  if (fitting.length > 0 || everyone.some(({ name }) => words.includes(name))) return false;
  return !tellsPost(words) || words.split(/[和与及]/).some((word) => looksLikeName(word.replace(TITLE, '')));
}

const TITLE = /(?:同志|老师|教师|主任|校长|干部)$/;

interface Unclear extends Asked {
  readonly reach: readonly Named[];
  readonly meant: readonly Meant[];
  readonly unclear: Meant;
}

/** More are no choice: whoever is meant is told by unit, post and name. */
const MOST_CHOICES = 9;

/** In a group nobody's colleagues are listed: the draft waits in the private chat. */
function askWho(turn: Turn, line: CommandLine, action: Action, asked: Unclear): Outcome {
  const { message, gazetteer } = turn;
  const label = asked.field.meta.labels[0] ?? asked.field.name;
  const { words, fitting } = asked.unclear;
  const candidates = fitting.length > 0 ? fitting : nearlyMeant(words, asked.reach).slice(0, MOST_CHOICES);
  const told = new Set(candidates.map((person) => describePerson(person, gazetteer)));
  const many = candidates.length > MOST_CHOICES || told.size < candidates.length;
  if (many || candidates.length === 0)
    return { text: turn.text('dialogue/no-person', { label, many, example: exampleOf(line.command, turn) }) };
  const choices = candidates.map((person) => choiceOf(turn, line, person, { ...asked, label }));
  const alike = fitting.length === 0;
  const outcome = chooseFrom(turn, turn.text('dialogue/which-person', { label, alike }), choices);
  if (message.chat.kind === 'single') return outcome;
  if (action.does.effect === 'none')
    return { text: turn.text('refusals/private-only', { name: action.name }) };
  const question = turn.text('dialogue/which-person', { label, alike: false });
  const text = turn.text('dialogue/missing-in-group', { question, personal: turn.personalDataTyped });
  return { ...outcome, text, privately: true };
}

/** The whole line, the person chosen told by unit, post and name. */
function choiceOf(
  turn: Turn,
  { command, rest }: CommandLine,
  person: Named,
  { written, meant, unclear, label }: Unclear & { readonly label: string },
): Choice {
  const { gazetteer } = turn;
  const words = meant.map((one) => (one === unclear ? describePerson(person, gazetteer) : one.words));
  const people = `${label}:${words.join('、')}`;
  const line = rest.includes(written) ? rest.replace(written, () => people) : `${rest} ${people}`;
  const as = `${unitOf(person, gazetteer)}${person.post ?? ''}`;
  return {
    label: as === '' ? person.name : `${person.name}（${as}）`,
    line: `${command.name} ${line}`.trim(),
  };
}
