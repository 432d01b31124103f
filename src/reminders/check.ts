import type { ReadRule } from '../calendar/rule-types.ts';
import { checkRules, readWhen, type WhenFacts } from './check-when.ts';
import { laidOut } from './overlay.ts';
import type { Reminder, ReminderChange, ReminderPart } from './types.ts';
import { isKnownVariable, SHARED_VARIABLES, UNIT_VARIABLES, variablesIn } from './variables.ts';
import { audienceWord, dueText, readDue } from './words.ts';

/** What a change was refused for, in words for the officer; the example is a line that works. */
export type CheckedChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly text: string; readonly example: string };

/** What checking needs. */
export interface CheckParts extends WhenFacts {
  readonly readRule: (text: string) => ReadRule;
  /** Whether the words of the change tell who somebody is. */
  readonly personal: boolean;
}

const OK: CheckedChange = { ok: true };
const LONGEST = 600;

/** The free words of a change. */
export function wordsOf(change: ReminderChange): string {
  return change.field === 'on' ? (change.basis ?? '') : change.value;
}

/** Whether an officer's change would leave the reminder sound; the files are held to the same rules. */
export function checkChange(reminder: Reminder, change: ReminderChange, parts: CheckParts): CheckedChange {
  switch (change.field) {
    case 'on':
      return checkOn(reminder, change, parts);
    case 'when':
      return checkWhen(reminder, change.value, parts);
    case 'due':
      return checkDue(reminder, change);
    case 'text':
      return checkText(reminder, change, parts);
  }
}

function checkOn(
  { name, needsBasis }: Reminder,
  { value, basis }: Extract<ReminderChange, { field: 'on' }>,
  { personal }: CheckParts,
): CheckedChange {
  if (personal) return refused(PERSONAL, `提醒 开 ${name} 依据 文件名称`);
  if (!value || !needsBasis || (basis ?? '') !== '') return OK;
  return refused(
    '这一项要有文件依据才能打开，请写明依据的文件。',
    `提醒 开 ${name} 依据 《某某县学校安全工作考核办法》`,
  );
}

function checkWhen(reminder: Reminder, value: string, parts: CheckParts): CheckedChange {
  const line = (rule: string): string => `提醒 改 ${reminder.name} 时间 ${rule}`;
  const read = readWhen(reminder, value, parts.readRule);
  if (!read.ok) {
    const { word, text, example } = read.problem;
    return refused(`“${word}”没看懂：${text}`, line(example));
  }
  const checked = checkRules(reminder, read.rules, parts);
  if (checked.ok) return OK;
  return refused(checked.text, checked.rule === '' ? `提醒 试发 ${reminder.name}` : line(checked.rule));
}

function checkDue(
  reminder: Reminder,
  { audience, value }: Extract<ReminderChange, { field: 'due' }>,
): CheckedChange {
  const part = reminder.parts.find((one) => one.audience === audience && one.answer !== undefined);
  if (part === undefined) return refused('这一项不要求回复，没有截止时间。', `提醒 试发 ${reminder.name}`);
  const example = `提醒 改 ${reminder.name} 截止 ${dueText(part.due)}`;
  const due = readDue(value);
  if (due === undefined)
    return refused(`“${value}”没看懂：T 是提醒的日子，写成 T 17:00（当天）或 T+5 17:00（五天后）。`, example);
  return fitsSteps(part, due.offset)
    ? OK
    : refused(`“${value}”与通知、催报、收集的日子对不上：${stepsOf(part)}。`, example);
}

function fitsSteps({ lead }: ReminderPart, due: number): boolean {
  return lead.every(({ step, offset }) =>
    step === 'collect' ? offset > due : step === 'plan' || offset <= due,
  );
}

const STEP_NAMES = { plan: '计划', notice: '通知', remind: '催报', collect: '收集' } as const;

function stepsOf({ lead }: ReminderPart): string {
  return lead
    .map(
      ({ step, offset, workdays }) =>
        `T${offset === 0 ? '' : offset > 0 ? `+${offset}` : offset}${workdays ? '个工作日' : ''} ${STEP_NAMES[step]}`,
    )
    .join('、');
}

function checkText(
  reminder: Reminder,
  { audience, value }: Extract<ReminderChange, { field: 'text' }>,
  { personal }: CheckParts,
): CheckedChange {
  const part = reminder.parts.find((one) => one.audience === audience);
  const { name } = reminder;
  if (part?.audience === 'group') return refused(NOT_IN_GROUPS, `提醒 试发 ${name}`);
  if (part === undefined) {
    const words = reminder.parts
      .filter((one) => one.audience !== 'group')
      .map((one) => audienceWord(one.audience))
      .join('、');
    return refused(`这一项没有发给这一类单位的正文，有的是：${words}。`, `提醒 试发 ${name}`);
  }
  const word = audienceWord(part.audience);
  const example = `提醒 改 ${name} 正文 ${word} 请{截止}前办妥。${part.answer ? `回：${part.answer.example}` : ''}`;
  if (personal) return refused(PERSONAL, example);
  if (value.length > LONGEST) return refused(`正文太长，请不超过${LONGEST}字。`, example);
  const unknown = variablesIn(value).find((use) => !isKnownVariable(use.word, part.audience));
  if (unknown !== undefined) {
    const known = [...SHARED_VARIABLES, ...UNIT_VARIABLES];
    return refused(`不认识“{${unknown.word}}”，可以用的有：${known.join('、')}。`, example);
  }
  if (part.answer !== undefined && !/(?:^|\n)回：/.test(laidOut(value)))
    return refused('正文要带一行可以照抄的回复，以“回：”开头。', example);
  return OK;
}

const NOT_IN_GROUPS = '群里只发程序自带的话，不发人写的字，这一条不能改；发给学校、乡镇的可以改。';
const PERSONAL = '提醒是发给许多单位的，里面好像有姓名、电话或证件号，请去掉再发。';

const refused = (text: string, example: string): CheckedChange => ({ ok: false, text, example });
