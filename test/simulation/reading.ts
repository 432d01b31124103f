import type { Chance } from './chance.ts';

// How people read what the bot writes: only the words on the screen, nothing of the program.

/** A line that a message asks its reader to send. */
export interface Ask {
  /** The line to copy: `家长信 612 605`. */
  readonly line: string;
  /** Other lines it offers, for other cases: `水域 23`. */
  readonly others: readonly string[];
  /** What is asked, in the words above it: enough to find it again among choices. */
  readonly about: string;
  /** The same for the same question with the same deadline, whatever the words and the example's numbers. */
  readonly key: string;
}

const ASKS = /^(.*[。；，）)] ?)?(?:请)?回(?:复)?[：:] ?(.+)$/;

/** What a message asks for, in its order. */
export function asksIn(text: string): readonly Ask[] {
  const asks: Ask[] = [];
  let above: string[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, before = '', asked = ''] = ASKS.exec(line) ?? [];
    const copied = lineIn(asked);
    if (copied === '') {
      above.push(line);
      continue;
    }
    const last = asks.at(-1);
    // 有问题写项号，回：… stands right below the usual line: the same question.
    if (last !== undefined && above.length === 0 && before !== '') {
      asks[asks.length - 1] = { ...last, others: [...last.others, copied] };
      continue;
    }
    const about = [...above, before].join('');
    asks.push({ line: copied, others: [], about, key: `${headOf(copied)}|${deadlineIn(about) ?? ''}` });
    above = [];
  }
  return asks;
}

const DEADLINE = /\d{1,2}月\d{1,2}日\d{1,2}:\d{2}/;

/** The deadline that a question names, `11月9日17:00`. */
export const deadlineIn = (about: string): string | undefined => DEADLINE.exec(about)?.[0];

/** The first words of a line, without its numbers. */
export const headOf = (line: string): string =>
  line
    .replace(/\d+.*$/, '')
    .trim()
    .split(' ')[0] ?? '';

/** What stands before the explanation: `水域 23 缺牌2 缺绳1（齐全回：水域 23 齐）`. */
const lineIn = (asked: string): string =>
  (/^[^（(；。，]+/.exec(asked)?.[0] ?? '').replace(/^“|”$/g, '').trim();

/** A line with the reader's own numbers: none larger than the one before that it belongs to. */
export function withOwnNumbers(line: string, chance: Chance): string {
  let last: { readonly given: number; readonly own: number } | undefined;
  return line.replace(/\d+/g, (digits, place: number) => {
    const given = Number(digits);
    // Times, dates, clause numbers and zeros are copied as they are.
    const after = line[place + digits.length] ?? '';
    if (given < 10 || /[-月日:：]/.test(after)) return digits;
    if (after === '秒') return String(chance.between(10, 59));
    const own = Math.max(10, Math.round(given * (0.6 + chance.next() * 0.8)));
    const fitting = last !== undefined && given <= last.given ? Math.min(own, last.own) : own;
    last = { given, own: fitting };
    return String(fitting);
  });
}

/** The numbered choice that is meant by `about`, as `1`; undefined when the answer offers none. */
export function choiceIn(answer: string, about: string): string | undefined {
  const offered = [...answer.matchAll(/(?:^|[\n　 ])(\d{1,2})[.、 ] ?([^\n　]+)/g)];
  if (offered.length < 2 || !/(哪|选|数字|编号|序号)/.test(answer)) return undefined;
  const best = offered
    .map(([, number = '', words = '']) => ({ number, likeness: likeness(words, about) }))
    .sort((a, b) => b.likeness - a.likeness)[0];
  return best?.number;
}

/** The line that an answer ends on, to be copied. */
export function lastLine(answer: string): string {
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  const last = lines.at(-1)?.trim() ?? '';
  return (/(?:发|回|回复|例如|如)[：:] ?(.+)$/.exec(last)?.[1] ?? last).trim();
}

/** Whether an answer says that what was asked for has arrived. */
export const isReceipt = (answer: string): boolean => /^收到/.test(answer.trim());

/** Whether there is nothing left to say: a receipt, or that a delay or a difficulty was understood. */
export const isUnderstood = (answer: string): boolean => /^(收到|好的|记下了)/.test(answer.trim());

/** A unit that an officer is asked to telephone. */
export interface Call {
  readonly unit: string;
  /** What it is about, as the message puts it. */
  readonly duty: string;
}

/** Whom a message asks its reader to telephone. */
export function callsIn(text: string): readonly Call[] {
  if (!/打个电话/.test(text)) return [];
  return text.split('\n').flatMap((line) => {
    const [, duty = '', units = ''] = /^“([^”]+)”（[^）]+截止）：(.+)$/.exec(line.trim()) ?? [];
    return units
      .split('、')
      .filter((unit) => unit !== '')
      .map((unit) => ({ unit, duty }));
  });
}

function likeness(a: string, b: string): number {
  const pairs = (text: string): Set<string> =>
    new Set([...text].slice(0, -1).map((first, n) => first + ([...text][n + 1] ?? '')));
  const other = pairs(b);
  return [...pairs(a)].filter((pair) => other.has(pair)).length;
}
