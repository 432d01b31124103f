import { isKnownVariable, variablesIn } from '../variables.ts';
import type { MatterProblem, ReadMatter } from './front-matter.ts';
import type { FrontMatter, PartMatter } from './schema.ts';

type Path = readonly PropertyKey[];
/** A mistake when the condition holds, and where. */
type Check = readonly [boolean, Path, string];

/** What the shape of a part cannot say: its steps, its deadline and its answer must fit together. */
export function partProblems(
  { parts, urgent }: FrontMatter,
  lineOf: ReadMatter['lineOf'],
): readonly MatterProblem[] {
  return parts.flatMap((part, index) => {
    const twice = parts.findIndex((other) => other.for === part.for) < index;
    const checks: readonly Check[] = [
      [part.parents === true && part.for !== '群', ['parents'], 'parents: only a group has parents in it'],
      [twice, ['for'], `for: ${part.for} has a part already`],
      ...stepCounts(part),
      ...stepOrder(part),
      ...deadlineChecks(part, urgent),
      ...answerChecks(part),
    ];
    return checks
      .filter(([wrong]) => wrong)
      .map(([, path, text]) => ({
        line: lineOf(['parts', index, ...path]),
        text: `parts[${index}].${text}`,
      }));
  });
}

const TWICE = [
  ['plan', '计划 twice'],
  ['notice', '通知 twice'],
  ['remind', '催报 twice: nobody is asked a third time'],
  ['collect', '收集 twice'],
] as const;

function stepCounts({ lead }: PartMatter): readonly Check[] {
  const count = (step: string) => lead.filter((one) => one.step === step).length;
  return [
    [count('notice') === 0, ['lead'], 'lead: a part needs its 通知'],
    ...TWICE.map(([step, text]): Check => [count(step) > 1, ['lead'], `lead: ${text}`]),
  ];
}

function stepOrder({ lead, due, answer }: PartMatter): readonly Check[] {
  const notice = noticeOf(lead);
  const end = due?.offset ?? 0;
  return lead.flatMap(({ step, offset }, index): readonly Check[] => {
    const path = ['lead', index];
    const asks = step === 'remind' || step === 'collect';
    return [
      [asks && answer === undefined, path, 'lead: who owes no answer is not asked again'],
      [step === 'plan' && offset > notice, path, 'lead: 计划 comes after 通知'],
      [step === 'remind' && offset < notice, path, 'lead: 催报 comes before 通知'],
      [step === 'remind' && offset > end, path, 'lead: 催报 comes after the deadline'],
      [step === 'collect' && offset <= end, path, 'lead: 收集 comes before the deadline is over'],
    ];
  });
}

const noticeOf = (lead: PartMatter['lead']): number =>
  lead.find(({ step }) => step === 'notice')?.offset ?? 0;

function deadlineChecks(
  { lead, due, answer, for: word, whom }: PartMatter,
  urgent: boolean,
): readonly Check[] {
  const ofSchools = word === '学校' || word === '六员' || word === '群';
  const schoolWords = (whom?.kinds ?? []).length > 0 || whom?.boarding !== undefined;
  return [
    [answer !== undefined && due === undefined, [], 'due: is missing although an answer is expected'],
    [due !== undefined && due.offset < noticeOf(lead), ['due'], 'due: lies before 通知'],
    [word === '群' && answer !== undefined, ['answer'], 'answer: nobody answers in a group'],
    [answer?.kind === 'ack' && !urgent, ['answer'], 'answer: 收到 is asked for urgent reminders only'],
    [!ofSchools && schoolWords, ['whom'], `whom: kinds and boarding are for schools, not for ${word}`],
  ];
}

function answerChecks({ answer }: PartMatter): readonly Check[] {
  if (answer === undefined) return [];
  const { kind, fields, items, declares, zero, at_most = [] } = answer;
  const names = fields.map(({ name }) => name);
  const at = (path: Path): Path => ['answer', ...path];
  return [
    [new Set(names).size < names.length, at(['fields']), 'answer.fields: two have one name'],
    [kind === 'numbers' && names.length === 0, at(['fields']), 'answer.fields: numbers of what?'],
    [kind === 'items' && (items ?? []).length === 0, at([]), 'answer.items: are missing'],
    [kind !== 'items' && items !== undefined, at(['items']), 'answer.items: only for kind items'],
    [kind !== 'numbers' && zero === true, at(['zero']), 'answer.zero: only for kind numbers'],
    [kind === 'zero' && declares === undefined, at([]), 'answer.declares: what does a 0 declare?'],
    ...at_most.flatMap((pair, index) =>
      pair.map(
        (name): Check => [
          !names.includes(name),
          at(['at_most', index]),
          `answer.at_most: “${name}” is no field`,
        ],
      ),
    ),
    ...variablesIn(declares ?? '').map(
      ({ word }): Check => [
        !isKnownVariable(word, 'group'),
        at(['declares']),
        `answer.declares: nobody knows the variable {${word}}`,
      ],
    ),
  ];
}
